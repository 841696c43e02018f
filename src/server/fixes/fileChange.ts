import type { FileChange } from '../../protocol/index';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns undefined where both sides are the same; null is a file that does not exist */
export function fileChange(uri: string, before: Uint8Array | null, after: Uint8Array | null): FileChange | undefined {
  if (before === null ? after === null : after !== null && Buffer.compare(before, after) === 0) return undefined;
  try {
    return { uri, encoding: 'utf-8', before: textOf(before), after: textOf(after) };
  } catch {
    return { uri, encoding: 'base64', before: base64Of(before), after: base64Of(after) };
  }
}

/** Throws for what is not UTF-8. A byte order mark is left out, as editors do. */
function textOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decoder.decode(bytes);
}

function base64Of(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64');
}

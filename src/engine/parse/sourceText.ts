import { late } from '../../base/late';

/** How a file's bytes become text, and what Go refuses in them. */

export interface EncodingProblem {
  /** go reads no file with a NUL byte, with a byte order mark below its first character, or in UTF-16 */
  readonly kind: 'nul' | 'byte-order-mark' | 'utf-16' | 'invalid-utf-8';
  /** UTF-16 offsets in the decoded text */
  readonly start: number;
  readonly end: number;
}

export interface SourceText {
  /** without a leading byte order mark, which editors do not count as a column either */
  readonly text: string;
  /** at most one of each kind: the first */
  readonly problems: readonly EncodingProblem[];
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = late(() => new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }));

export function decodeSource(source: Uint8Array | string): SourceText {
  const isText = typeof source === 'string';
  const whole = isText ? source : decoder.decode(source);
  const text = whole.startsWith('\uFEFF') ? whole.slice(1) : whole;
  const problems: EncodingProblem[] = [];
  const note = (kind: EncodingProblem['kind'], at: number, length = 1): void => {
    if (at >= 0) problems.push({ kind, start: at, end: Math.min(at + length, text.length) });
  };
  if (!isText && isUtf16(source)) note('utf-16', 0);
  else {
    note('nul', text.indexOf('\0'));
    note('byte-order-mark', text.indexOf('\uFEFF'));
    const replaced = text.indexOf('\uFFFD');
    if (replaced >= 0 && !isText && !isValid(source)) note('invalid-utf-8', replaced);
  }
  return { text, problems };
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function isValid(bytes: Uint8Array): boolean {
  try {
    strictDecoder().decode(bytes);
    return true;
  } catch {
    return false;
  }
}

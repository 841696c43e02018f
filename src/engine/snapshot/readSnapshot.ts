import { say, type Message } from '../model/message';
import { parseJsonc } from '../parse/jsonc';
import { snapshotKind, snapshotVersion, type Snapshot } from './snapshot';
import { shapeFault, snapshotShape } from './snapshotShape';

/**
 * A snapshot from the text of a file, or what is wrong with it and what to do. Whoever wrote the file, what comes out of
 * here has the shape of a snapshot.
 * @param file as messages name it
 */
export async function readSnapshot(text: string, file: string): Promise<Snapshot | Message> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return say('diff.truncated', { file, line: await faultyLine(text) });
  }
  if (!isSnapshot(value)) return say(isReport(value) ? 'diff.notSnapshotReport' : 'diff.notSnapshot', { file });
  const { schemaVersion } = value;
  if (typeof schemaVersion !== 'number' || !Number.isInteger(schemaVersion) || schemaVersion < 1)
    return say('diff.malformed', { file, path: 'schemaVersion', wanted: 'number' });
  if (schemaVersion > snapshotVersion)
    return say('diff.newer', { file, version: schemaVersion, known: snapshotVersion });
  const fault = shapeFault(value, snapshotShape);
  return fault ? say('diff.malformed', { file, ...fault }) : (value as unknown as Snapshot);
}

/** UTF-8, or UTF-16 as a redirection in Windows PowerShell writes it. */
export function textOfFile(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

function isSnapshot(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === snapshotKind;
}

function isReport(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'findings' in value && 'outcomes' in value;
}

/** One-based. */
async function faultyLine(text: string): Promise<number> {
  const { problems } = await parseJsonc(text);
  return text.slice(0, problems[0]?.start ?? text.length).split('\n').length;
}

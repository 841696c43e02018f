import { ConflictReader, isConflictMarker, type MergeConflict } from './mergeConflict';
export type { MergeConflict } from './mergeConflict';
import { goFields } from './goSpace';

/**
 * go.sum and go.work.sum as `cmd/go/internal/modfetch` reads them: lines of three fields, in any order; any other count
 * stops every command but `go mod tidy`. go checks nothing else: neither the path, nor the version, nor the hash.
 */

/** A line of three fields. Columns are UTF-16. */
export interface GoSumEntry {
  readonly line: number;
  readonly path: string;
  /** with the suffix `/go.mod` where the hash is that of the go.mod file */
  readonly version: string;
  readonly hash: string;
  readonly column: number;
  readonly hashColumn: number;
}

/** A line that go rejects: neither empty nor three fields. */
export interface MalformedSumLine {
  readonly line: number;
  readonly fields: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface GoSumFile {
  /** in file order; those between conflict markers too, as go would read them */
  readonly entries: readonly GoSumEntry[];
  readonly malformed: readonly MalformedSumLine[];
  readonly conflicts: readonly MergeConflict[];
  /** the first line that ends with CR LF */
  readonly firstCrLf: number | undefined;
  readonly crLfCount: number;
  readonly lineCount: number;
}

/**
 * Reads the text of a go.sum. Linear in its size; never throws. A byte order mark stays a part of the first path, as in go,
 * but is no column, as in editors.
 */
export function parseGoSum(text: string): GoSumFile {
  const file = parse(text);
  if (!text.startsWith('\uFEFF')) return file;
  const shift = (column: number): number => Math.max(0, column - 1);
  const entries = file.entries.map((entry) =>
    entry.line === 0 ? { ...entry, column: shift(entry.column), hashColumn: shift(entry.hashColumn) } : entry,
  );
  const malformed = file.malformed.map((line) =>
    line.line === 0 ? { ...line, column: shift(line.column), endColumn: shift(line.endColumn) } : line,
  );
  return { ...file, entries, malformed };
}

function parse(text: string): GoSumFile {
  const entries: GoSumEntry[] = [];
  const malformed: MalformedSumLine[] = [];
  const conflicts = new ConflictReader();
  let firstCrLf: number | undefined;
  let crLfCount = 0;
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (found > start && text.charCodeAt(found - 1) === 13) {
      firstCrLf ??= line;
      crLfCount++;
    }
    const content = text.slice(start, end);
    start = end + 1;
    if (isConflictMarker(content)) conflicts.add(line, content.charAt(0));
    const entry = readPlainEntry(content, line);
    if (entry) entries.push(entry);
    else readAnyLine(content, line, entries, malformed);
  }
  return { entries, malformed, conflicts: conflicts.done, firstCrLf, crLfCount, lineCount: line };
}

/** Printable ASCII fields with one space between them, as go writes them: the usual line, without a regular expression. */
function readPlainEntry(content: string, line: number): GoSumEntry | undefined {
  const first = content.indexOf(' ');
  const second = content.indexOf(' ', first + 1);
  if (first <= 0 || second <= first + 1 || second === content.length - 1) return undefined;
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code > 126 || code < 32 || (code === 32 && at !== first && at !== second)) return undefined;
  }
  return {
    line,
    path: content.slice(0, first),
    version: content.slice(first + 1, second),
    hash: content.slice(second + 1),
    column: 0,
    hashColumn: second + 1,
  };
}

function readAnyLine(content: string, line: number, entries: GoSumEntry[], malformed: MalformedSumLine[]): void {
  const fields = goFields(content);
  const [path, version, hash] = fields;
  const last = fields.at(-1);
  if (path === undefined || last === undefined) return;
  if (fields.length === 3 && version && hash) {
    entries.push({
      line,
      path: path.text,
      version: version.text,
      hash: hash.text,
      column: path.start,
      hashColumn: hash.start,
    });
    return;
  }
  malformed.push({ line, fields: fields.length, column: path.start, endColumn: last.start + last.text.length });
}

/** Hash that old versions of go wrote for modules without a go.mod; go ignores such lines. */
export const emptyGoModHash = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

/** What go looks hashes up by. */
export function sumKey(path: string, version: string): string {
  return `${path} ${version}`;
}

/** Hashes by key, in file order: what go knows after reading the file. */
export function sumTable(file: GoSumFile): ReadonlyMap<string, readonly GoSumEntry[]> {
  const table = new Map<string, GoSumEntry[]>();
  for (const entry of file.entries) {
    if (entry.hash === emptyGoModHash) continue;
    const key = sumKey(entry.path, entry.version);
    const known = table.get(key);
    if (known) known.push(entry);
    else table.set(key, [entry]);
  }
  return table;
}

/** Whether go counts the hash: it knows the algorithm by its prefix. */
export function isKnownHash(hash: string): boolean {
  return hash.startsWith('h1:');
}

const h1 = /^h1:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** Whether an `h1:` hash can be the SHA-256 of anything: 44 characters of base64 that stand for 32 bytes. */
export function isPossibleH1(hash: string): boolean {
  return h1.test(hash);
}

import { comparePositions } from '../model/range';
import type { ConstraintLines, GoFile } from '../model/tree';
import { constraintLinesOf, parseGoHeader, parseHeaderComments } from './goHeader';
import { DistinctNumbers, type HeaderNames } from './headerNames';
import { quickConstraints, quickHeader, type QuickHeader } from './quickHeader';

/**
 * The header of a Go file for the scan of a whole tree: what `parseGoHeader` says, without places, and quickly where the
 * header is as usual, which nearly all are.
 */

/** How much of a file is read at first: enough for nearly every header. */
export const headBytes = 4096;

/** The start of a file. */
export interface HeadOfFile {
  /** may be a buffer that is used again */
  readonly bytes: Uint8Array;
  /** how many of `bytes` count */
  readonly length: number;
  /** whether they are the whole file */
  readonly whole: boolean;
  /** the first `length` bytes as Latin-1 */
  readonly text: (length: number) => string;
}

/** More than half of all headers are shorter. */
const quickBytes = 1024;

/** Regular expressions remember where they may have to go back to; of megabytes that is too much. */
const quickLimit = 256 * 1024;

/** @returns undefined where the start does not tell: read the whole file and ask again */
export function summarizeGoHeader(name: string, head: HeadOfFile, names: HeaderNames): GoFile | undefined {
  const { bytes, length, whole } = head;
  for (const part of length > quickBytes ? [quickBytes, length] : [length]) {
    if (part > quickLimit) break;
    const text = head.text(part);
    const quick = quickHeader(text, whole && part === length, names);
    if (quick === 'more') continue;
    if (quick === 'unusual') break;
    const { packageName, imports, cgo } = quick;
    const simple = quickConstraints(text, quick, names);
    const constraints = simple === 'unusual' ? commentConstraints(bytes, quick, names) : simple;
    return { name, packageName, imports, cgo, constraints };
  }
  return whole ? summarizeGoFile(name, bytes.subarray(0, length), names) : undefined;
}

/** The same of a whole file, however unusual. */
function summarizeGoFile(name: string, content: Uint8Array, names: HeaderNames): GoFile {
  const { packageClause, imports, constraints, problems, end } = parseGoHeader(content, 'header');
  const numbers = new DistinctNumbers();
  for (const { path } of imports) if (path !== 'C') numbers.add(names.number(path));
  // For a NUL byte go refuses the file.
  const hasNul = problems.some(({ kind, range }) => kind === 'nul' && comparePositions(range.start, end) <= 0);
  const { goBuild, plusBuild, suspicious } = constraintLinesOf(constraints);
  return {
    name,
    packageName: packageClause === undefined ? '' : names.name(packageClause.name),
    imports: names.importList(numbers.list),
    cgo: imports.some(({ path }) => path === 'C'),
    constraints: names.constraintLines(goBuild, plusBuild, suspicious || hasNul),
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The constraints of a usual header with unusual comments. */
function commentConstraints(bytes: Uint8Array, { end }: QuickHeader, names: HeaderNames): ConstraintLines {
  const comments = parseHeaderComments(decoder.decode(bytes.subarray(0, end)));
  const { goBuild, plusBuild, suspicious } = constraintLinesOf(comments);
  return names.constraintLines(goBuild, plusBuild, suspicious);
}

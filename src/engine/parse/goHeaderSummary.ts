import { comparePositions } from '../model/range';
import { mayHoldOddCondition } from './cgoPreamble';
import { constraintLinesOf, parseForeignHeader, parseGoHeader, parseHeaderComments } from './goHeader';
import { DistinctNumbers, type HeaderNames } from './headerNames';
import { noConstraints, type HeaderNumbers } from './headerTable';
import { mayHoldConstraint, quickConstraints, quickHeader, skipGap, type QuickHeader } from './quickHeader';

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
  /** whether an editor shows the file: then the text below the header is looked at too */
  readonly open: boolean;
  /** the first `length` bytes as Latin-1 */
  readonly text: (length: number) => string;
}

/** More than half of all headers are shorter. */
const quickBytes = 1024;

/** Regular expressions remember where they may have to go back to; of megabytes that is too much. */
const quickLimit = 256 * 1024;

/** @returns undefined where the start does not tell: read the whole file and ask again */
export function summarizeGoHeader(head: HeadOfFile, names: HeaderNames): HeaderNumbers | undefined {
  const { bytes, length, whole } = head;
  // A loop without an array: this is done for every file, interpreted.
  for (let part = Math.min(quickBytes, length); part <= Math.min(length, quickLimit); part = nextPart(part, length)) {
    const text = head.text(part);
    const quick = quickHeader(text, whole && part === length, names);
    if (quick === 'more') continue;
    if (quick === 'unusual') break;
    if (isRefused(text, quick.end)) break;
    const { packageName, imports, cgo } = quick;
    const simple = quickConstraints(text, quick, names);
    const constraints = simple === 'unusual' ? commentConstraints(bytes, quick, names) : simple;
    const odd = cgo && mayHoldOddCondition(text.slice(0, quick.end));
    // What is read anyway is looked at below the header too.
    if (mayBeBelow(text, head, quick.end)) break;
    return { packageName, imports, cgo, constraints: odd ? asSuspicious(constraints, names) : constraints };
  }
  return whole ? summarizeGoFile(head, names) : undefined;
}

function nextPart(part: number, length: number): number {
  return part < length ? length : Infinity;
}

function asSuspicious(constraints: number, names: HeaderNames): number {
  const { goBuild, plusBuild } = names.table.constraints[constraints] ?? noConstraints;
  return names.constraintLines(goBuild, plusBuild, true);
}

/** Whether a NUL byte or a byte order mark stands in a header, in a comment maybe: go reads no such file. */
function isRefused(text: string, end: number): boolean {
  return standsIn(text, '\0', end) || standsIn(text, byteOrderMark, end);
}

function standsIn(text: string, refused: string, end: number): boolean {
  const at = text.indexOf(refused, 1);
  return at >= 0 && at < end;
}

/** In UTF-8, read as Latin-1. */
const byteOrderMark = '\u00ef\u00bb\u00bf';

const directive = '//go:build ';

/** @param text as much of the file as was needed for its header */
function mayBeBelow(text: string, head: HeadOfFile, end: number): boolean {
  return (head.open || text.includes(directive, end)) && seesDirective(head, end);
}

/** Whether a directive stands where it is looked for: always in the first bytes, in all of a file that is open. */
function seesDirective({ length, open, text }: HeadOfFile, from = 0): boolean {
  return text(open ? length : Math.min(length, quickBytes)).includes(directive, from);
}

/**
 * The constraint lines of an assembly, C or other file that is not Go, in which go looks for them in the comments above
 * the first code. Those below it count as suspicious as far as they stand in the start of the file.
 * @returns their number; undefined where the start does not tell: read the whole file and ask again
 */
export function summarizeOtherHeader(head: HeadOfFile, names: HeaderNames): number | undefined {
  const { bytes, length, whole } = head;
  const text = head.text(length);
  const codeStart = skipGap(text, 0);
  // A comment that ends behind the start looks like code here.
  const ended = whole || (/[^/\s\x80-\xff]/.test(text.charAt(codeStart)) && codeStart < length - 4);
  if (!ended) return undefined;
  if (!mayHoldConstraint(text)) return 0;
  // Half a line may be anything.
  const end = whole ? length : text.lastIndexOf('\n') + 1;
  const quick = quickConstraints(text, { codeStart, end }, names);
  if (quick !== 'unusual') return quick;
  const { goBuild, plusBuild, suspicious } = constraintLinesOf(parseForeignHeader(bytes.subarray(0, end)));
  return names.constraintLines(goBuild, plusBuild, suspicious);
}

/** The same of a whole file, however unusual. */
function summarizeGoFile(head: HeadOfFile, names: HeaderNames): HeaderNumbers {
  const extent = seesDirective(head) ? 'file' : 'header';
  const content = head.bytes.subarray(0, head.length);
  const { packageClause, imports, constraints, problems, end } = parseGoHeader(content, extent);
  const numbers = new DistinctNumbers();
  for (const { path } of imports) if (path !== 'C') numbers.add(names.number(path));
  const isRefused = problems.some(
    ({ kind, range }) => (kind === 'nul' || kind === 'byte-order-mark') && comparePositions(range.start, end) <= 0,
  );
  const { goBuild, plusBuild, suspicious } = constraintLinesOf(constraints);
  const odd = imports.some(({ preamble }) => preamble?.directives.some(({ text }) => mayHoldOddCondition(text)));
  return {
    packageName: names.number(packageClause === undefined || isRefused ? '' : packageClause.name),
    imports: names.importList(numbers.list),
    cgo: imports.some(({ path }) => path === 'C'),
    constraints: names.constraintLines(goBuild, plusBuild, suspicious || isRefused || odd),
  };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The constraints of a usual header with unusual comments. */
function commentConstraints(bytes: Uint8Array, { end }: QuickHeader, names: HeaderNames): number {
  const comments = parseHeaderComments(decoder.decode(bytes.subarray(0, end)));
  const { goBuild, plusBuild, suspicious } = constraintLinesOf(comments);
  return names.constraintLines(goBuild, plusBuild, suspicious);
}

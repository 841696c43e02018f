import type { LineIndex } from '../../base/lineIndex';
import type { Position, Range } from '../model/range';
import { honouredLines, indexOrEnd } from './constraintRegion';
import { splitGoBuild, splitPlusBuild } from './constraintLine';
import type { Comment } from './goCursor';
import { leadingGoSpace, trimGoSpace } from './goSpace';
import { nearConstraint } from './nearConstraint';

/** A line of a file that is a build constraint, or looks like one. */
export interface ConstraintComment {
  /** what go would take it for; `near-miss` where go sees a plain comment */
  readonly form: 'go:build' | '+build' | 'near-miss';
  /** for a near miss, what was perhaps meant; else the form */
  readonly wanted: 'go:build' | '+build';
  readonly place: ConstraintPlace;
  /** the line from its slashes, trimmed at the end */
  readonly text: string;
  readonly range: Range;
  /** slashes and marker: `//go:build`, `// +build`, `//Go:Build` */
  readonly markerRange: Range;
  /** what follows the marker */
  readonly expression: { readonly text: string; readonly start: Position; readonly end: Position };
}

/**
 * - `honoured`: go reads it. Of several honoured `//go:build` lines each is said to be honoured: go reports the second. A
 *   near miss is `honoured` where the line, spelt right, would be.
 * - `glued`: a `// +build` line without a blank line between it and the package clause
 * - `after-block-comment`: a `// +build` line below a block comment
 * - `in-block-comment`: on a line of a block comment above the first code
 * - `beside-block-comment`: after a block comment that ends on the same line
 * - `after-code`: after the package clause of a Go file, after the first code of another
 */
export type ConstraintPlace =
  'honoured' | 'glued' | 'after-block-comment' | 'in-block-comment' | 'beside-block-comment' | 'after-code';

export interface CommentedText {
  readonly text: string;
  readonly lines: LineIndex;
  /** in order */
  readonly comments: readonly Comment[];
  /** offset of the first text that is no comment */
  readonly codeStart: number;
  /** Go's readers differ in what white space is; go looks for constraints as far as this */
  readonly leadEnd: number;
}

/** All lines of the comments that are constraints or look like one, in order. */
export function constraintComments(source: CommentedText): readonly ConstraintComment[] {
  const { text, comments, codeStart, leadEnd } = source;
  const honoured = honouredLines(text.slice(0, leadEnd));
  const starts = new Set([...honoured.goBuild, ...honoured.plusBuild].map((line) => line.start));
  const found: ConstraintComment[] = [];
  let leadingBlock: Comment | undefined;
  let word = -1;
  for (const comment of comments) {
    if (comment.block) {
      if (comment.start >= codeStart) continue;
      leadingBlock ??= comment;
      found.push(...blockLines(source, comment));
      continue;
    }
    // Most comments are prose. Below the header a near miss is prose too.
    if (word < comment.start) word = indexOrEnd(text, 'build', comment.start);
    if (word >= comment.end && comment.start >= codeStart) continue;
    if (!isLikeConstraint(text, comment.start)) continue;
    const place = (form: ConstraintComment['form'], wanted: ConstraintComment['wanted']): ConstraintPlace => {
      if (starts.has(comment.start)) return 'honoured';
      if (comment.start >= codeStart) return 'after-code';
      if (!startsItsLine(text, comment.start)) return 'beside-block-comment';
      if (form === 'near-miss') return 'honoured';
      return wanted === '+build' && leadingBlock ? 'after-block-comment' : 'glued';
    };
    const line = constraintAt(source, comment.start, text.slice(comment.start, comment.end), place);
    // Beside something else a near miss is prose.
    if (line && (line.form !== 'near-miss' || line.place === 'honoured')) found.push(line);
  }
  return found;
}

function startsItsLine(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return start === lineStart || trimGoSpace(text.slice(lineStart, start)) === '';
}

/** Lines within a block comment that would be constraints outside of it. */
function* blockLines(source: CommentedText, comment: Comment): Iterable<ConstraintComment> {
  const inside = source.text.slice(comment.start, comment.end).replace(/\*\/$/, '');
  for (let word = inside.indexOf('build'); word >= 0;) {
    const start = inside.lastIndexOf('\n', word) + 1;
    const newline = inside.indexOf('\n', word);
    const end = newline < 0 ? inside.length : newline;
    const raw = inside.slice(start, end);
    word = inside.indexOf('build', end);
    // The first line begins with the comment itself.
    if (start === 0) continue;
    const skipped = leadingGoSpace(raw);
    if (!raw.startsWith('//', skipped)) continue;
    const line = constraintAt(source, comment.start + start + skipped, raw.slice(skipped), () => 'in-block-comment');
    if (line && line.form !== 'near-miss') yield line;
  }
}

function constraintAt(
  { lines, codeStart }: CommentedText,
  offset: number,
  raw: string,
  placeOf: (form: ConstraintComment['form'], wanted: ConstraintComment['wanted']) => ConstraintPlace,
): ConstraintComment | undefined {
  const text = trimGoSpace(raw);
  // Below the header a near miss is prose, and most comments of a file stand there.
  const recognized = recognize(text, offset < codeStart);
  if (recognized === undefined) return undefined;
  const { form, wanted, markerEnd, expression } = recognized;
  const at = (column: number): Position => lines.positionAt(offset + column);
  return {
    form,
    wanted,
    place: placeOf(form, wanted),
    text,
    range: { start: at(0), end: at(text.length) },
    markerRange: { start: at(0), end: at(markerEnd) },
    expression: {
      text: expression.text,
      start: at(expression.start),
      end: at(expression.start + expression.text.length),
    },
  };
}

/** How every line comment begins that `recognize` may recognize: a word with `build` in it, or what `nearMarker` takes without. */
const like = String.raw`//(?:(?:[/\x85]|[^\S\n])*[^\s]{0,6}build|[ \t/]*(?:[gG][oO]:(?:[bBuU]|[^\s][uU])|\+[bB]))`;
const likeHere = new RegExp(like, 'y');

function isLikeConstraint(text: string, at: number): boolean {
  likeHere.lastIndex = at;
  return likeHere.test(text);
}

/** Captures, of lines that hold nothing but a `//` comment, the comments that matter to `constraintComments`. */
export const likeConstraints = new RegExp(String.raw`(?:^|\n)[ \t\r\f;]*(${like}[^\n]*)`, 'g');

interface Recognized extends Pick<ConstraintComment, 'form' | 'wanted'> {
  readonly markerEnd: number;
  readonly expression: { readonly text: string; readonly start: number };
}

function recognize(line: string, nearToo: boolean): Recognized | undefined {
  const goBuild = splitGoBuild(line);
  if (goBuild) return { form: 'go:build', wanted: 'go:build', markerEnd: '//go:build'.length, expression: goBuild };
  const plusBuild = splitPlusBuild(line);
  if (plusBuild) {
    const markerEnd = line.indexOf('+build') + '+build'.length;
    return { form: '+build', wanted: '+build', markerEnd, expression: plusBuild };
  }
  const near = nearToo ? nearConstraint(line) : undefined;
  return near && { form: 'near-miss', wanted: near.wanted, markerEnd: near.markerEnd, expression: near };
}

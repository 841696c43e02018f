import type { LineIndex } from '../../base/lineIndex';
import type { Range } from '../model/range';
import type { Comment } from './goCursor';
import { leadingGoSpace, trimGoSpace } from './goSpace';

/** The comment above `import "C"`: C code, and `#cgo` lines that set flags. */
export interface CgoPreamble {
  readonly range: Range;
  readonly directives: readonly CgoDirective[];
}

/** `#cgo linux,amd64 windows LDFLAGS: -lm` */
export interface CgoDirective {
  /** the line from `#cgo`, trimmed */
  readonly text: string;
  readonly range: Range;
  /** words between `#cgo` and the flag: go takes them as alternatives */
  readonly conditions: readonly { readonly text: string; readonly range: Range }[];
  /** `CFLAGS`, `LDFLAGS`, `pkg-config`, `noescape` ...; '' where there is no colon */
  readonly verb: string;
  /** what follows the colon, trimmed */
  readonly value: string;
}

const oddCondition = /#cgo[ \t][^:\n]*(?:[&|()]|![ \t])/;

/** False only of a text without a `#cgo` line whose condition has an operator in it. */
export function mayHoldOddCondition(text: string): boolean {
  return oddCondition.test(text);
}

/**
 * The preamble of an import, as go/parser attaches it: the group of comments, without a blank line between them, that ends
 * on the line above.
 * @param above offset of the token that the comments must stand above
 */
export function cgoPreamble(
  text: string,
  lines: LineIndex,
  comments: readonly Comment[],
  above: number,
): CgoPreamble | undefined {
  const upwards: Comment[] = [];
  let below = above;
  for (const comment of comments.toReversed()) {
    if (comment.end > below) continue;
    const gap = text.slice(comment.end, below);
    if (trimGoSpace(gap) !== '' || gap.split('\n').length > 2) break;
    // A comment beside code belongs to that code's line, not to the declaration below.
    if (!comment.block && !startsLine(text, comment.start)) break;
    upwards.push(comment);
    below = comment.start;
  }
  const group = upwards.toReversed();
  const [first] = group;
  const last = group.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    range: { start: lines.positionAt(first.start), end: lines.positionAt(last.end) },
    directives: group.flatMap((comment) => directivesOf(text, lines, comment)),
  };
}

function startsLine(text: string, start: number): boolean {
  return trimGoSpace(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) === '';
}

function directivesOf(text: string, lines: LineIndex, comment: Comment): CgoDirective[] {
  const directives: CgoDirective[] = [];
  const end = comment.block && text.endsWith('*/', comment.end) ? comment.end - 2 : comment.end;
  for (let at = comment.start + 2; at <= end;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? end : Math.min(newline, end);
    const raw = text.slice(at, lineEnd);
    const start = at + leadingGoSpace(raw);
    const line = trimGoSpace(raw);
    if (/^#cgo[ \t]/.test(line)) directives.push(directive(line, start, lines));
    at = lineEnd + 1;
  }
  return directives;
}

function directive(line: string, start: number, lines: LineIndex): CgoDirective {
  const range = (from: number, to: number): Range => ({
    start: lines.positionAt(start + from),
    end: lines.positionAt(start + to),
  });
  const colon = line.indexOf(':');
  const head = colon < 0 ? line : line.slice(0, colon);
  const words = Array.from(head.matchAll(/\S+/g), (match) => ({
    text: match[0],
    range: range(match.index, match.index + match[0].length),
  })).slice(1);
  const verb = colon < 0 ? undefined : words.pop();
  return {
    text: line,
    range: range(0, line.length),
    conditions: colon < 0 ? [] : words,
    verb: verb?.text ?? '',
    value: colon < 0 ? '' : trimGoSpace(line.slice(colon + 1)),
  };
}

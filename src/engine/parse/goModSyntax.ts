import { kept } from '../../base/kept';
import { comparePositions, type Range } from '../model/range';
import { lexMod, type LexicalFault, type ModToken } from './goModLexer';

/**
 * The layout of go.mod and go.work: lines, blocks and the comments that belong to them (`modfile/read.go`), whatever their
 * words mean. Never throws; a fault costs the line that it is in.
 */
export interface ModSyntax {
  readonly statements: readonly ModStatement[];
  /** in order of appearance; go would stop at the first */
  readonly faults: readonly SyntaxFault[];
  /** where the file ends */
  readonly end: Range['end'];
}

export type ModStatement = ModLine | ModBlock | ModCommentBlock;

export interface ModComment {
  /** with its slashes; '' for a blank line inside a block */
  readonly text: string;
  readonly range: Range;
}

export interface ModLine {
  readonly kind: 'line';
  /** never empty; without the verb inside a block */
  readonly tokens: readonly ModToken[];
  readonly inBlock: boolean;
  /** from the first token to the end of the last */
  readonly range: Range;
  /** whole-line comments above */
  readonly before: readonly ModComment[];
  /** the comment at its end */
  readonly suffix: ModComment | undefined;
  /** lies in or after a lexical fault, or in a block without end: what it says is a guess */
  readonly doubtful: boolean;
}

export interface ModBlock {
  readonly kind: 'block';
  /** the verb; more than one word is a fault that the meaning finds */
  readonly tokens: readonly ModToken[];
  readonly lines: readonly ModLine[];
  /** from the verb to `)` */
  readonly range: Range;
  readonly before: readonly ModComment[];
  readonly openParen: Range;
  /** undefined where it has no end */
  readonly closeParen: Range | undefined;
}

export interface ModCommentBlock {
  readonly kind: 'comments';
  readonly comments: readonly ModComment[];
}

export type SyntaxFault =
  | LexicalFault
  | {
      readonly kind: 'unterminated-block' | 'text-after-block';
      readonly message: string;
      /** the verb with its parenthesis; the text after `)` */
      readonly range: Range;
      readonly text: string;
    };

export function parseModSyntax(text: string): ModSyntax {
  return new Parser(text).run();
}

class Parser {
  readonly #tokens: readonly ModToken[];
  readonly #faults: SyntaxFault[];
  readonly #faultLines: ReadonlySet<number>;
  readonly #statements: ModStatement[] = [];
  #at = 0;

  constructor(text: string) {
    const { tokens, faults } = lexMod(text);
    this.#tokens = tokens;
    this.#faults = [...faults];
    this.#faultLines = new Set(faults.flatMap(({ range }) => [range.start.line, range.end.line]));
  }

  run(): ModSyntax {
    let comments: ModComment[] = [];
    const flush = (): void => {
      if (comments.length > 0) this.#statements.push({ kind: 'comments', comments });
      comments = [];
    };
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'newline') {
        this.#at++;
        flush();
      } else if (token.kind === 'line-comment') {
        this.#at++;
        comments.push(commentOf(token));
      } else if (token.kind === 'suffix-comment') {
        // Follows nothing but a fault.
        this.#at++;
      } else if (token.kind === 'end') {
        flush();
        const faults = this.#faults.toSorted((a, b) => comparePositions(a.range.start, b.range.start));
        return { statements: kept(this.#statements), faults, end: token.range.end };
      } else {
        this.#statement(comments);
        comments = [];
      }
    }
  }

  #statement(before: readonly ModComment[]): void {
    const tokens = [this.#next()];
    for (;;) {
      const token = this.#next();
      if (endsLine(token)) {
        this.#statements.push(this.#line(tokens, token, before, false));
        return;
      }
      if (token.kind === '(' && this.#opensBlock()) {
        this.#statements.push(this.#block(tokens, token, before));
        return;
      }
      tokens.push(token);
    }
  }

  /** After `(`: the line ends here, or `)` follows and ends it. */
  #opensBlock(): boolean {
    const next = this.#peek();
    if (endsLine(next)) return true;
    return next.kind === ')' && endsLine(this.#tokens[this.#at + 1] ?? next);
  }

  #block(tokens: readonly ModToken[], open: ModToken, before: readonly ModComment[]): ModBlock {
    const lines: ModLine[] = [];
    let comments: ModComment[] = [];
    for (;;) {
      const token = this.#peek();
      if (token.kind === 'end') return this.#unterminated(tokens, open, before, lines, token);
      if (token.kind === ')') {
        this.#at++;
        this.#afterBlock();
        const range = { start: startOf(tokens, open), end: token.range.end };
        const [openParen, closeParen] = [open.range, token.range];
        return { kind: 'block', tokens, lines: kept(lines), range, before: kept(before), openParen, closeParen };
      }
      if (token.kind === 'newline') {
        this.#at++;
        // A blank line counts as an empty comment of what follows; several count as one.
        const last = comments.at(-1);
        if (last ? last.text !== '' : lines.length > 0) comments.push({ text: '', range: token.range });
      } else if (token.kind === 'line-comment' || token.kind === 'suffix-comment') {
        this.#at++;
        if (token.kind === 'line-comment') comments.push(commentOf(token));
      } else {
        lines.push(this.#blockLine(comments));
        comments = [];
      }
    }
  }

  #blockLine(before: readonly ModComment[]): ModLine {
    const tokens = [this.#next()];
    for (;;) {
      const token = this.#next();
      if (endsLine(token)) return this.#line(tokens, token, before, true);
      tokens.push(token);
    }
  }

  #line(tokens: readonly ModToken[], end: ModToken, before: readonly ModComment[], inBlock: boolean): ModLine {
    const first = tokens[0] ?? end;
    const range = { start: first.range.start, end: (tokens.at(-1) ?? end).range.end };
    const suffix = end.kind === 'suffix-comment' ? commentOf(end) : undefined;
    const doubtful = this.#faultLines.has(range.start.line) || this.#faultLines.has(range.end.line);
    return { kind: 'line', tokens: kept(tokens), inBlock, range, before: kept(before), suffix, doubtful };
  }

  #unterminated(
    tokens: readonly ModToken[],
    open: ModToken,
    before: readonly ModComment[],
    lines: readonly ModLine[],
    end: ModToken,
  ): ModBlock {
    const start = startOf(tokens, open);
    this.#faults.push({
      kind: 'unterminated-block',
      message: `syntax error (unterminated block started at ${start.line + 1}:${start.column + 1})`,
      range: { start, end: open.range.end },
      text: tokens.map((token) => token.text).join(' '),
    });
    const doubted = lines.map((line) => ({ ...line, doubtful: true }));
    const range = { start, end: end.range.end };
    return { kind: 'block', tokens, lines: doubted, range, before, openParen: open.range, closeParen: undefined };
  }

  /** Text after `)` is skipped. */
  #afterBlock(): void {
    const first = this.#peek();
    let last = first;
    for (let token = first; ; token = this.#peek()) {
      if (token.kind === 'end') break;
      this.#at++;
      if (endsLine(token)) break;
      last = token;
    }
    if (endsLine(first)) return;
    this.#faults.push({
      kind: 'text-after-block',
      message: 'syntax error (expected newline after closing paren)',
      range: { start: first.range.start, end: last.range.end },
      text: first.text,
    });
  }

  #peek(): ModToken {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('the lexer ends every file with a token');
    return token;
  }

  /** The end stays where it is. */
  #next(): ModToken {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }
}

function endsLine(token: ModToken): boolean {
  // A whole-line comment follows a token of its own line only after a fault.
  return (
    token.kind === 'newline' || token.kind === 'end' || token.kind === 'suffix-comment' || token.kind === 'line-comment'
  );
}

function commentOf(token: ModToken): ModComment {
  return { text: token.text, range: token.range };
}

function startOf(tokens: readonly ModToken[], open: ModToken): Range['start'] {
  return (tokens[0] ?? open).range.start;
}

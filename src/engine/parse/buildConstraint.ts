import { late } from '../../base/late';
import { andExpr, notExpr, orExpr, tagExpr, type BuildExpr } from './buildExpr';
import { isPlusBuild, splitGoBuild } from './constraintLine';
import { parsePlusBuild } from './plusBuild';

/** Build constraint lines, as go/build/constraint reads them: same grammar, limits, messages and offsets. */

export interface ConstraintSyntaxError {
  /** go's own words */
  readonly message: string;
  /** UTF-16 offset in the line; undefined for a `// +build` line, where go has none */
  readonly offset?: number;
  /** go's SyntaxError.Offset: bytes from the start of the expression */
  readonly byteOffset?: number;
}

export type ParsedConstraint =
  | { readonly kind: 'expression'; readonly expr: BuildExpr }
  | { readonly kind: 'error'; readonly error: ConstraintSyntaxError }
  | { readonly kind: 'not-a-constraint' };

/** constraint.Parse of one line, `//go:build ...` or `// +build ...`, which starts at its slashes. */
export function parseConstraint(line: string): ParsedConstraint {
  const goBuild = splitGoBuild(line);
  if (goBuild) return parseBuildExpr(goBuild.text, goBuild.start);
  if (isPlusBuild(line)) {
    const parsed = parsePlusBuild(line);
    return parsed.expr ? { kind: 'expression', expr: parsed.expr } : { kind: 'error', error: { message: tooComplex } };
  }
  return { kind: 'not-a-constraint' };
}

/** What go says of a `// +build` line with more than 100 operators, and of an expression that +build lines cannot say. */
export const tooComplex = 'expression too complex for // +build lines';

/** The grammar of `//go:build`: `||` < `&&` < `!`, parentheses, tags. @param base UTF-16 offset of `text` in its line */
export function parseBuildExpr(text: string, base = 0): ParsedConstraint {
  try {
    return { kind: 'expression', expr: new ExprParser(text, base).parse() };
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    const byteOffset = utf8Length(text.slice(0, error.offset));
    return { kind: 'error', error: { message: error.message, offset: base + error.offset, byteOffset } };
  }
}

/** Only for the way out of the recursive parser; never leaves this file. */
class ExprError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** go's limit of operands, which also keeps the recursion shallow. */
const maxSize = 1000;
/** Nearly every tag is ASCII, and the classes of Unicode cost milliseconds to compile. */
const asciiTagAt = /[\w.]+(?![\w.\x80-\uffff])/y;
const tagAt = late(() => /[\p{L}\p{Nd}_.]+/uy);

class ExprParser {
  readonly #text: string;
  readonly #base: number;
  #next = 0;
  #token = '';
  #isTag = false;
  #position = 0;
  #size = 0;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
  }

  parse(): BuildExpr {
    const expr = this.#or();
    if (this.#token !== '') throw new ExprError(this.#position, `unexpected token ${this.#token}`);
    return expr;
  }

  #or(): BuildExpr {
    let x = this.#and();
    while (this.#token === '||') x = orExpr(x, this.#and());
    return x;
  }

  #and(): BuildExpr {
    let x = this.#not();
    while (this.#token === '&&') x = andExpr(x, this.#not());
    return x;
  }

  #not(): BuildExpr {
    if (++this.#size > maxSize) throw new ExprError(this.#position, 'build expression too large');
    this.#lex();
    if (this.#token !== '!') return this.#atom();
    this.#lex();
    if (this.#token === '!') throw new ExprError(this.#position, 'double negation not allowed');
    return notExpr(this.#atom());
  }

  #atom(): BuildExpr {
    if (this.#token === '(') return this.#group();
    if (!this.#isTag) {
      const message = this.#token === '' ? 'unexpected end of expression' : `unexpected token ${this.#token}`;
      throw new ExprError(this.#position, message);
    }
    const start = this.#base + this.#position;
    const expr = tagExpr(this.#token, start, start + this.#token.length);
    this.#lex();
    return expr;
  }

  #group(): BuildExpr {
    const open = this.#position;
    try {
      const x = this.#or();
      if (this.#token !== ')') throw new ExprError(open, 'missing close paren');
      this.#lex();
      return x;
    } catch (error) {
      if (error instanceof ExprError && error.message === 'unexpected end of expression')
        throw new ExprError(error.offset, 'missing close paren');
      throw error;
    }
  }

  #lex(): void {
    this.#isTag = false;
    const text = this.#text;
    let start = this.#next;
    let character = text.charAt(start);
    while (character === ' ' || character === '\t') character = text.charAt(++start);
    this.#next = start;
    this.#position = start;
    this.#token = '';
    if (character === '') return;
    if (character === '(' || character === ')' || character === '!') this.#take(character);
    else if (character === '&' || character === '|') {
      if (text[start + 1] !== character) throw new ExprError(start, `invalid syntax at ${character}`);
      this.#take(character + character);
    } else {
      const tag = textAt(asciiTagAt, text, start) ?? textAt(tagAt(), text, start);
      if (tag === undefined) {
        throw new ExprError(start, `invalid syntax at ${String.fromCodePoint(text.codePointAt(start) ?? 0)}`);
      }
      this.#take(tag);
      this.#isTag = true;
    }
  }

  #take(token: string): void {
    this.#token = token;
    this.#next += token.length;
  }
}

/** What a pattern finds at a place. */
function textAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

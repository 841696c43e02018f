import {
  guardShape,
  isBareName,
  kindOf,
  listShape,
  maySplitBit,
  namedShape,
  parenthesesBit,
  splitsBit,
} from './expressionShape';
import { SyntaxExpressions } from './syntaxExpressions';
import { code } from '../goKeywords';
import { arrow, assignOperator, define, endOfFile, keyword, literalToken, nameToken, step } from './syntaxTokens';

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, semicolon, comma] = [code('{'), code('}'), code(';'), code(',')];
const [colon, equals, tilde, star] = [code(':'), code('='), code('~'), code('*')];
const words = {
  type: keyword('type'),
  var: keyword('var'),
  const: keyword('const'),
  if: keyword('if'),
  else: keyword('else'),
  for: keyword('for'),
  range: keyword('range'),
  switch: keyword('switch'),
  select: keyword('select'),
  case: keyword('case'),
  default: keyword('default'),
  go: keyword('go'),
  defer: keyword('defer'),
  return: keyword('return'),
  goto: keyword('goto'),
  break: keyword('break'),
  continue: keyword('continue'),
  fallthrough: keyword('fallthrough'),
} as const;

/** What a simple statement begins with, besides names and operators. */
const operands: ReadonlySet<number> = new Set([
  literalToken,
  openParen,
  openBracket,
  arrow,
  ...(['func', 'struct', 'map', 'chan', 'interface'] as const).map((word) => keyword(word)),
]);

/** A simple statement that was read. */
type Simple = 'expression' | 'assignment' | 'definition' | 'other' | 'range';

/** Statements, and the declarations that may stand among them, as cmd/compile/internal/syntax/parser.go reads them. */
export abstract class SyntaxStatements extends SyntaxExpressions {
  /** At `type`, `var` or `const`. */
  protected declaration(): void {
    const { kind } = this.scanner;
    this.scanner.next();
    const spec = (): void => {
      if (kind === words.type) this.#typeSpec();
      else if (kind === words.var) this.#varSpec();
      else this.#constSpec();
    };
    this.group(spec);
  }

  protected group(spec: () => void): void {
    if (this.accept(openParen)) this.list('grouped declaration', semicolon, closeParen, spec);
    else spec();
  }

  #constSpec(): void {
    this.names();
    if (this.is(endOfFile) || this.is(semicolon) || this.is(closeParen)) return;
    this.optionalType();
    if (this.acceptAssign()) this.expressions();
  }

  #varSpec(): void {
    this.names();
    if (!this.acceptAssign()) {
      this.type();
      if (!this.acceptAssign()) return;
    }
    this.expressions();
  }

  #typeSpec(): void {
    this.name();
    if (this.is(openBracket)) {
      this.scanner.next();
      if (this.is(nameToken)) {
        this.#lengthOrParameters();
        return;
      }
      if (this.accept(closeBracket)) this.type();
      else this.arrayRest(true);
      return;
    }
    this.acceptAssign();
    if (this.optionalType() === 0) this.refuse('in type declaration');
  }

  /** `[N]T`, or `[P C] T`: an expression that may be a name and its constraint is the latter where a comma follows. */
  #lengthOrParameters(): void {
    const { start } = this.scanner;
    this.scanner.next();
    const shape = this.is(openBracket) ? namedShape : this.expressionFromName();
    const isName = isBareName(shape) && !this.is(closeBracket);
    const isBoth = (shape & (this.is(comma) ? maySplitBit : splitsBit)) !== 0;
    if (!isName && !isBoth) {
      this.arrayRest(false);
      return;
    }
    this.parameters(closeBracket, true, false, { read: isBoth ? 'all' : 'name', start });
    this.acceptAssign();
    if (this.optionalType() === 0) this.refuse('in type declaration');
  }

  protected override block(): void {
    this.scanner.next();
    this.#statements();
    this.expect(closeBrace, '}');
  }

  #blockAfter(context: string): void {
    if (!this.is(openBrace)) this.refuse(`expected { after ${context}`);
    this.block();
  }

  #statements(): void {
    const { scanner } = this;
    for (;;) {
      const { kind } = scanner;
      if (kind === endOfFile || kind === closeBrace || kind === words.case || kind === words.default) return;
      if (!this.#statement()) return;
      if (!this.accept(semicolon) && !this.is(closeBrace)) this.refuse('at end of statement');
    }
  }

  /** @returns false where none begins */
  #statement(): boolean {
    this.descend();
    const isStatement = this.#read();
    this.rise();
    return isStatement;
  }

  #read(): boolean {
    const { scanner } = this;
    const { kind } = scanner;
    switch (kind) {
      case nameToken: {
        const shape = this.expressions();
        if (isBareName(shape) && this.is(colon)) this.#labelled();
        else this.#simple('none', shape);
        return true;
      }
      case words.var:
      case words.const:
      case words.type:
        this.declaration();
        return true;
      case openBrace:
        this.block();
        return true;
      case words.if:
        this.#if();
        return true;
      case words.for:
        this.#head('for');
        this.#blockAfter('for clause');
        return true;
      case words.switch:
        this.#head('switch');
        if (!this.is(openBrace)) this.refuse('missing { after switch clause');
        this.#clauses(() => void this.expressions());
        return true;
      case words.select:
        scanner.next();
        if (!this.is(openBrace)) this.refuse('missing { after select clause');
        this.#clauses(() => void this.#simple('none'));
        return true;
      case words.return:
        scanner.next();
        if (!this.is(semicolon) && !this.is(closeBrace)) this.expressions();
        return true;
      case words.break:
      case words.continue:
        scanner.next();
        this.accept(nameToken);
        return true;
      case words.fallthrough:
        scanner.next();
        return true;
      case words.goto:
        scanner.next();
        this.name();
        return true;
      case words.go:
      case words.defer:
        this.#callAfter(kind === words.go ? 'go' : 'defer');
        return true;
      case semicolon:
        return true;
      default:
        if (!operands.has(kind) && !(this.isUnary && (kind === star || scanner.byte !== tilde))) return false;
        this.#simple('none');
        return true;
    }
  }

  #callAfter(word: string): void {
    this.scanner.next();
    const { start } = this.scanner;
    if ((this.primary(this.is(openParen)) & parenthesesBit) !== 0)
      this.refuseAt(start, `expression in ${word} must not be parenthesized`);
  }

  /** At the colon. */
  #labelled(): void {
    const { start } = this.scanner;
    this.scanner.next();
    if (!this.is(closeBrace) && !this.#statement()) this.refuseAt(start, 'missing statement after label');
  }

  /** where the operator of the simple statement that was read last stands */
  #operatorAt = 0;

  /**
   * @param head what it stands in the head of
   * @param first what was read of it already
   */
  #simple(head: 'for' | 'switch' | 'if' | 'none', first?: number): Simple {
    const { scanner } = this;
    if (first === undefined && head === 'for' && this.is(words.range)) return this.#range();
    const shape = first ?? this.expressions();
    const { kind } = scanner;
    this.#operatorAt = scanner.start;
    if (kind === equals || kind === define) {
      scanner.next();
      if (head === 'for' && this.is(words.range)) return this.#range();
      const isGuard = head === 'switch' && kind === define && isBareName(shape);
      const right = this.expressions();
      if (isGuard && kindOf(right) === guardShape && (right & parenthesesBit) === 0) return 'expression';
      return kind === define ? 'definition' : 'assignment';
    }
    if (shape === listShape) this.refuse('expected := or = or comma');
    switch (kind) {
      case assignOperator:
        scanner.next();
        this.expression();
        return 'other';
      case step:
        scanner.next();
        return 'other';
      case arrow:
        scanner.next();
        this.expression();
        return 'other';
      default:
        return 'expression';
    }
  }

  #range(): 'range' {
    this.scanner.next();
    this.expression();
    return 'range';
  }

  /** With all its `else if`: there may be thousands. */
  #if(): void {
    for (;;) {
      this.#head('if');
      this.#blockAfter('if clause');
      if (!this.accept(words.else)) return;
      if (this.is(openBrace)) {
        this.block();
        return;
      }
      if (!this.is(words.if)) this.refuse('else must be followed by if or statement block');
    }
  }

  #head(word: 'if' | 'for' | 'switch'): void {
    this.scanner.next();
    if (this.is(openBrace)) {
      if (word === 'if') this.refuse('missing condition in if statement');
      return;
    }
    const outer = this.nesting;
    this.nesting = -1;
    this.#clause(word);
    this.nesting = outer;
  }

  #clause(word: 'if' | 'for' | 'switch'): void {
    const { scanner } = this;
    let condition: Simple | undefined;
    let from = scanner.start;
    if (!this.is(semicolon)) {
      if (this.accept(keyword('var'))) this.refuse(`var declaration not allowed in ${word} initializer`);
      from = scanner.start;
      condition = this.#simple(word);
      if (condition === 'range') return;
    }
    if (!this.is(openBrace)) {
      condition = undefined;
      const { start, isNewline } = scanner;
      const semicolonWords = scanner.words();
      this.expect(semicolon, '{');
      from = scanner.start;
      if (word === 'for') {
        if (!this.is(semicolon)) {
          if (this.is(openBrace)) this.refuse('expected for loop condition');
          condition = this.#simple('none');
        }
        const [to, operatorAt] = [scanner.start, this.#operatorAt];
        this.expect(semicolon, 'semicolon or newline');
        if (!this.is(openBrace) && this.#simple('none') === 'definition')
          this.refuseAt(this.#operatorAt, 'cannot declare in post statement of for loop', this.#operatorAt + 2);
        this.#checkCondition(condition, from, to, operatorAt);
        return;
      }
      if (!this.is(openBrace)) condition = this.#simple(word);
      else if (word === 'if') {
        if (semicolonWords === 'semicolon') this.refuseAt(start, 'missing condition in if statement');
        this.refuseAt(start, `unexpected ${semicolonWords}, expected { after if clause`, isNewline ? start : start + 1);
      }
    }
    this.#checkCondition(condition, from, scanner.start, this.#operatorAt);
  }

  #checkCondition(condition: Simple | undefined, from: number, to: number, operatorAt: number): void {
    if (condition === undefined || condition === 'expression') return;
    const written = this.scanner.textOf(from, to).trim();
    const statement = written.includes('\n') || written.length > 60 ? 'this statement' : written;
    const sort = condition === 'assignment' ? 'assignment ' : '';
    this.refuseAt(operatorAt, `cannot use ${sort}${statement} as value`);
  }

  /** At the brace. @param head what stands behind `case` */
  #clauses(head: () => void): void {
    this.scanner.next();
    while (!this.is(endOfFile) && !this.is(closeBrace)) {
      if (this.accept(words.case)) head();
      else if (!this.accept(words.default)) this.refuse('expected case or default or }');
      this.expect(colon, ':');
      this.#statements();
    }
    this.expect(closeBrace, '}');
  }
}

import {
  call,
  guardShape,
  indexShape,
  inParentheses,
  kindOf,
  listShape,
  literalTypeShape,
  namedShape,
  operation,
  operationShape,
  otherShape,
  otherTypeShape,
  parenthesesBit,
  selectorShape,
  typeBit,
  valueBit,
} from './expressionShape';
import { SyntaxTypes } from './syntaxTypes';
import { code } from '../goKeywords';
import { arrow, define, ellipsis, keyword, literalToken, nameToken, operatorToken } from './syntaxTokens';

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, comma, colon, dot] = [code('{'), code('}'), code(','), code(':'), code('.')];
const [star, tilde, equals, pipe] = [code('*'), code('~'), code('='), code('|')];
const [typeWord, funcWord, chanWord, mapWord] = [keyword('type'), keyword('func'), keyword('chan'), keyword('map')];
const [structWord, interfaceWord] = [keyword('struct'), keyword('interface')];

/** Operators of one operand, besides `*` and `<-`. */
const unary: ReadonlySet<number> = new Set(Array.from('+-!^~&', code));

/** Expressions, as cmd/compile/internal/syntax/parser.go reads them. Each method returns a shape: see `expressionShape.ts`. */
export abstract class SyntaxExpressions extends SyntaxTypes {
  /** below 0 in the head of a statement, where a brace after a name begins the block */
  protected nesting = 0;

  protected abstract block(): void;

  protected expression(): number {
    return this.binary(this.#unary(), 0);
  }

  /** @returns `listShape` of more than one */
  protected expressions(): number {
    const first = this.expression();
    if (!this.is(comma)) return first;
    while (this.accept(comma)) this.expression();
    return listShape;
  }

  protected override inner(): number {
    this.nesting++;
    const shape = this.expression();
    this.nesting--;
    return shape;
  }

  /** At a token that is an operator of one operand. */
  protected get isUnary(): boolean {
    const { scanner } = this;
    if (!this.is(operatorToken)) return this.is(star);
    return scanner.end === scanner.start + 1 && unary.has(scanner.byte);
  }

  /** What follows a first operand. */
  protected binary(first: number, precedence: number): number {
    const { scanner } = this;
    let shape = first;
    while ((scanner.kind === operatorToken || scanner.kind === star) && scanner.precedence > precedence) {
      const own = scanner.precedence;
      const operator = scanner.kind === star ? 'times' : own === 4 && scanner.byte === pipe ? 'or' : 'other';
      scanner.next();
      shape = operation(shape, operator, this.binary(this.#unary(), own));
    }
    return shape;
  }

  #unary(): number {
    const { scanner } = this;
    const { kind } = scanner;
    if (kind === nameToken || kind === literalToken) return this.primary(true);
    this.descend();
    const shape = kind === arrow ? this.#receive() : this.isUnary ? this.#withOperator() : this.primary(true);
    this.rise();
    return shape;
  }

  #withOperator(): number {
    const { scanner } = this;
    const { byte } = scanner;
    scanner.next();
    const operand = this.#unary();
    if (byte === star) return operationShape | (operand & typeBit);
    return operationShape | valueBit | (byte === tilde ? typeBit : operand & typeBit);
  }

  /** `<-x`, or a channel type: which of both it is, the parts of it do not matter here. */
  #receive(): number {
    this.scanner.next();
    const operand = this.#unary();
    if (kindOf(operand) === otherTypeShape) return operand;
    return operationShape | valueBit | (operand & typeBit);
  }

  /** @param keepsParentheses they are remembered, to be refused */
  protected primary(keepsParentheses: boolean): number {
    return this.primaryRest(this.#operand(keepsParentheses));
  }

  #operand(keepsParentheses: boolean): number {
    const { scanner } = this;
    const { kind } = scanner;
    switch (kind) {
      case nameToken:
        scanner.next();
        return namedShape;
      case literalToken:
        scanner.next();
        return otherShape | valueBit;
      case openParen: {
        scanner.next();
        const shape = this.inner();
        this.expect(closeParen, ')');
        return keepsParentheses || this.is(openBrace) ? inParentheses(shape) : shape;
      }
      case funcWord:
        scanner.next();
        this.signature('function type');
        if (!this.is(openBrace)) return otherTypeShape | typeBit;
        this.nesting++;
        this.block();
        this.nesting--;
        return otherShape | valueBit;
      case openBracket:
      case chanWord:
      case mapWord:
      case structWord:
      case interfaceWord:
        return this.optionalType() | typeBit;
      default:
        this.refuse('expected expression');
    }
  }

  /** What follows an operand: selectors, indices, calls, literals. */
  protected primaryRest(operand: number): number {
    let shape = operand;
    for (;;) {
      switch (this.scanner.kind) {
        case dot:
          shape = this.#selector();
          break;
        case openBracket:
          shape = this.#index(shape);
          break;
        case openParen:
          shape = this.#call(shape);
          break;
        case openBrace:
          if (!this.#mayBeginLiteral(shape)) return shape;
          if ((shape & parenthesesBit) !== 0) this.refuse('cannot parenthesize type in composite literal');
          this.#literal();
          shape = otherShape | valueBit;
          break;
        default:
          return shape;
      }
    }
  }

  #selector(): number {
    this.scanner.next();
    if (this.accept(nameToken)) return selectorShape;
    if (!this.accept(openParen)) this.refuse('expected name or (');
    const isGuard = this.accept(typeWord);
    if (!isGuard) this.type();
    this.expect(closeParen, ')');
    return (isGuard ? guardShape : otherShape) | valueBit;
  }

  #index(shape: number): number {
    const { scanner } = this;
    scanner.next();
    if (!this.is(colon)) {
      if (this.is(closeBracket)) this.refuse('expected operand');
      const index = this.typeList(false);
      if (index.comma || this.is(closeBracket)) {
        this.expect(closeBracket, ']');
        return indexShape | ((shape | index.shape) & valueBit);
      }
    }
    if (!this.accept(colon)) this.refuse('expected comma, : or ]');
    this.nesting++;
    let hasMiddle = false;
    if (!this.is(colon) && !this.is(closeBracket)) {
      this.expression();
      hasMiddle = true;
    }
    if (this.is(colon)) {
      if (!hasMiddle) this.refuseHere('middle index required in 3-index slice');
      scanner.next();
      if (this.is(closeBracket)) this.refuseHere('final index required in 3-index slice');
      this.expression();
    }
    this.nesting--;
    this.expect(closeBracket, ']');
    return otherShape | valueBit;
  }

  protected refuseHere(words: string): never {
    this.refuseAt(this.scanner.start, words, this.scanner.end);
  }

  #call(callee: number): number {
    this.scanner.next();
    this.nesting++;
    let count = 0;
    let argument = 0;
    let hasDots = false;
    this.list('argument list', comma, closeParen, () => {
      argument = this.expression();
      count++;
      hasDots = this.accept(ellipsis);
      return hasDots;
    });
    this.nesting--;
    return call(callee, count === 1 && !hasDots ? argument : undefined);
  }

  /** Whether the brace behind it belongs to it. */
  #mayBeginLiteral(shape: number): boolean {
    switch (kindOf(shape)) {
      case namedShape:
      case selectorShape:
        return this.nesting >= 0;
      case indexShape:
        return this.nesting >= 0 && (shape & valueBit) === 0;
      default:
        return kindOf(shape) === literalTypeShape;
    }
  }

  #literal(): void {
    this.descend();
    this.nesting++;
    this.expect(openBrace, '{');
    this.list('composite literal', comma, closeBrace, () => {
      this.#element();
      if (this.accept(colon)) this.#element();
    });
    this.nesting--;
    this.rise();
  }

  #element(): void {
    if (this.is(openBrace)) this.#literal();
    else this.expression();
  }

  protected override typeList(typesOnly: boolean): { readonly shape: number; readonly comma: boolean } {
    this.nesting++;
    let shape = 0;
    if (typesOnly) this.type();
    else shape = this.expression();
    let hasComma = false;
    while (this.accept(comma)) {
      hasComma = true;
      if (this.optionalType() === 0) break;
      shape = listShape;
    }
    this.nesting--;
    return { shape, comma: hasComma };
  }

  /** `=`; in place of it `:=` is refused. */
  protected acceptAssign(): boolean {
    if (this.is(define)) this.refuse('expected =');
    return this.accept(equals);
  }

  /** A name that was read, as an operand: its whole expression. */
  protected expressionFromName(): number {
    this.nesting++;
    const shape = this.binary(this.primaryRest(namedShape), 0);
    this.nesting--;
    return shape;
  }
}

import { NotGo } from './goTokenReader';
import { GoTypeParser } from './goTypeParser';
import {
  arrow,
  binary,
  code,
  ellipsis,
  endOfFile,
  keyword,
  kindSet,
  nameToken,
  numberToken,
  stringToken,
} from './goTokenKind';

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, comma, dot, colon] = [code('{'), code('}'), code(','), code('.'), code(':')];
const [structWord, interfaceWord, mapWord] = [keyword('struct'), keyword('interface'), keyword('map')];
const [chanWord, funcWord, typeWord] = [keyword('chan'), keyword('func'), keyword('type')];

/** Operators of one operand; those of two that are not `binary` are among them. */
const signs = kindSet([arrow, ...['+', '-', '!', '^', '*', '&', '~', '|'].map(code)]);
/** Tokens that connect two operands. */
const connectors = kindSet([binary, ...['+', '-', '^', '*', '&', '|'].map(code)]);

/** What an operand is, as far as a brace after it depends on that. */
type Operand = 'name' | 'literal type' | 'other';

/** Expressions, and types where expressions may be types. */
export abstract class GoExpressionParser extends GoTypeParser {
  /** the expression that was read last is one bare name, and this is its number; 0 otherwise */
  protected lone = 0;
  /** in the head of `if`, `for` and `switch` a brace after a name begins the block */
  #inHead = false;

  protected abstract block(): void;

  protected override expression(): void {
    this.descend();
    this.#expression();
    this.rise();
  }

  protected override enter(where: 'brackets' | 'head'): boolean {
    const before = this.#inHead;
    this.#inHead = where === 'head';
    return before;
  }

  protected override leave(before: boolean): void {
    this.#inHead = before;
  }

  #expression(): void {
    this.#unary();
    while (connectors[this.scanner.kind] === 1) {
      this.scanner.next();
      this.#unary();
      this.lone = 0;
    }
  }

  #unary(): void {
    let signed = false;
    while (signs[this.scanner.kind] === 1) {
      this.scanner.next();
      signed = true;
    }
    this.#primary();
    if (signed) this.lone = 0;
  }

  #primary(): void {
    const { kind, id } = this.scanner;
    let operand = this.#operand();
    let lone = kind === nameToken ? id : 0;
    for (;;) {
      if (this.accept(dot)) {
        if (this.accept(openParen)) {
          if (!this.accept(typeWord)) this.type();
          this.expect(closeParen);
          operand = 'other';
        } else this.name();
      } else if (this.accept(openBracket)) this.#index();
      else if (this.accept(openParen)) {
        this.#arguments();
        operand = 'other';
      } else if (this.is(openBrace) && operand !== 'other' && !(operand === 'name' && this.#inHead)) {
        this.#literalValue(kind === openBracket || kind === mapWord);
        operand = 'other';
      } else break;
      lone = 0;
    }
    this.lone = lone;
  }

  #operand(): Operand {
    const { kind } = this.scanner;
    if (kind === nameToken) {
      this.usedName();
      return 'name';
    }
    this.scanner.next();
    if (kind === numberToken || kind === stringToken) return 'other';
    if (kind === openParen) {
      const before = this.enter('brackets');
      this.expression();
      this.leave(before);
      this.expect(closeParen);
      return 'other';
    }
    if (kind === funcWord) {
      this.#function();
      return 'other';
    }
    if (kind === openBracket) this.arrayTypeAfterBracket();
    else if (kind === structWord) this.structBody();
    else if (kind === mapWord) this.mapTypeAfterWord();
    else {
      if (kind === interfaceWord) this.interfaceBody();
      else if (kind === chanWord) {
        this.accept(arrow);
        this.type();
      } else throw new NotGo();
      return 'other';
    }
    return 'literal type';
  }

  /** A function literal, or the type of a function. */
  #function(): void {
    this.names.open();
    this.signature();
    if (this.is(openBrace)) {
      const before = this.enter('brackets');
      this.block();
      this.leave(before);
    }
    this.names.close();
  }

  /** Index, slice or type arguments, after `[`. */
  #index(): void {
    const before = this.enter('brackets');
    while (!this.is(closeBracket)) {
      if (this.accept(colon) || this.accept(comma)) continue;
      this.expression();
    }
    this.leave(before);
    this.expect(closeBracket);
  }

  #arguments(): void {
    const before = this.enter('brackets');
    while (!this.is(closeParen)) {
      this.expression();
      this.accept(ellipsis);
      if (!this.accept(comma)) break;
    }
    this.leave(before);
    this.expect(closeParen);
  }

  /**
   * The braces of a composite literal. A bare name before a colon may be a field; in an array or a map whose type is written
   * there it is none.
   */
  #literalValue(keysAreExpressions: boolean): void {
    this.descend();
    const before = this.enter('brackets');
    this.expect(openBrace);
    while (!this.is(closeBrace)) {
      if (this.is(endOfFile)) throw new NotGo();
      const from = this.names.uses.length;
      this.#element();
      if (this.is(colon)) {
        if (this.lone !== 0 && !keysAreExpressions) this.names.takeBack(from);
        this.scanner.next();
        this.#element();
      }
      if (!this.accept(comma)) break;
    }
    this.expect(closeBrace);
    this.leave(before);
    this.rise();
  }

  #element(): void {
    if (this.is(openBrace)) {
      this.#literalValue(false);
      this.lone = 0;
    } else this.expression();
  }
}

import type { MaybeOperand, OperandChain, Operands } from './goOperand';
import { NotGo } from './goTokenReader';
import { GoTypeParser } from './goTypeParser';
import { code } from '../goKeywords';
import {
  arrow,
  binary,
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
  /** the type that the function returns whose body is read, where it is one and is known */
  protected result: MaybeOperand;
  /** somebody wants to know what operands are: lists of them are made */
  protected readonly knowsOperands = this.meaningOfName !== undefined;
  /** of the operand that was read last */
  #known: MaybeOperand;
  /** in the head of `if`, `for` and `switch` a brace after a name begins the block */
  #inHead = false;

  protected abstract block(): void;

  protected override expression(): MaybeOperand {
    this.descend();
    const operand = this.#expression();
    this.rise();
    return operand;
  }

  /** @returns what to add the operands to that follow this one; undefined where nobody wants to know */
  protected chainFrom?(first: MaybeOperand): OperandChain | undefined;

  /** `-x`. @param signs in the order of the text */
  protected signed?(signs: string, operand: MaybeOperand, start: number): MaybeOperand;

  /** A number, a string or a rune. */
  protected literal?(start: number, end: number): MaybeOperand;

  /** What a pair of parentheses holds. */
  protected inParentheses?(operand: MaybeOperand, start: number, end: number): MaybeOperand;

  /** `x.y`. @param id the number of y */
  protected selected?(operand: MaybeOperand, id: number, start: number, end: number): MaybeOperand;

  /** A call, or a conversion. */
  protected called?(callee: MaybeOperand, values: Operands): MaybeOperand;

  protected override enter(where: 'brackets' | 'head'): boolean {
    const before = this.#inHead;
    this.#inHead = where === 'head';
    return before;
  }

  protected override leave(before: boolean): void {
    this.#inHead = before;
  }

  #expression(): MaybeOperand {
    const first = this.#unary();
    if (connectors[this.scanner.kind] !== 1) return first;
    const chain = this.chainFrom?.(first);
    while (connectors[this.scanner.kind] === 1) {
      const operator = chain && this.scanner.tokenText();
      this.scanner.next();
      const next = this.#unary();
      if (operator !== undefined) chain?.add(operator, next);
    }
    this.lone = 0;
    return chain?.result();
  }

  #unary(): MaybeOperand {
    if (signs[this.scanner.kind] !== 1) return this.#primary();
    const { start } = this.scanner;
    let before = '';
    while (signs[this.scanner.kind] === 1) {
      before += String.fromCharCode(this.scanner.kind);
      this.scanner.next();
    }
    const operand = this.#primary();
    this.lone = 0;
    return this.signed?.(before, operand, start);
  }

  #primary(): MaybeOperand {
    const { kind, id, start } = this.scanner;
    let operand = this.#operand();
    let known = this.#known;
    let lone = kind === nameToken ? id : 0;
    for (;;) {
      if (this.accept(dot)) {
        if (this.accept(openParen)) {
          if (!this.accept(typeWord)) this.type();
          this.expect(closeParen);
          operand = 'other';
          known = undefined;
        } else {
          const { end } = this.scanner;
          const selected = this.name();
          known = this.selected?.(known, selected, start, end);
        }
      } else if (this.accept(openBracket)) {
        this.#index();
        known = undefined;
      } else if (this.accept(openParen)) {
        const values = this.#arguments();
        known = this.called?.(known, values);
        operand = 'other';
      } else if (this.is(openBrace) && operand !== 'other' && !(operand === 'name' && this.#inHead)) {
        this.#literalValue(kind === openBracket || kind === mapWord);
        operand = 'other';
        known = undefined;
      } else break;
      lone = 0;
    }
    this.lone = lone;
    return known;
  }

  #operand(): Operand {
    const { kind, start, end } = this.scanner;
    if (kind === nameToken) {
      this.#known = this.usedName();
      return 'name';
    }
    this.scanner.next();
    if (kind === numberToken || kind === stringToken) {
      this.#known = this.literal?.(start, end);
      return 'other';
    }
    if (kind === openParen) {
      const before = this.enter('brackets');
      const inside = this.expression();
      this.leave(before);
      this.expect(closeParen);
      this.#known = this.inParentheses?.(inside, start, this.scanner.before);
      return 'other';
    }
    const found = this.#otherOperand(kind);
    this.#known = undefined;
    return found;
  }

  /** Behind its first token. */
  #otherOperand(kind: number): Operand {
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
    const outer = this.result;
    this.result = this.signature();
    if (this.is(openBrace)) {
      const before = this.enter('brackets');
      this.block();
      this.leave(before);
    }
    this.result = outer;
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

  #arguments(): Operands {
    const before = this.enter('brackets');
    const values: MaybeOperand[] = [];
    while (!this.is(closeParen)) {
      const value = this.expression();
      if (this.knowsOperands) values.push(value);
      this.accept(ellipsis);
      if (!this.accept(comma)) break;
    }
    this.leave(before);
    this.expect(closeParen);
    return values;
  }

  /**
   * The braces of a composite literal. A bare name before a colon may be a field; in an array or a map whose type is written
   * there it is none.
   */
  #literalValue(keysAreExpressions: boolean): void {
    if (this.passesBraces?.() === true) return;
    this.descend();
    const before = this.enter('brackets');
    this.expect(openBrace);
    while (!this.is(closeBrace)) {
      if (this.is(endOfFile)) throw new NotGo();
      const from = this.names.uses.length;
      this.#element();
      if (this.is(colon)) {
        if (this.lone !== 0 && !keysAreExpressions) this.names.uses.cut(from);
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

import { GoExpressionParser } from './goExpressionParser';
import { NotGo } from './goTokenReader';
import { arrow, assignOperator, code, define, endOfFile, keyword, kindSet, nameToken, step } from './goTokenKind';

const [openParen, closeParen, semicolon, comma] = [code('('), code(')'), code(';'), code(',')];
const [openBrace, closeBrace, colon, equals] = [code('{'), code('}'), code(':'), code('=')];
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
  return: keyword('return'),
  go: keyword('go'),
  defer: keyword('defer'),
};
const branches = kindSet((['break', 'continue', 'goto', 'fallthrough'] as const).map((word) => keyword(word)));

/** Statements, and the declarations that may stand among them. */
export abstract class GoStatementParser extends GoExpressionParser {
  /** A `type`, `var` or `const` declaration, at the top or in a block. @returns false where there is none */
  protected declaration(): boolean {
    const { kind } = this.scanner;
    if (kind !== words.type && kind !== words.var && kind !== words.const) return false;
    this.scanner.next();
    const spec = (): void => (kind === words.type ? this.#typeSpec() : this.#valueSpec());
    if (!this.accept(openParen)) spec();
    else {
      while (!this.accept(closeParen)) {
        if (this.accept(semicolon)) continue;
        spec();
        if (!this.is(closeParen)) this.expect(semicolon);
      }
    }
    return true;
  }

  #typeSpec(): void {
    this.names.declare([this.name()]);
    this.typeDefinition();
  }

  #valueSpec(): void {
    const declared = [this.name()];
    while (this.accept(comma)) declared.push(this.name());
    if (!this.is(equals) && this.startsType) this.type();
    if (this.accept(equals)) this.#expressions();
    this.names.declare(declared);
  }

  /** @returns the bare names among them */
  #expressions(): number[] {
    const bare: number[] = [];
    do {
      this.expression();
      if (this.lone !== 0) bare.push(this.lone);
    } while (this.accept(comma));
    return bare;
  }

  protected override block(): void {
    this.expect(openBrace);
    this.names.open();
    this.#statements();
    this.names.close();
    this.expect(closeBrace);
  }

  #statements(): void {
    while (!this.is(closeBrace) && !this.is(words.case) && !this.is(words.default)) {
      if (this.is(endOfFile)) throw new NotGo();
      if (this.accept(semicolon)) continue;
      this.#statement();
      if (!this.is(closeBrace)) this.expect(semicolon);
    }
  }

  #statement(): void {
    this.descend();
    const { kind } = this.scanner;
    if (kind === nameToken) this.#simple(true);
    else if (kind === openBrace) this.block();
    else if (kind === words.if) this.#if();
    else if (kind === words.for) this.#for();
    else if (kind === words.switch) this.#switch();
    else if (kind === words.select) this.#select();
    else if (branches[kind] === 1) {
      this.scanner.next();
      this.accept(nameToken);
    } else if (kind === words.return) {
      this.scanner.next();
      if (!this.is(semicolon) && !this.is(closeBrace)) this.#expressions();
    } else if (kind === words.go || kind === words.defer) {
      this.scanner.next();
      this.expression();
    } else if (!this.declaration()) this.#simple(true);
    this.rise();
  }

  /** An expression, an assignment, a send; with `labels` also what a label stands before. */
  #simple(labels: boolean): void {
    const from = this.names.uses.length;
    if (this.is(words.range)) {
      this.#range();
      return;
    }
    const bare = this.#expressions();
    const { kind } = this.scanner;
    if (kind === define) {
      // On the left of it stand bare names only.
      this.names.takeBack(from);
      this.scanner.next();
      if (!this.#range()) this.#expressions();
      this.names.declare(bare);
    } else if (kind === equals || kind === assignOperator) {
      this.scanner.next();
      if (!this.#range()) this.#expressions();
    } else if (kind === step) this.scanner.next();
    else if (kind === arrow) {
      this.scanner.next();
      this.expression();
    } else if (kind === colon && labels && bare.length === 1) {
      this.names.takeBack(from);
      this.scanner.next();
      if (!this.is(closeBrace) && !this.is(semicolon)) this.#statement();
    }
  }

  #range(): boolean {
    if (!this.accept(words.range)) return false;
    this.expression();
    return true;
  }

  /** With all its `else if`: there may be thousands. */
  #if(): void {
    let scopes = 0;
    do {
      this.expect(words.if);
      this.names.open();
      scopes++;
      const before = this.enter('head');
      if (!this.is(semicolon)) this.#simple(false);
      if (this.accept(semicolon) && !this.is(openBrace)) this.#simple(false);
      this.enter('brackets');
      this.block();
      this.leave(before);
    } while (this.accept(words.else) && this.is(words.if));
    if (this.is(openBrace)) this.block();
    for (; scopes > 0; scopes--) this.names.close();
  }

  #for(): void {
    this.scanner.next();
    this.names.open();
    const before = this.enter('head');
    this.#forHead();
    this.enter('brackets');
    this.block();
    this.leave(before);
    this.names.close();
  }

  #forHead(): void {
    if (this.is(openBrace)) return;
    if (!this.is(semicolon)) this.#simple(false);
    if (!this.accept(semicolon)) return;
    if (!this.is(semicolon) && !this.is(openBrace)) this.#simple(false);
    if (this.accept(semicolon) && !this.is(openBrace)) this.#simple(false);
  }

  #switch(): void {
    this.scanner.next();
    this.names.open();
    const before = this.enter('head');
    if (!this.is(openBrace) && !this.is(semicolon)) this.#simple(false);
    if (this.accept(semicolon) && !this.is(openBrace)) this.#simple(false);
    this.enter('brackets');
    this.#clauses(() => void this.#expressions());
    this.leave(before);
    this.names.close();
  }

  #select(): void {
    this.scanner.next();
    const before = this.enter('brackets');
    this.#clauses(() => this.#simple(false));
    this.leave(before);
  }

  #clauses(head: () => void): void {
    this.expect(openBrace);
    while (!this.accept(closeBrace)) {
      this.names.open();
      if (this.accept(words.case)) head();
      else this.expect(words.default);
      this.expect(colon);
      this.#statements();
      this.names.close();
    }
  }
}

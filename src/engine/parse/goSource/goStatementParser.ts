import { GoExpressionParser } from './goExpressionParser';
import type { ExpressionList, MaybeOperand, Operands } from './goOperand';
import { NotGo } from './goTokenReader';
import { code } from '../goKeywords';
import { arrow, assignOperator, define, endOfFile, keyword, kindSet, nameToken, step } from './goTokenKind';

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

const noNames: readonly number[] = [];

/** One line of a `const` or `var`. Places are byte offsets; exclusive ends. */
export interface ValueSpec {
  /** of a constant: in its group, from 0 on; -1 of variables */
  readonly place: number;
  /** the numbers of the names */
  readonly ids: readonly number[];
  /** of the names */
  readonly start: number;
  readonly end: number;
  readonly isTyped: boolean;
  /** the type, where it is known */
  readonly type: MaybeOperand;
  /** undefined: none are written */
  readonly values: { readonly operands: Operands; readonly start: number; readonly end: number } | undefined;
}

/** Statements, and the declarations that may stand among them. */
export abstract class GoStatementParser extends GoExpressionParser {
  /** A `type`, `var` or `const` declaration, at the top or in a block. @returns false where there is none */
  protected declaration(): boolean {
    const { kind } = this.scanner;
    if (kind !== words.type && kind !== words.var && kind !== words.const) return false;
    this.scanner.next();
    let place = 0;
    const spec = (): void => {
      if (kind === words.type) this.#typeSpec();
      else this.#valueSpec(kind === words.const ? place++ : -1);
    };
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

  /** @param place of a constant: in its group, from 0 on; -1 of variables */
  #valueSpec(place: number): void {
    const { start } = this.scanner;
    const ids = [this.name()];
    while (this.accept(comma)) ids.push(this.name());
    const namesEnd = this.scanner.before;
    const isTyped = !this.is(equals) && this.startsType;
    const type = isTyped ? this.type() : undefined;
    let values: ValueSpec['values'];
    if (this.accept(equals)) {
      const { start: from } = this.scanner;
      this.beginValues?.(place);
      const { operands } = this.expressions();
      values = { operands, start: from, end: this.scanner.before };
    }
    const known = this.declaredValues?.({ place, ids, start, end: namesEnd, isTyped, type, values });
    this.names.declare(ids);
    if (known) this.names.learn?.(ids, known);
  }

  /** Before the values of `const` and `var`. @param place see `ValueSpec` */
  protected beginValues?(place: number): void;

  /** `const` and `var`. The names are not declared yet. @returns what is known of each name then */
  protected declaredValues?(spec: ValueSpec): Operands | undefined;

  /** `a, b := x, y`. The names are not declared yet. @returns what is known of each name then */
  protected definedBy?(ids: readonly number[], values: Operands): Operands | undefined;

  /** `a, b = x, y` or `a += x`. */
  protected assigned?(targets: Operands, operator: string, values: Operands): void;

  /** `return x`, within `result`. */
  protected returned?(values: Operands): void;

  /** `range x`. @returns what is known of its first variable, where it is new */
  protected ranged?(operand: MaybeOperand, isAssigned: boolean): MaybeOperand;

  protected expressions(): ExpressionList {
    // Most lists have no bare name.
    let bare: number[] | undefined;
    const operands: MaybeOperand[] = [];
    do {
      const operand = this.expression();
      if (this.knowsOperands) operands.push(operand);
      if (this.lone !== 0) (bare ??= []).push(this.lone);
    } while (this.accept(comma));
    return { bare: bare ?? noNames, operands };
  }

  protected override block(): void {
    if (this.passesBraces?.() === true) return;
    this.expect(openBrace);
    this.names.open();
    const isPassed = this.#statements();
    this.names.close();
    if (!isPassed) this.expect(closeBrace);
  }

  /** @returns whether it stands behind the brace that closes the block */
  #statements(): boolean {
    while (!this.is(closeBrace) && !this.is(words.case) && !this.is(words.default)) {
      if (this.is(endOfFile)) throw new NotGo();
      if (this.is(semicolon) && this.passesBraces?.() === true) return true;
      if (this.accept(semicolon)) continue;
      this.#statement();
      if (!this.is(closeBrace) && !this.is(semicolon)) throw new NotGo();
    }
    return false;
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
      if (!this.is(semicolon) && !this.is(closeBrace)) {
        const { operands } = this.expressions();
        this.returned?.(operands);
      }
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
      this.#range(false);
      return;
    }
    const { bare, operands } = this.expressions();
    const { kind } = this.scanner;
    if (kind === define) {
      // On the left of it stand bare names only.
      this.names.uses.cut(from);
      this.scanner.next();
      let known: Operands | undefined;
      if (this.is(words.range)) known = [this.#range(false)];
      else {
        const { operands: values } = this.expressions();
        known = this.definedBy?.(bare, values);
      }
      this.names.declare(bare);
      if (known) this.names.learn?.(bare, known);
    } else if (kind === equals || kind === assignOperator) {
      const operator = this.scanner.tokenText();
      this.scanner.next();
      if (this.is(words.range)) this.#range(true);
      else {
        const { operands: values } = this.expressions();
        this.assigned?.(operands, operator, values);
      }
    } else if (kind === step) this.scanner.next();
    else if (kind === arrow) {
      this.scanner.next();
      this.expression();
    } else if (kind === colon && labels && bare.length === 1) {
      this.names.uses.cut(from);
      this.scanner.next();
      if (!this.is(closeBrace) && !this.is(semicolon)) this.#statement();
    }
  }

  #range(isAssigned: boolean): MaybeOperand {
    this.expect(words.range);
    const operand = this.expression();
    return this.ranged?.(operand, isAssigned);
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
    this.#clauses(() => void this.expressions());
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
    if (this.passesBraces?.() === true) return;
    this.expect(openBrace);
    while (!this.accept(closeBrace)) {
      this.names.open();
      if (this.accept(words.case)) head();
      else this.expect(words.default);
      this.expect(colon);
      const isPassed = this.#statements();
      this.names.close();
      if (isPassed) return;
    }
  }
}

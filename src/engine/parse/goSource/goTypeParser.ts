import { valueOfType, type MaybeOperand, type Operands } from './goOperand';
import type { GoScanner } from './goScanner';
import { code } from '../goKeywords';
import { arrow, ellipsis, endOfFile, keyword, kindSet, nameToken, stringToken } from './goTokenKind';
import { GoTokenReader, NotGo } from './goTokenReader';

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, semicolon, comma] = [code('{'), code('}'), code(';'), code(',')];
const [dot, star, tilde, pipe, equals] = [code('.'), code('*'), code('~'), code('|'), code('=')];
const [structWord, interfaceWord, mapWord] = [keyword('struct'), keyword('interface'), keyword('map')];
const [chanWord, funcWord] = [keyword('chan'), keyword('func')];

const typeStarts = kindSet([
  nameToken,
  star,
  openParen,
  openBracket,
  structWord,
  interfaceWord,
  mapWord,
  chanWord,
  funcWord,
  arrow,
]);

/** A name that may be a parameter or its type: known when the list is whole. */
interface LoneName {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** The names that a list of parameters declares, and their types. */
interface Parameters {
  readonly ids: readonly number[];
  readonly types: Operands;
}

/**
 * Types, as far as it takes to find the names that they use. There is no tree: each method goes over what its name says and
 * tells `names` what is used and declared there, as go/parser resolves it.
 */
export abstract class GoTypeParser extends GoTokenReader {
  protected abstract expression(): MaybeOperand;

  /**
   * Within brackets a brace after a name begins a literal again; in the head of a statement it begins the block.
   * @returns what to give to `leave` behind them
   */
  protected abstract enter(where: 'brackets' | 'head'): boolean;

  protected abstract leave(before: boolean): void;

  protected get startsType(): boolean {
    return typeStarts[this.scanner.kind] === 1;
  }

  /** @returns the type, where it is a name that is known */
  protected type(): MaybeOperand {
    this.descend();
    let known: MaybeOperand;
    if (this.is(nameToken)) known = this.#namedType();
    else this.#type();
    this.rise();
    return known;
  }

  #type(): void {
    const { kind } = this.scanner;
    this.scanner.next();
    if (kind === star) this.type();
    else if (kind === openParen) {
      this.type();
      this.expect(closeParen);
    } else if (kind === openBracket) this.arrayTypeAfterBracket();
    else if (kind === structWord) this.structBody();
    else if (kind === interfaceWord) this.interfaceBody();
    else if (kind === mapWord) this.mapTypeAfterWord();
    else if (kind === chanWord) {
      this.accept(arrow);
      this.type();
    } else if (kind === arrow) {
      this.expect(chanWord);
      this.type();
    } else if (kind === funcWord) {
      this.names.open();
      this.signature();
      this.names.close();
    } else throw new NotGo();
  }

  #namedType(): MaybeOperand {
    const named = this.usedName();
    if (!this.is(dot) && !this.is(openBracket)) return named;
    if (this.accept(dot)) this.name();
    if (this.accept(openBracket)) this.typeArguments();
    return undefined;
  }

  /** After `[`. */
  protected typeArguments(): void {
    while (!this.is(closeBracket)) {
      this.type();
      if (!this.accept(comma)) break;
    }
    this.expect(closeBracket);
  }

  protected arrayTypeAfterBracket(): void {
    if (!this.accept(ellipsis) && !this.is(closeBracket)) {
      const before = this.enter('brackets');
      this.expression();
      this.leave(before);
    }
    this.expect(closeBracket);
    this.type();
  }

  protected mapTypeAfterWord(): void {
    this.expect(openBracket);
    this.type();
    this.expect(closeBracket);
    this.type();
  }

  protected structBody(): void {
    this.expect(openBrace);
    while (!this.accept(closeBrace)) {
      if (this.is(endOfFile)) throw new NotGo();
      if (this.accept(semicolon)) continue;
      if (this.is(nameToken)) this.#field();
      else this.type();
      this.accept(stringToken);
      if (!this.is(closeBrace)) this.expect(semicolon);
    }
  }

  #field(): void {
    const { id, start, end } = this.scanner;
    this.scanner.next();
    const { kind } = this.scanner;
    if (kind === semicolon || kind === closeBrace || kind === stringToken) this.names.use(id, start, end, false);
    else if (kind === dot) {
      this.names.use(id, start, end, true);
      this.scanner.next();
      this.name();
      if (this.accept(openBracket)) this.typeArguments();
    } else if (kind === openBracket) {
      const at = this.names.uses.length;
      if (this.#arrayOrArguments()) return;
      // Order does not matter, but the place does: what the brackets use stays.
      this.names.useBefore(at, id, start, end);
    } else {
      while (this.accept(comma)) this.name();
      this.type();
    }
  }

  /** At the `[` after a name: the array type of what is named so, or type arguments of the name. @returns whether an array */
  #arrayOrArguments(): boolean {
    this.expect(openBracket);
    if (this.accept(closeBracket) || this.is(ellipsis)) {
      if (this.accept(ellipsis)) this.expect(closeBracket);
      this.type();
      return true;
    }
    const before = this.enter('brackets');
    this.expression();
    while (this.accept(comma)) if (!this.is(closeBracket)) this.expression();
    this.leave(before);
    this.expect(closeBracket);
    if (!this.startsType || this.is(openParen)) return false;
    this.type();
    return true;
  }

  protected interfaceBody(): void {
    this.expect(openBrace);
    while (!this.accept(closeBrace)) {
      if (this.is(endOfFile)) throw new NotGo();
      if (this.accept(semicolon)) continue;
      const ahead = this.is(nameToken) ? this.scanner.fork() : undefined;
      ahead?.next();
      if (ahead?.kind === openParen) {
        this.name();
        this.names.open();
        this.signature();
        this.names.close();
      } else this.union();
      if (!this.is(closeBrace)) this.expect(semicolon);
    }
  }

  /** `~int | string`. */
  protected union(): void {
    do {
      this.accept(tilde);
      this.type();
    } while (this.accept(pipe));
  }

  /**
   * Parameters and results; their names are declared in the scope that is open.
   * @returns the type of the result, where it is one without a name and is known
   */
  protected signature(): MaybeOperand {
    const parameters = this.parameters();
    let results: Parameters | undefined;
    let result: MaybeOperand;
    if (this.is(openParen)) results = this.parameters();
    else if (this.startsType) result = this.type();
    this.#declare(parameters);
    if (results) this.#declare(results);
    return result;
  }

  #declare({ ids, types }: Parameters): void {
    this.names.declare(ids);
    this.names.learn?.(ids, types);
  }

  protected parameters(): Parameters {
    this.expect(openParen);
    const ids: number[] = [];
    const types: MaybeOperand[] = [];
    const lone: LoneName[] = [];
    while (!this.is(closeParen)) {
      if (this.is(nameToken)) this.#parameter(ids, types, lone);
      else {
        this.accept(ellipsis);
        this.type();
      }
      if (!this.accept(comma)) break;
    }
    this.expect(closeParen);
    if (ids.length === 0) for (const { id, start, end } of lone) this.names.use(id, start, end, false);
    return { ids, types };
  }

  #parameter(ids: number[], types: MaybeOperand[], lone: LoneName[]): void {
    const { id, start, end } = this.scanner;
    this.scanner.next();
    if (this.is(comma) || this.is(closeParen)) lone.push({ id, start, end });
    else if (this.accept(dot)) {
      this.names.use(id, start, end, true);
      this.name();
      if (this.accept(openBracket)) this.typeArguments();
    } else if (this.is(openBracket)) {
      const isTyped = this.#arrayOrArguments();
      if (!isTyped) this.names.use(id, start, end, false);
      else this.#typed(id, undefined, ids, types, lone);
    } else {
      const isList = this.accept(ellipsis);
      const type = this.type();
      this.#typed(id, isList ? undefined : valueOfType(type), ids, types, lone);
    }
  }

  /** The names before it that have no type yet have this one: `a, b int`. */
  #typed(id: number, type: MaybeOperand, ids: number[], types: MaybeOperand[], lone: LoneName[]): void {
    for (const each of lone) {
      ids.push(each.id);
      types.push(type);
    }
    lone.length = 0;
    ids.push(id);
    types.push(type);
  }

  /** After `[`; declares them in the scope that is open. */
  protected typeParameters(): void {
    const from = this.names.uses.length;
    const declared: number[] = [];
    while (!this.is(closeBracket)) {
      declared.push(this.name());
      while (this.accept(comma)) declared.push(this.name());
      this.union();
      if (!this.accept(comma)) break;
    }
    this.expect(closeBracket);
    // They may be used before they are known.
    this.names.uses.cutNamed(from, declared);
    this.names.declare(declared);
  }

  /** After the name of `type T[P any] = …`. */
  protected typeDefinition(): void {
    this.names.open();
    if (this.is(openBracket)) {
      if (this.#isTypeParameterList()) {
        this.scanner.next();
        this.typeParameters();
        this.accept(equals);
        this.type();
      } else this.type();
    } else {
      this.accept(equals);
      this.type();
    }
    this.names.close();
  }

  /** At `[`: `[P any]`, and neither `[]T`, `[N]T` nor `[N * 2]T`. */
  #isTypeParameterList(): boolean {
    const ahead = this.scanner.fork();
    ahead.next();
    if (ahead.kind !== nameToken) return false;
    ahead.next();
    if (ahead.kind === comma || ahead.kind === tilde) return true;
    if (ahead.kind === openParen) return false;
    if (ahead.kind === star) return this.#hasCommaBeforeBracket(ahead);
    return typeStarts[ahead.kind] === 1;
  }

  /** `[P *C,]` is a list of type parameters; without the comma it is a product. */
  #hasCommaBeforeBracket(ahead: GoScanner): boolean {
    while (ahead.kind !== closeBracket && ahead.kind !== endOfFile) {
      if (ahead.kind === comma || ahead.kind === pipe || ahead.kind === tilde) return true;
      if (ahead.kind === interfaceWord) return true;
      if (ahead.kind === openParen || ahead.kind === openBracket) return false;
      ahead.next();
    }
    return false;
  }
}

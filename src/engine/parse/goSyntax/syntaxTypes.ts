import { literalTypeShape, otherTypeShape } from './expressionShape';
import { SyntaxReader } from './syntaxReader';
import { code } from '../goKeywords';
import { arrow, ellipsis, endOfFile, keyword, literalToken, nameToken, operatorToken } from './syntaxTokens';

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, semicolon, comma] = [code('{'), code('}'), code(';'), code(',')];
const [dot, star, tilde, pipe] = [code('.'), code('*'), code('~'), code('|')];
const [structWord, interfaceWord, mapWord] = [keyword('struct'), keyword('interface'), keyword('map')];
const [chanWord, funcWord] = [keyword('chan'), keyword('func')];

/** What was read of a list of types or an index. */
interface TypeList {
  /** of a single element; `listShape` of more */
  readonly shape: number;
  /** a comma stood in it or behind it */
  readonly comma: boolean;
}

/** Parameters that were read. */
export interface Parameters {
  readonly count: number;
  readonly named: boolean;
}

/** A parameter that was read. */
interface Parameter {
  readonly named: boolean;
  readonly typed: boolean;
  /** of `...`; -1 without */
  readonly dots: number;
}

const bare: Parameter = { named: true, typed: false, dots: -1 };
const onlyType: Parameter = { named: false, typed: true, dots: -1 };
const complete: Parameter = { named: true, typed: true, dots: -1 };

/** Types, as cmd/compile/internal/syntax/parser.go reads them. */
export abstract class SyntaxTypes extends SyntaxReader {
  protected abstract typeList(typesOnly: boolean): TypeList;
  /** An expression within brackets. */
  protected abstract inner(): number;

  /** where the list that was read last is closed */
  #closedAt = 0;

  /** Elements with something between them, up to what closes them. @param element true: there may be no more */
  protected list(context: string, separator: number, close: number, element: () => unknown): void {
    const separatorWords = separator === comma ? 'comma' : 'semicolon or newline';
    for (let done = false; !done && !this.is(endOfFile) && !this.is(close);) {
      done = element() === true;
      if (!this.accept(separator) && !this.is(close))
        this.refuse(`in ${context}; possibly missing ${separatorWords} or ${String.fromCharCode(close)}`);
    }
    this.#closedAt = this.scanner.start;
    this.expect(close, String.fromCharCode(close));
  }

  protected type(): void {
    if (this.optionalType() === 0) this.refuse('expected type');
  }

  /** @returns its shape; 0 where there is none */
  protected optionalType(): number {
    this.descend();
    const shape = this.#type();
    this.rise();
    return shape;
  }

  #type(): number {
    const { kind } = this.scanner;
    switch (kind) {
      case nameToken:
        this.scanner.next();
        this.qualifiedRest();
        return otherTypeShape;
      case star:
        this.scanner.next();
        this.type();
        return otherTypeShape;
      case openParen:
        this.scanner.next();
        this.type();
        this.expect(closeParen, ')');
        return otherTypeShape;
      case openBracket:
        this.scanner.next();
        if (this.accept(closeBracket)) this.type();
        else this.arrayRest(true);
        return literalTypeShape;
      case mapWord:
        this.scanner.next();
        this.expect(openBracket, '[');
        this.type();
        this.expect(closeBracket, ']');
        this.type();
        return literalTypeShape;
      case structWord:
        this.#struct();
        return literalTypeShape;
      case interfaceWord:
        this.#interface();
        return otherTypeShape;
      case chanWord:
        this.scanner.next();
        this.accept(arrow);
        this.#channelElement();
        return otherTypeShape;
      case arrow:
        this.scanner.next();
        this.expect(chanWord, 'keyword chan');
        this.#channelElement();
        return otherTypeShape;
      case funcWord:
        this.scanner.next();
        this.signature('function type');
        return otherTypeShape;
      default:
        return 0;
    }
  }

  #channelElement(): void {
    if (this.optionalType() === 0) this.refuse('missing channel element type');
  }

  /** Behind `[`, or behind the length that was read already. */
  protected arrayRest(readsLength: boolean): void {
    if (readsLength && !this.accept(ellipsis)) this.inner();
    if (this.is(comma)) this.refuse('unexpected comma; expected ]');
    this.expect(closeBracket, ']');
    this.type();
  }

  /** Behind a name: `.Name`, and type arguments. */
  protected qualifiedRest(): void {
    if (this.accept(dot)) this.name();
    if (!this.accept(openBracket)) return;
    if (this.is(closeBracket)) this.refuse('expected type argument list');
    this.typeList(true);
    this.expect(closeBracket, ']');
  }

  /** @param context where type parameters are refused: what has none */
  protected signature(context: string): void {
    const { start } = this.scanner;
    if (this.accept(openBracket)) {
      if (context !== '') this.refuseAt(start, `${context} must have no type parameters`);
      if (this.is(closeBracket)) this.refuse('empty type parameter list');
      this.parameters(closeBracket, true, false);
    }
    this.expect(openParen, '(');
    this.parameters(closeParen, false, true);
    if (this.accept(openParen)) this.parameters(closeParen, false, false);
    else this.optionalType();
  }

  #struct(): void {
    this.scanner.next();
    this.expect(openBrace, '{');
    this.list('struct type', semicolon, closeBrace, () => this.#field());
  }

  #field(): void {
    const { kind } = this.scanner;
    if (kind === star) {
      this.scanner.next();
      if (this.is(openParen)) this.refuse('cannot parenthesize embedded type');
      this.name();
      this.qualifiedRest();
    } else if (kind === nameToken) {
      this.scanner.next();
      const next = this.scanner.kind;
      if (next === dot) this.qualifiedRest();
      else if (next === openBracket) this.#arrayOrArguments();
      else if (next !== literalToken && next !== semicolon && next !== closeBrace) {
        while (this.accept(comma)) this.name();
        this.type();
      }
    } else if (kind === openParen) this.refuse('cannot parenthesize embedded type');
    else this.refuse('expected field name or embedded type');
    this.accept(literalToken);
  }

  /** At the `[` behind a name: `name [n]E`, or `name[A, B]`. @returns whether it is the former */
  #arrayOrArguments(): boolean {
    this.scanner.next();
    if (this.accept(closeBracket)) {
      this.type();
      return true;
    }
    const { comma: isList } = this.typeList(false);
    this.expect(closeBracket, ']');
    return !isList && this.optionalType() !== 0;
  }

  #interface(): void {
    this.scanner.next();
    this.expect(openBrace, '{');
    this.list('interface type', semicolon, closeBrace, () => this.#element());
  }

  #element(): void {
    if (!this.is(nameToken)) this.term();
    else {
      this.scanner.next();
      if (this.is(openParen)) {
        this.signature('interface method');
        return;
      }
      if (this.is(openBracket)) {
        if (this.#methodOrArguments()) return;
      } else this.qualifiedRest();
    }
    this.unionRest();
  }

  /** @returns whether it was a method */
  #methodOrArguments(): boolean {
    const { start } = this.scanner;
    this.scanner.next();
    if (this.is(closeBracket)) {
      const at = this.scanner.start;
      this.scanner.next();
      this.refuseAt(at, `empty type ${this.is(openParen) ? 'parameter' : 'argument'} list`);
    }
    if (!this.parameters(closeBracket, false, false).named) return false;
    this.signature('interface method');
    this.refuseAt(start, 'interface method must have no type parameters');
  }

  protected get isTilde(): boolean {
    return this.is(operatorToken) && this.scanner.byte === tilde && this.scanner.precedence === 0;
  }

  protected get isPipe(): boolean {
    return this.is(operatorToken) && this.scanner.byte === pipe && this.scanner.precedence === 4;
  }

  protected term(): void {
    if (this.isTilde) {
      this.scanner.next();
      this.type();
    } else if (this.optionalType() === 0) this.refuse('expected ~ term or type');
  }

  protected unionRest(): void {
    while (this.isPipe) {
      this.scanner.next();
      this.term();
    }
  }

  /**
   * Behind the opening bracket.
   * @param first what was read of the first one, and where it begins
   */
  protected parameters(
    close: number,
    mustBeNamed: boolean,
    allowsDots: boolean,
    first?: { readonly read: 'name' | 'all'; readonly start: number },
  ): Parameters {
    if (first?.read === 'all' && this.accept(close)) return { count: 1, named: true };
    let given = first;
    let [count, named, typed] = [0, 0, 0];
    let [withoutName, dots, dotsAt] = [-1, -1, 0];
    let lastIsTyped = true;
    this.list('parameter list', comma, close, () => {
      const start = given?.start ?? this.scanner.start;
      const parameter = given?.read === 'all' ? complete : this.#parameter(given !== undefined, close);
      given = undefined;
      const isShared = count > 0 && !lastIsTyped;
      lastIsTyped = parameter.typed;
      if (parameter.typed) typed++;
      if (parameter.named && parameter.typed) named++;
      if (!parameter.named && withoutName < 0) withoutName = start;
      // In `a, b ...int` a has the dots too.
      if (parameter.dots >= 0 && dots < 0)
        [dots, dotsAt] = [parameter.dots, parameter.named && isShared ? count - 1 : count];
      count++;
    });
    const isMixed = named !== count && (named > 0 || mustBeNamed);
    if (isMixed && (withoutName >= 0 || !lastIsTyped)) {
      if (named === typed)
        this.refuseAt(this.#closedAt, `missing ${mustBeNamed ? 'type constraint' : 'parameter type'}`);
      if (!mustBeNamed) this.refuseAt(withoutName, 'missing parameter name');
      this.refuseAt(withoutName, `missing type parameter name${count === 1 ? ' or invalid array length' : ''}`);
    }
    if (dots >= 0 && !(allowsDots && dotsAt === count - 1))
      this.refuseAt(dots, allowsDots ? 'can only use ... with final parameter' : 'invalid use of ...', dots + 3);
    return { count, named: named > 0 };
  }

  /** @param isNamed its name was read @param follow what closes the list */
  #parameter(isNamed: boolean, follow: number): Parameter {
    const isConstraint = follow === closeBracket;
    const { scanner } = this;
    if (!isNamed && isConstraint && this.isTilde) {
      this.term();
      this.unionRest();
      return onlyType;
    }
    let named = isNamed;
    if (named || this.is(nameToken)) {
      if (!named) scanner.next();
      named = true;
      if (this.is(openBracket)) {
        const isArray = this.#arrayOrArguments();
        if (isConstraint) this.unionRest();
        return isArray ? complete : onlyType;
      }
      if (this.is(dot)) {
        this.qualifiedRest();
        if (isConstraint) this.unionRest();
        return onlyType;
      }
      if (isConstraint && this.isPipe) {
        this.unionRest();
        return onlyType;
      }
    }
    if (this.is(ellipsis)) {
      const dots = scanner.start;
      scanner.next();
      if (this.optionalType() === 0) this.refuse('... is missing type');
      return { named, typed: true, dots };
    }
    if (isConstraint && this.isTilde) {
      this.term();
      this.unionRest();
      return named ? complete : onlyType;
    }
    const typed = this.optionalType() !== 0;
    if (typed && isConstraint) this.unionRest();
    if (!named && !typed) this.refuse(`expected ${String.fromCharCode(follow)}`);
    return typed ? (named ? complete : onlyType) : bare;
  }
}

import { GoExpressionParser } from './goExpressionParser';
import { NotGo } from './goTokenReader';
import {
  arrow,
  assignOperator,
  code,
  define,
  endOfFile,
  keyword,
  kindSet,
  nameToken,
  step,
  stringToken,
} from './goTokenKind';
import { LocalNames, type NameUse, type NumberedUse } from './localNames';

export type { NameUse } from './localNames';

/** What a file uses, and what it imports. */
export interface GoUses {
  /** in the order of the text */
  readonly uses: readonly NameUse[];
  readonly imports: readonly ImportedName[];
}

/** The same by the numbers of a `NameTable`. */
export interface NumberedUses extends Pick<GoUses, 'imports'> {
  readonly uses: readonly NumberedUse[];
}

export interface ImportedName {
  /** the number of the name; 0 where none is written, and of `.` */
  readonly id: number;
  /** the name before the path; `.` and `_` too; '' where none is written */
  readonly name: string;
  /** between the quotes */
  readonly path: string;
}

/**
 * The names that a file uses and that no scope inside its functions declares: they are declared at the file's top level, in
 * another file, by an import, or by Go itself. Exact as go/parser resolves them; keys of composite literals that may be fields
 * are left out. Undefined where the text is no Go.
 */
export function goUses(bytes: Uint8Array): GoUses | undefined {
  const names = new LocalNames();
  const found = numberedUses(bytes, names);
  const uses = found?.uses.map(({ id, start, end, selected }) => ({
    name: names.table.textOf(id),
    start,
    end,
    selected,
  }));
  return found && uses && { uses, imports: found.imports };
}

/** @param names remembers the names from file to file */
export function numberedUses(bytes: Uint8Array, names: LocalNames): NumberedUses | undefined {
  names.reset();
  const parser = new GoFileParser(bytes, names);
  try {
    parser.file();
  } catch (error) {
    if (error instanceof NotGo) return undefined;
    throw error;
  }
  return { uses: inOrder(names.uses), imports: parser.imports };
}

/** They nearly always are: only lists that turn out to be types are told late. */
function inOrder(uses: readonly NumberedUse[]): readonly NumberedUse[] {
  const isSorted = uses.every(({ start }, at) => at === 0 || start > (uses[at - 1]?.start ?? 0));
  return isSorted ? uses : uses.toSorted((a, b) => a.start - b.start);
}

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, closeBrace, semicolon, comma] = [code('{'), code('}'), code(';'), code(',')];
const [colon, equals, star, dot] = [code(':'), code('='), code('*'), code('.')];
const words = {
  package: keyword('package'),
  import: keyword('import'),
  func: keyword('func'),
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

class GoFileParser extends GoExpressionParser {
  readonly imports: ImportedName[] = [];

  file(): void {
    const { scanner } = this;
    scanner.next();
    this.expect(words.package);
    this.name();
    while (this.accept(semicolon));
    while (!this.is(endOfFile)) {
      if (this.accept(words.import)) this.#imports();
      else if (this.accept(words.func)) this.#functionDeclaration();
      else if (!this.#declaration()) throw new NotGo();
      if (!this.is(endOfFile)) this.expect(semicolon);
    }
    if (scanner.broken) throw new NotGo();
  }

  #imports(): void {
    if (!this.accept(openParen)) this.#import();
    else {
      while (!this.accept(closeParen)) {
        if (this.accept(semicolon)) continue;
        this.#import();
        if (!this.is(closeParen)) this.expect(semicolon);
      }
    }
  }

  #import(): void {
    const { id } = this.scanner;
    const name = this.is(stringToken) ? '' : this.is(dot) ? '.' : this.scanner.text;
    if (!this.is(stringToken)) this.scanner.next();
    if (this.is(stringToken)) this.imports.push({ id, name, path: this.scanner.stringText().slice(1, -1) });
    this.expect(stringToken);
  }

  #functionDeclaration(): void {
    this.names.open();
    const receiver = this.is(openParen) ? this.#receiver() : [];
    this.name();
    if (this.accept(openBracket)) this.typeParameters();
    this.signature();
    this.names.declare(receiver);
    if (this.is(openBrace)) this.block();
    this.names.close();
  }

  /** `(r *T[K, V])`: K and V are declared. @returns the receiver's name */
  #receiver(): number[] {
    const ahead = this.scanner.fork();
    ahead.next();
    const first = ahead.kind === nameToken ? ahead.id : 0;
    ahead.next();
    const isNamed = first !== 0 && (ahead.kind === nameToken || ahead.kind === star || ahead.kind === openParen);
    this.expect(openParen);
    if (isNamed) this.scanner.next();
    let open = 0;
    while (this.is(star) || this.is(openParen)) {
      if (this.is(openParen)) open++;
      this.scanner.next();
    }
    this.usedName();
    if (this.accept(openBracket)) {
      while (!this.is(closeBracket)) {
        this.names.declare([this.name()]);
        if (!this.accept(comma)) break;
      }
      this.expect(closeBracket);
    }
    for (; open > 0; open--) this.expect(closeParen);
    this.accept(comma);
    this.expect(closeParen);
    return isNamed ? [first] : [];
  }

  /** A `type`, `var` or `const` declaration, at the top or in a block. @returns false where there is none */
  #declaration(): boolean {
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
    } else if (!this.#declaration()) this.#simple(true);
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

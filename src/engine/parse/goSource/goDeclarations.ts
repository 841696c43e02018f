import { arityAt, unknownArity, type Arity } from './arity';
import { declaresFunction, declaresMethod } from './declarationList';
import { GoScanner } from './goScanner';
import { code } from '../goKeywords';
import { endOfFile, keyword, nameToken } from './goTokenKind';
import type { Listeners } from './localNames';
import { blankName, NameTable } from './nameTable';

/** What stands at the top level of a Go file. `init` functions and `_` are left out: they declare nothing. */
export interface GoDeclaration {
  readonly kind: 'func' | 'method' | 'type' | 'var' | 'const';
  /** of a method `Receiver.Name` */
  readonly name: string;
  /** byte offsets of the name, of a method's name alone */
  readonly start: number;
  readonly end: number;
  /** of functions and methods */
  readonly bodyless?: true;
}

export interface GoDeclarations {
  readonly packageName: string;
  readonly declarations: readonly GoDeclaration[];
  /** a bracket, string or comment does not end, or something else stands where a declaration should: more may be declared */
  readonly broken: boolean;
}

/**
 * The top-level declarations of a Go file, whatever its build constraints. It looks into nothing but what tells names: bodies
 * are passed over.
 */
export function goDeclarations(bytes: Uint8Array): GoDeclarations {
  const names = new NameTable();
  const declarations: GoDeclaration[] = [];
  const reader = new DeclarationReader(
    bytes,
    new GoScanner(bytes, names),
    ({ kind, receiver, id, start, end, bodyless }) => {
      const name = kind === 'method' ? `${names.textOf(receiver)}.${names.textOf(id)}` : names.textOf(id);
      declarations.push({ kind, name, start, end, ...(bodyless && { bodyless }) });
    },
  );
  return { ...reader.read(), declarations };
}

/** The same as numbers of names: nothing else is kept. @returns whether more may be declared */
export function readDeclarations(
  bytes: Uint8Array,
  names: NameTable,
  { declared, passed }: Pick<Listeners, 'declared'> & Partial<Listeners>,
): boolean {
  const scanner = new GoScanner(bytes, names, passed);
  const { broken } = new DeclarationReader(bytes, scanner, ({ kind, receiver, id, arity }) => {
    if (id === 0) return;
    if (kind === 'method') declared.addMethod(receiver, id);
    else if (kind === 'func') declared.addFunction(id, arity);
    else declared.addName(id);
  }).read();
  return broken;
}

/** A declaration as it is read: the reader writes over it. */
interface ReadDeclaration {
  kind: GoDeclaration['kind'];
  /** of a method */
  receiver: number;
  id: number;
  start: number;
  end: number;
  bodyless: boolean;
  arity: Arity;
}

const [openParen, closeParen, openBracket, openBrace] = [code('('), code(')'), code('['), code('{')];
const [semicolon, comma] = [code(';'), code(',')];
const [typeWord, varWord, constWord, funcWord] = [keyword('type'), keyword('var'), keyword('const'), keyword('func')];
const [importWord, packageWord] = [keyword('import'), keyword('package')];
const [structWord, interfaceWord] = [keyword('struct'), keyword('interface')];

class DeclarationReader {
  readonly #bytes: Uint8Array;
  readonly #scanner: GoScanner;
  readonly #tell: (declaration: Readonly<ReadDeclaration>) => void;
  readonly #last: ReadDeclaration = { kind: 'func', receiver: 0, id: 0, start: 0, end: 0, bodyless: false, arity: 0 };
  #broken = false;

  constructor(bytes: Uint8Array, scanner: GoScanner, tell: (declaration: Readonly<ReadDeclaration>) => void) {
    this.#bytes = bytes;
    this.#scanner = scanner;
    this.#tell = tell;
  }

  read(): Omit<GoDeclarations, 'declarations'> {
    const scanner = this.#scanner;
    scanner.next();
    const packageName = this.#packageClause();
    while (scanner.kind !== endOfFile) {
      const { kind } = scanner;
      if (kind === funcWord) this.#function();
      else if (kind === typeWord) this.#group('type');
      else if (kind === varWord) this.#group('var');
      else if (kind === constWord) this.#group('const');
      else if (kind === importWord) this.#toSemicolon();
      else if (kind === semicolon) scanner.next();
      else {
        this.#broken = true;
        this.#toSemicolon();
        if (scanner.kind !== endOfFile) scanner.next();
      }
    }
    return { packageName, broken: this.#broken || scanner.broken };
  }

  #packageClause(): string {
    const scanner = this.#scanner;
    if (scanner.kind !== packageWord) {
      this.#broken = true;
      return '';
    }
    scanner.next();
    const name = scanner.text;
    this.#toSemicolon();
    return name;
  }

  /** The name where the scanner stands. */
  #note(kind: GoDeclaration['kind'], receiver: number): ReadDeclaration {
    const last = this.#last;
    last.kind = kind;
    last.receiver = receiver;
    last.id = this.#scanner.id;
    last.start = this.#scanner.start;
    last.end = this.#scanner.end;
    last.bodyless = false;
    last.arity = unknownArity;
    return last;
  }

  #function(): void {
    const scanner = this.#scanner;
    scanner.next();
    const isMethod = scanner.kind === openParen;
    const receiver = isMethod ? this.#receiver() : 0;
    const noted = this.#note(isMethod ? 'method' : 'func', receiver);
    if (scanner.kind !== nameToken) this.#broken = true;
    else scanner.next();
    if (scanner.kind === openBracket) scanner.skipBrackets();
    if (!isMethod && scanner.kind === openParen) noted.arity = arityAt(this.#bytes, scanner.end);
    noted.bodyless = !this.#signatureAndBody();
    if (isMethod ? declaresMethod(receiver, noted.id) : declaresFunction(noted.id)) this.#tell(noted);
  }

  /** `(r *T[K, V])`: T is the last name outside inner brackets. @returns its number */
  #receiver(): number {
    const scanner = this.#scanner;
    let name = 0;
    let depth = 0;
    do {
      if (scanner.kind === openParen) depth++;
      else if (scanner.kind === closeParen) depth--;
      else if (scanner.kind === nameToken) name = scanner.id;
      if (scanner.kind === openBracket) scanner.skipBrackets();
      else scanner.next();
    } while (depth > 0 && scanner.kind !== endOfFile);
    return name;
  }

  /** @returns whether there is a body */
  #signatureAndBody(): boolean {
    const scanner = this.#scanner;
    while (scanner.kind !== semicolon && scanner.kind !== endOfFile) {
      if (scanner.kind === openBrace) {
        scanner.skipBrackets();
        return true;
      }
      if (scanner.kind === openParen || scanner.kind === openBracket) scanner.skipBrackets();
      else if (scanner.kind === structWord || scanner.kind === interfaceWord) {
        scanner.next();
        if (scanner.kind === openBrace) scanner.skipBrackets();
      } else scanner.next();
    }
    return false;
  }

  #group(kind: 'type' | 'var' | 'const'): void {
    const scanner = this.#scanner;
    scanner.next();
    if (scanner.kind !== openParen) {
      this.#names(kind);
      return;
    }
    scanner.next();
    while (scanner.kind !== closeParen && scanner.kind !== endOfFile) {
      if (scanner.kind === semicolon) scanner.next();
      else this.#names(kind);
    }
    if (scanner.kind !== endOfFile) scanner.next();
  }

  /** `a, b int = 1, 2` or `T[P any] struct { … }`, up to the semicolon or the end of the group. */
  #names(kind: 'type' | 'var' | 'const'): void {
    const scanner = this.#scanner;
    if (scanner.kind !== nameToken) this.#broken = true;
    while (scanner.kind === nameToken) {
      if (scanner.id !== blankName) this.#tell(this.#note(kind, 0));
      scanner.next();
      if (scanner.kind !== comma) break;
      scanner.next();
    }
    this.#toSemicolon();
  }

  #toSemicolon(): void {
    const scanner = this.#scanner;
    while (scanner.kind !== semicolon && scanner.kind !== closeParen && scanner.kind !== endOfFile) {
      if (scanner.kind === openParen || scanner.kind === openBracket || scanner.kind === openBrace)
        scanner.skipBrackets();
      else scanner.next();
    }
  }
}

import { GoScanner } from './goScanner';
import { code, endOfFile, keyword, nameToken } from './goTokenKind';
import type { NameCollector } from './nameCollector';
import { NameTable } from './nameTable';

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
 * @param passed is told of every name in the file @param names remembers the names from file to file
 */
export function goDeclarations(bytes: Uint8Array, passed?: NameCollector, names = new NameTable()): GoDeclarations {
  return new DeclarationReader(new GoScanner(bytes, names, passed)).read();
}

const [openParen, closeParen, openBracket, openBrace] = [code('('), code(')'), code('['), code('{')];
const [semicolon, comma] = [code(';'), code(',')];
const [typeWord, varWord, constWord, funcWord] = [keyword('type'), keyword('var'), keyword('const'), keyword('func')];
const [importWord, packageWord] = [keyword('import'), keyword('package')];
const [structWord, interfaceWord] = [keyword('struct'), keyword('interface')];

class DeclarationReader {
  readonly #scanner: GoScanner;
  readonly #found: GoDeclaration[] = [];
  #broken = false;

  constructor(scanner: GoScanner) {
    this.#scanner = scanner;
  }

  read(): GoDeclarations {
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
    return { packageName, declarations: this.#found, broken: this.#broken || scanner.broken };
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

  #add(kind: GoDeclaration['kind'], name: string, start: number, end: number): void {
    if (name !== '_') this.#found.push({ kind, name, start, end });
  }

  #function(): void {
    const scanner = this.#scanner;
    scanner.next();
    const receiver = scanner.kind === openParen ? this.#receiver() : undefined;
    const { text: name, start, end } = scanner;
    if (scanner.kind !== nameToken) this.#broken = true;
    else scanner.next();
    const bodyless = !this.#signatureAndBody();
    if (name === '_' || (name === 'init' && receiver === undefined)) return;
    const kind = receiver === undefined ? 'func' : 'method';
    const full = receiver === undefined ? name : `${receiver}.${name}`;
    if (receiver !== '_') this.#found.push({ kind, name: full, start, end, ...(bodyless && { bodyless }) });
  }

  /** `(r *T[K, V])`: T is the last name outside inner brackets. */
  #receiver(): string {
    const scanner = this.#scanner;
    let name = '';
    let depth = 0;
    do {
      if (scanner.kind === openParen) depth++;
      else if (scanner.kind === closeParen) depth--;
      else if (scanner.kind === nameToken) name = scanner.text;
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
      this.#add(kind, scanner.text, scanner.start, scanner.end);
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

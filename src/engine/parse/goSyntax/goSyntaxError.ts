import { SyntaxFailure, TooDeep } from './syntaxFailure';
import { SyntaxStatements } from './syntaxStatements';
import { code } from '../goKeywords';
import { endOfFile, keyword, literalToken, nameToken } from './syntaxTokens';

/** The first thing in a Go file that the compiler refuses. Offsets are bytes. */
export interface GoSyntaxError {
  readonly start: number;
  /** exclusive; `start` where something is missing at a line's end */
  readonly end: number;
  /** what the compiler says, without its "syntax error: " */
  readonly words: string;
  /** a byte that is no UTF-8, a NUL, a byte order mark */
  readonly inEncoding: boolean;
}

/**
 * What cmd/compile stops at in a file, by the grammar of the newest Go that is known here: syntax only grows, so an older
 * one stops there too. undefined where it reads the file, and where the file is nested too deeply for us.
 */
export function goSyntaxError(bytes: Uint8Array): GoSyntaxError | undefined {
  try {
    new SyntaxFile(bytes).file();
    return undefined;
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    if (!(error instanceof SyntaxFailure)) throw error;
    return { start: error.start, end: error.end, words: error.message, inEncoding: error.inEncoding };
  }
}

const [openParen, closeParen, openBrace, semicolon, dot] = [code('('), code(')'), code('{'), code(';'), code('.')];
const [importWord, funcWord, packageWord] = [keyword('import'), keyword('func'), keyword('package')];
const declarations: ReadonlySet<number> = new Set([keyword('const'), keyword('type'), keyword('var')]);

/** A whole file. */
class SyntaxFile extends SyntaxStatements {
  file(): void {
    const { scanner } = this;
    scanner.next();
    if (!this.accept(packageWord)) this.refuse('package statement must be first');
    this.name();
    this.expect(semicolon, 'semicolon or newline');
    let mayImport = true;
    let lacksBody = false;
    while (!this.is(endOfFile)) {
      const { kind } = scanner;
      if (kind === importWord) {
        if (!mayImport) this.refuse('imports must appear before other declarations');
        scanner.next();
        this.group(() => this.#import());
        lacksBody = false;
      } else if (kind === funcWord) {
        mayImport = false;
        scanner.next();
        lacksBody = this.#function();
      } else if (declarations.has(kind)) {
        mayImport = false;
        this.declaration();
        lacksBody = false;
      } else if (kind === openBrace && lacksBody) this.refuse('unexpected semicolon or newline before {');
      else this.refuse('non-declaration statement outside function body');
      if (!this.is(endOfFile) && !this.accept(semicolon)) this.refuse('after top level declaration');
    }
  }

  #import(): void {
    const { scanner } = this;
    if (!this.accept(dot)) this.accept(nameToken);
    const { start, end, isString } = scanner;
    if (!this.accept(literalToken)) this.refuse('missing import path');
    if (!isString) this.refuseAt(start, 'import path must be a string', end);
  }

  /** @returns whether it has no body */
  #function(): boolean {
    const isMethod = this.accept(openParen);
    if (isMethod) {
      const { count } = this.parameters(closeParen, false, false);
      if (count !== 1) this.refuseHere(`method has ${count === 0 ? 'no receiver' : 'multiple receivers'}`);
    }
    if (!this.is(nameToken)) this.refuse(isMethod ? 'expected name' : 'expected name or (');
    this.scanner.next();
    this.signature('');
    if (!this.is(openBrace)) return true;
    this.block();
    return false;
  }
}

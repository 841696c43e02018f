import { arityAt, unknownArity } from './arity';
import { GoStatementParser } from './goStatementParser';
import { NotGo } from './goTokenReader';
import { code } from '../goKeywords';
import { endOfFile, keyword, nameToken, stringToken } from './goTokenKind';

export interface ImportedName {
  /** the number of the name; 0 where none is written, and of `.` */
  readonly id: number;
  /** the name before the path; `.` and `_` too; '' where none is written */
  readonly name: string;
  /** between the quotes */
  readonly path: string;
}

/** Numbers of names. */
interface Receiver {
  readonly type: number;
  /** its own, where it has one */
  readonly ids: readonly number[];
}

const [openParen, closeParen, openBracket, closeBracket] = [code('('), code(')'), code('['), code(']')];
const [openBrace, semicolon, comma, star, dot] = [code('{'), code(';'), code(','), code('*'), code('.')];
const [packageWord, importWord, funcWord] = [keyword('package'), keyword('import'), keyword('func')];

/** A whole file: its imports, and what is declared and used in it, as go/parser resolves it. */
export class GoFileParser extends GoStatementParser {
  readonly imports: ImportedName[] = [];

  file(): void {
    const { scanner } = this;
    scanner.next();
    this.expect(packageWord);
    this.name();
    while (this.accept(semicolon));
    while (!this.is(endOfFile)) {
      if (this.accept(importWord)) this.#imports();
      else this.topDeclaration();
      if (!this.is(endOfFile)) this.expect(semicolon);
    }
    if (scanner.broken) throw new NotGo();
  }

  protected topDeclaration(): void {
    if (this.accept(funcWord)) this.#functionDeclaration();
    else if (!this.declaration()) throw new NotGo();
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
    if (this.is(stringToken)) this.imports.push({ id, name, path: this.scanner.tokenText().slice(1, -1) });
    this.expect(stringToken);
  }

  #functionDeclaration(): void {
    this.names.open();
    const receiver = this.is(openParen) ? this.#receiver() : undefined;
    const id = this.name();
    if (this.accept(openBracket)) this.typeParameters();
    const declared = this.names.listeners?.declared;
    if (receiver) declared?.addMethod(receiver.type, id);
    else declared?.addFunction(id, this.is(openParen) ? arityAt(this.bytes, this.scanner.end) : unknownArity);
    this.result = this.signature();
    if (receiver) this.names.declare(receiver.ids);
    if (this.is(openBrace)) this.block();
    this.names.close();
  }

  /** `(r *T[K, V])`: K and V are declared. */
  #receiver(): Receiver {
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
    const type = this.scanner.id;
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
    return { type, ids: isNamed ? [first] : [] };
  }
}

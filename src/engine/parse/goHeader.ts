import { LineIndex } from '../../base/lineIndex';
import type { ConstraintLines } from '../model/tree';
import type { Position, Range } from '../model/range';
import { cgoPreamble, type CgoPreamble } from './cgoPreamble';
import { constraintComments, likeConstraints, type ConstraintComment } from './constraintComments';
import { GoCursor } from './goCursor';
import { isValidImportPath, unquoteGoString } from './goString';
import { decodeSource, type EncodingProblem } from './sourceText';

/**
 * The header of a Go file with exact places: package clause, imports, every line that is a build constraint or looks like
 * one, the comments above `import "C"`. For the scan of a whole tree there is the faster `goHeaderSummary`.
 */
export interface GoHeader {
  readonly packageClause: PackageClause | undefined;
  /** in order, with repetitions */
  readonly imports: readonly ImportSpec[];
  /** in order; also those below the header, which go does not honour */
  readonly constraints: readonly ConstraintComment[];
  readonly problems: readonly HeaderProblem[];
  /** where the header ends: the first text below imports and the comments after them */
  readonly end: Position;
}

export interface PackageClause {
  readonly name: string;
  /** of the name */
  readonly range: Range;
  /** of the keyword and the name */
  readonly clauseRange: Range;
}

export interface ImportSpec {
  /** the value of the literal; may be no valid import path, which is a problem of kind `import-path` too */
  readonly path: string;
  /** of the literal, with its quotes */
  readonly range: Range;
  /** `_`, `.` or a local name */
  readonly name?: { readonly text: string; readonly range: Range };
  /** for `import "C"` with a comment right above */
  readonly preamble?: CgoPreamble;
}

export interface HeaderProblem {
  readonly kind:
    | 'no-package-clause'
    | 'import-syntax'
    | 'import-path'
    | 'unterminated-comment'
    | 'unterminated-string'
    | EncodingProblem['kind'];
  readonly range: Range;
}

/**
 * Reads the header of a Go file. Never throws; after a syntax error it keeps what it has read.
 * @param extent whether constraints are also looked for below the header, where they are misplaced
 */
export function parseGoHeader(source: Uint8Array | string, extent: 'header' | 'file' = 'file'): GoHeader {
  return new HeaderParser(source).go(extent);
}

/** A file of a package that is not Go has nothing of a Go header but its constraints. */
export function parseOtherHeader(source: Uint8Array | string): GoHeader {
  const start = { line: 0, column: 0 };
  const constraints = parseForeignHeader(source);
  return { packageClause: undefined, imports: [], constraints, problems: [], end: start };
}

/** The constraints of a Go file's header alone. @param header text up to the end of the header */
export function parseHeaderComments(header: string): readonly ConstraintComment[] {
  return new HeaderParser(header).comments();
}

/** The constraint lines of an assembly, C or other file in which go looks for them: only leading comments count. */
export function parseForeignHeader(source: Uint8Array | string): readonly ConstraintComment[] {
  return new HeaderParser(source).foreign();
}

/** What the scan of the tree would say of these lines. */
export function constraintLinesOf(constraints: readonly ConstraintComment[]): ConstraintLines {
  const honoured = (form: ConstraintComment['form']): readonly string[] =>
    constraints.filter((line) => line.form === form && line.place === 'honoured').map((line) => line.text);
  return {
    goBuild: honoured('go:build'),
    plusBuild: honoured('+build'),
    suspicious: constraints.some((line) => line.form === 'near-miss' || line.place !== 'honoured'),
  };
}

class HeaderParser {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #cursor: GoCursor;
  readonly #imports: ImportSpec[] = [];
  readonly #problems: HeaderProblem[] = [];

  constructor(source: Uint8Array | string) {
    const { text, problems } = decodeSource(source);
    this.#text = text;
    this.#lines = new LineIndex(text);
    this.#cursor = new GoCursor(text);
    for (const { kind, start, end } of problems) this.#problem(kind, start, end);
  }

  go(extent: 'header' | 'file'): GoHeader {
    const cursor = this.#cursor;
    cursor.toCode(likeConstraints);
    const codeStart = cursor.at;
    const packageClause = this.#packageClause();
    if (packageClause) this.#importDeclarations();
    const end = this.#lines.positionAt(cursor.at);
    if (extent === 'file') this.#skipRest(true);
    for (const { kind, start, end } of cursor.problems) this.#problem(kind, start, end);
    return {
      packageClause,
      imports: this.#imports,
      constraints: this.#constraints(codeStart, packageClause ? codeStart : this.#text.length),
      problems: this.#problems,
      end,
    };
  }

  comments(): readonly ConstraintComment[] {
    this.#cursor.toCode(likeConstraints);
    const codeStart = this.#cursor.at;
    this.#skipRest(true);
    return this.#constraints(codeStart, codeStart);
  }

  foreign(): readonly ConstraintComment[] {
    this.#cursor.toCode(likeConstraints);
    const codeStart = this.#cursor.at;
    this.#skipRest(false);
    return this.#constraints(codeStart, codeStart);
  }

  #constraints(codeStart: number, leadEnd: number): readonly ConstraintComment[] {
    const { comments } = this.#cursor;
    return constraintComments({ text: this.#text, lines: this.#lines, comments, codeStart, leadEnd });
  }

  /** Below the header only misplaced constraints matter, and they contain this word. */
  #skipRest(raw: boolean): void {
    if (this.#text.includes('build', this.#cursor.at)) this.#cursor.skipCode(raw);
  }

  #packageClause(): PackageClause | undefined {
    const cursor = this.#cursor;
    const start = cursor.at;
    if (cursor.keyword('package')) {
      cursor.toToken();
      const nameStart = cursor.at;
      const name = cursor.name();
      if (name !== '') {
        return { name, range: this.#range(nameStart, cursor.at), clauseRange: this.#range(start, cursor.at) };
      }
    }
    this.#problem('no-package-clause', start, cursor.at);
    return undefined;
  }

  #importDeclarations(): void {
    const cursor = this.#cursor;
    for (;;) {
      cursor.toToken();
      const declaration = cursor.at;
      if (!cursor.keyword('import')) return;
      if (cursor.toToken() !== '(') {
        if (!this.#importSpec(declaration)) return;
        continue;
      }
      cursor.at++;
      const first = this.#imports.length;
      while (cursor.toToken() !== ')') {
        if (!cursor.atEnd && this.#importSpec(undefined)) continue;
        this.#incomplete();
        return;
      }
      cursor.at++;
      this.#lendPreamble(declaration, first);
    }
  }

  /** An unclosed list of imports at the end of the file; other errors are told where they are met. */
  #incomplete(): void {
    const { at, atEnd } = this.#cursor;
    if (atEnd && this.#cursor.problems.length === 0) this.#problem('import-syntax', at, at);
  }

  /** @param declaration offset of `import` where the spec stands alone after it: its comment may stand above that */
  #importSpec(declaration: number | undefined): boolean {
    const cursor = this.#cursor;
    const start = cursor.at;
    const name = this.#text.charAt(start) === '.' ? '.' : cursor.name();
    if (name === '.') cursor.at++;
    const nameEnd = cursor.at;
    const quote = cursor.toToken();
    const literalStart = cursor.at;
    if (quote !== '"' && quote !== '`') {
      this.#problem('import-syntax', start, Math.max(literalStart, start + 1));
      return false;
    }
    const literal = cursor.string();
    if (literal === undefined) return false;
    const path = unquoteGoString(literal);
    if (path === undefined || !isValidImportPath(path)) this.#problem('import-path', literalStart, cursor.at);
    if (path === undefined) return true;
    const preamble = path === 'C' ? this.#preamble(declaration ?? start) : undefined;
    this.#imports.push({
      path,
      range: this.#range(literalStart, cursor.at),
      ...(name !== '' && { name: { text: name, range: this.#range(start, nameEnd) } }),
      ...(preamble && { preamble }),
    });
    return true;
  }

  /** `import ( "C" )`: a list of one takes the comment above the declaration. */
  #lendPreamble(declaration: number, first: number): void {
    const only = this.#imports[first];
    if (only?.path !== 'C' || only.preamble || this.#imports.length !== first + 1) return;
    const preamble = this.#preamble(declaration);
    if (preamble) this.#imports[first] = { ...only, preamble };
  }

  #preamble(above: number): CgoPreamble | undefined {
    return cgoPreamble(this.#text, this.#lines, this.#cursor.comments, above);
  }

  #range(start: number, end: number): Range {
    return { start: this.#lines.positionAt(start), end: this.#lines.positionAt(end) };
  }

  #problem(kind: HeaderProblem['kind'], start: number, end: number): void {
    this.#problems.push({ kind, range: this.#range(start, end) });
  }
}

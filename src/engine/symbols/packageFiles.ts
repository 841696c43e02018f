import { isGoFileName, isTestFileName } from '../constraints/fileName';
import { fileExpr, headerCondition } from '../constraints/inclusion';
import type { Range } from '../model/range';
import { printExpr } from '../parse/buildExpr';
import { goDeclarations, type GoDeclaration } from '../parse/goSource/goDeclarations';
import { NameSketch } from '../parse/goSource/nameSketch';
import { headBytes, summarizeGoHeader } from '../parse/goHeaderSummary';
import { HeaderNames } from '../parse/headerNames';
import type { ContentReader } from '../tree/contentReader';
import { isFailure, type ReadFailure } from '../tree/treeReader';
import { namedTags, type Condition } from './conditionRows';

/** A Go file read whole, as far as its names go. */
export interface SourceFile {
  /** base name */
  readonly name: string;
  readonly packageName: string;
  readonly isTest: boolean;
  /** in bytes */
  readonly size: number;
  /** undefined: go cannot read its constraint, so nothing is known of its package */
  readonly condition: Condition | undefined;
  readonly declarations: readonly GoDeclaration[];
  /** it declares nothing and runs nothing, so it may be there to stop a build: `var _ = requires_go_1_21` */
  readonly isGuard: boolean;
  /** more may be declared than was found */
  readonly broken: boolean;
  readonly sketch: NameSketch;
}

export interface PackageFiles {
  readonly files: readonly SourceFile[];
  readonly unread: readonly { readonly file: string; readonly detail: string }[];
}

/** Reads all Go files of folders, and remembers the conditions that it met. */
export class PackageFileReader {
  readonly #reader: ContentReader;
  readonly #names = new HeaderNames();
  readonly #conditions = new Map<string, Condition>();

  constructor(reader: ContentReader) {
    this.#reader = reader;
  }

  read(folder: string): PackageFiles {
    const entries = this.#reader.list(folder);
    if (isFailure(entries)) return { files: [], unread: failed('.', entries) };
    const files: SourceFile[] = [];
    const unread: PackageFiles['unread'][number][] = [];
    for (const { name } of entries.filter((entry) => !entry.isDirectory() && isPackageFile(entry.name))) {
      const bytes = this.bytes(folder, name);
      if (isFailure(bytes)) unread.push(...failed(name, bytes));
      else files.push(this.#file(name, bytes));
    }
    return { files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)), unread };
  }

  /** @returns bytes that are overwritten by the read after the next one */
  bytes(folder: string, name: string): Uint8Array | ReadFailure {
    const path = `${folder}/${name}`;
    const stamp = this.#reader.stamp(path);
    if (isFailure(stamp)) return stamp;
    // A folder or a pipe called x.go is none of the package's files.
    if (stamp.kind !== 'file') return { failure: 'missing', detail: 'not a regular file' };
    return this.#reader.read(path, stamp.size);
  }

  #file(name: string, bytes: Uint8Array): SourceFile {
    const sketch = new NameSketch();
    const { declarations, broken } = goDeclarations(bytes, sketch);
    const header = this.#header(name, bytes);
    const lines = header && headerCondition(header.constraints);
    return {
      name,
      packageName: header?.packageName ?? '',
      isTest: isTestFileName(name),
      size: bytes.length,
      condition:
        header === undefined || lines === undefined || lines.kind === 'malformed'
          ? undefined
          : this.#condition(fileExpr(header, lines)),
      declarations,
      isGuard: declarations.length === 0 && !init.test(latin1(bytes, bytes.length)),
      broken,
      sketch,
    };
  }

  #header(name: string, bytes: Uint8Array): ReturnType<typeof summarizeGoHeader> {
    const text = (length: number): string => latin1(bytes, length);
    const head = {
      bytes,
      length: Math.min(bytes.length, headBytes),
      whole: bytes.length <= headBytes,
      open: false,
      text,
    };
    return (
      summarizeGoHeader(name, head, this.#names) ??
      summarizeGoHeader(name, { ...head, length: bytes.length, whole: true }, this.#names)
    );
  }

  #condition(expr: Condition['expr']): Condition {
    const key = expr ? printExpr(expr) : '';
    let condition = this.#conditions.get(key);
    if (condition === undefined) {
      condition = { id: this.#conditions.size, expr, tags: namedTags(expr) };
      this.#conditions.set(key, condition);
    }
    return condition;
  }
}

/** Nobody calls it, so it is no declaration. */
const init = /^func[ \t]+init[ \t]*\(/m;

function isPackageFile(name: string): boolean {
  return isGoFileName(name) && !name.startsWith('_') && !name.startsWith('.');
}

/** What was removed after its folder was listed is no problem. */
function failed(file: string, { failure, detail }: ReadFailure): PackageFiles['unread'] {
  return failure === 'missing' ? [] : [{ file, detail }];
}

const latin1Decoder = new TextDecoder('latin1');

function latin1(bytes: Uint8Array, length: number): string {
  return latin1Decoder.decode(bytes.subarray(0, length));
}

const utf8Decoder = new TextDecoder();
const newline = 0x0a;

/** The place of some bytes of one line. */
export function rangeOfBytes(bytes: Uint8Array, start: number, end: number): Range {
  let line = 0;
  let lineStart = 0;
  for (let at = bytes.indexOf(newline); at >= 0 && at < start; at = bytes.indexOf(newline, at + 1)) {
    line++;
    lineStart = at + 1;
  }
  const column = utf8Decoder.decode(bytes.subarray(lineStart, start)).length;
  const length = utf8Decoder.decode(bytes.subarray(start, end)).length;
  return { start: { line, column }, end: { line, column: column + length } };
}

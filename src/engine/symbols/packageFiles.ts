import { isGoFileName, isTestFileName } from '../constraints/fileName';
import { suspectsIn } from './constants/suspects';
import { ownCalls, type OwnCall } from './ownCalls';
import { fileExpr, headerCondition } from '../constraints/inclusion';
import { startOfFile, type Range } from '../model/range';
import type { GoFile } from '../model/tree';
import { printExpr } from '../parse/buildExpr';
import { DeclarationList } from '../parse/goSource/declarationList';
import { readDeclarations } from '../parse/goSource/goDeclarations';
import { numberedUses, type NumberedUses } from '../parse/goSource/goUses';
import { LocalNames } from '../parse/goSource/localNames';
import { NameCollector } from '../parse/goSource/nameCollector';
import type { NameTable } from '../parse/goSource/nameTable';
import { goSyntaxError, type GoSyntaxError } from '../parse/goSyntax/goSyntaxError';
import { headBytes, summarizeGoHeader } from '../parse/goHeaderSummary';
import { HeaderNames } from '../parse/headerNames';
import type { ContentReader } from '../tree/contentReader';
import { isFailure, type ReadFailure } from '../tree/treeReader';
import { namedTags, type Condition } from './conditionRows';

/** What the header of a Go file says. */
export interface SourceHead {
  /** base name */
  readonly name: string;
  readonly packageName: string;
  readonly isTest: boolean;
  /** imports "C": cgo declares names of its own beside it */
  readonly cgo: boolean;
  /** undefined: go cannot read its constraint, so nothing is known of its package */
  readonly condition: Condition | undefined;
}

/** A Go file in which a large constant may stand. */
export interface SuspectFile {
  readonly head: SourceHead;
  /** its own copy */
  readonly bytes: Uint8Array;
  /** the same, each byte a character */
  readonly text: string;
  /** where it may stand, in order; not in comments or strings */
  readonly places: readonly number[];
}

/** A Go file read whole, as far as its names go. */
export interface SourceFile extends SourceHead {
  /** the numbers of the names that it declares, in the order of the text */
  readonly declared: Int32Array;
  /** of each how many arguments it takes, as far as it is a function */
  readonly arities: Int32Array;
  /** it declares nothing and runs nothing, so it may be there to stop a build: `var _ = requires_go_1_21` */
  readonly isGuard: boolean;
  /** of those files of which they are wanted; undefined also where the text is no Go */
  readonly uses: NumberedUses | undefined;
  /** of those files that were looked through for it */
  readonly syntaxError: GoSyntaxError | undefined;
  /** more may be declared than was found */
  readonly broken: boolean;
  /** hashes of all names in it */
  readonly names: Int32Array;
}

/** What is known of a file before its uses are read. */
export type Candidate = Pick<SourceFile, 'condition' | 'isGuard'>;

/** Of which files the uses, and the first syntax error, are wanted. */
export interface WantedOfFiles {
  readonly uses: (file: Candidate) => boolean;
  readonly syntax: (file: Candidate) => boolean;
}

interface Unread {
  readonly unread: readonly { readonly file: string; readonly detail: string }[];
}

export interface PackageFiles extends Unread {
  readonly files: readonly SourceFile[];
  /** SWIG writes Go files into the package when it is built: what they declare is not known */
  readonly hasSwig: boolean;
  readonly suspects: readonly SuspectFile[];
}

/** Files of which nothing but their constants is wanted. */
export interface FilesWithSuspects extends Unread {
  /** of all files */
  readonly names: readonly string[];
  readonly suspects: readonly SuspectFile[];
}

/** Reads all Go files of folders, and remembers the conditions that it met. */
export class PackageFileReader {
  readonly #reader: ContentReader;
  readonly #headerNames = new HeaderNames();
  readonly #locals = new LocalNames();
  readonly #listeners = { declared: new DeclarationList(this.#locals.table), passed: new NameCollector() };
  readonly #conditions = new Map<string, Condition>();

  constructor(reader: ContentReader) {
    this.#reader = reader;
  }

  /** The names of files by their numbers, which hold until the next folder is read. */
  get table(): NameTable {
    return this.#locals.table;
  }

  /** What is wanted of a file is read with the rest: to read it again takes longer than to keep it. */
  read(folder: string, wanted: WantedOfFiles): PackageFiles {
    if (this.#locals.table.size > mostNames) this.#locals.table.clear();
    const files: SourceFile[] = [];
    const suspects: SuspectFile[] = [];
    const visited = this.#each(folder, (name, bytes) => {
      const file = this.#file(name, bytes, wanted);
      files.push(file);
      const found = this.#largeIn(bytes);
      if (found) suspects.push({ head: file, bytes: new Uint8Array(bytes), ...found });
    });
    return { files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)), suspects, ...visited };
  }

  /** Of a folder that every build takes whole nothing else is wanted. */
  readSuspects(folder: string): FilesWithSuspects {
    const names: string[] = [];
    const suspects: SuspectFile[] = [];
    const { unread } = this.#each(folder, (name, bytes) => {
      names.push(name);
      const found = this.#largeIn(bytes);
      if (found) suspects.push({ head: this.head(name, bytes), bytes: new Uint8Array(bytes), ...found });
    });
    return { names, suspects, unread };
  }

  #each(folder: string, visit: (name: string, bytes: Uint8Array) => void): Pick<PackageFiles, 'hasSwig' | 'unread'> {
    const entries = this.#reader.list(folder);
    if (isFailure(entries)) return { hasSwig: false, unread: failed('.', entries) };
    const unread: Unread['unread'][number][] = [];
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory() || !isPackageFile(name)) continue;
      // A pipe called x.go is none of the package's files, nor is a link to a folder.
      const isFile = entry.isFile() || this.#leadsToFile(`${folder}/${name}`);
      const bytes = isFile ? this.bytes(folder, name) : noFile;
      if (isFailure(bytes)) unread.push(...failed(name, bytes));
      else visit(name, bytes);
    }
    return { hasSwig: entries.some(({ name }) => swigFile.test(name)), unread };
  }

  /** @returns bytes that are overwritten by the read after the next one */
  bytes(folder: string, name: string): Uint8Array | ReadFailure {
    return this.#reader.read(`${folder}/${name}`, largeFile, mostBytes);
  }

  #leadsToFile(path: string): boolean {
    const stamp = this.#reader.stamp(path);
    return !isFailure(stamp) && stamp.kind === 'file';
  }

  #file(name: string, bytes: Uint8Array, wanted: WantedOfFiles): SourceFile {
    const { packageName, isTest, cgo, condition } = this.head(name, bytes);
    // What reads the uses tells the declarations too: most of these files are gone through once.
    const parsed = wanted.uses({ condition, isGuard: false }) ? this.#parsed(bytes) : undefined;
    const broken = parsed === undefined && readDeclarations(bytes, this.table, this.#listeners);
    const { declared, arities } = this.#listeners.declared.take();
    const isGuard = declared.length === 0 && !init.test(this.text(bytes));
    const candidate = { condition, isGuard };
    const wantsUses = !broken && wanted.uses(candidate);
    const uses = wantsUses ? parsed : undefined;
    // Of a hundred files with a syntax error, what reads the uses stumbles over ninety-eight: the others are not read twice.
    const mayBeFaulty = (): boolean => broken || (uses === undefined && (wantsUses || !this.#isByProgram(bytes)));
    return {
      // Spread into it, the header would take as long as its file's names.
      name,
      packageName,
      isTest,
      cgo,
      condition,
      declared,
      arities,
      isGuard,
      uses,
      syntaxError: wanted.syntax(candidate) && mayBeFaulty() ? goSyntaxError(bytes) : undefined,
      broken,
      names: this.#listeners.passed.take(),
    };
  }

  /** What a file uses; where the text is no Go the listeners forget what they were told. */
  #parsed(bytes: Uint8Array): NumberedUses | undefined {
    const uses = numberedUses(bytes, this.#locals, this.#listeners);
    if (uses === undefined) {
      this.#listeners.declared.drop();
      this.#listeners.passed.take();
    }
    return uses;
  }

  /** The uses of a file of which they were not wanted at first. */
  uses(folder: string, name: string): NumberedUses | undefined {
    const bytes = this.bytes(folder, name);
    return isFailure(bytes) ? undefined : numberedUses(bytes, this.#locals);
  }

  /** The calls of some functions of the package in a file; undefined where a dot import may bring others of their names. */
  calls(folder: string, name: string, wanted: ReadonlySet<number>): readonly OwnCall[] | undefined {
    const bytes = this.bytes(folder, name);
    return isFailure(bytes) ? undefined : ownCalls(bytes, this.#locals, wanted);
  }

  head(name: string, bytes: Uint8Array): SourceHead {
    const header = this.#header(name, bytes);
    const lines = header && headerCondition(header.constraints);
    const condition =
      header === undefined || lines === undefined || lines.kind === 'malformed'
        ? undefined
        : this.#condition(fileExpr(header, lines));
    return {
      name,
      packageName: header?.packageName ?? '',
      isTest: isTestFileName(name),
      cgo: header?.cgo ?? false,
      condition,
    };
  }

  /** Each byte a character. */
  text(bytes: Uint8Array, length = bytes.length): string {
    return this.#reader.latin1(bytes, length);
  }

  /** The text of a file that may hold a large constant, and where; undefined: it holds none. */
  #largeIn(bytes: Uint8Array): Pick<SuspectFile, 'text' | 'places'> | undefined {
    if (bytes.length > largestSuspect) return undefined;
    const text = this.text(bytes);
    const places = suspectsIn(text);
    return places.length > 0 ? { text, places } : undefined;
  }

  /** Programs forget no bracket. */
  #isByProgram(bytes: Uint8Array): boolean {
    return bytes.length > largeFile || generated.test(this.text(bytes, Math.min(bytes.length, headBytes)));
  }

  #header(name: string, bytes: Uint8Array): GoFile | undefined {
    const text = (length: number): string => this.text(bytes, length);
    const head = {
      bytes,
      length: Math.min(bytes.length, headBytes),
      whole: bytes.length <= headBytes,
      open: false,
      text,
    };
    const header =
      summarizeGoHeader(head, this.#headerNames) ??
      summarizeGoHeader({ ...head, length: bytes.length, whole: true }, this.#headerNames);
    return header && this.#headerNames.table.goFile(name, header);
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

const swigFile = /\.swig(cxx)?$/;

const noFile: ReadFailure = { failure: 'missing', detail: 'not a regular file' };

/** Nearly every file fits, and to ask for the size of each takes as long as to read it. */
const largeFile = 256 * 1024;

/** Nobody writes a larger one, and no more than this is read of other files either. */
const mostBytes = 64 * 1024 * 1024;

/** As `go help generate` has it. */
const generated = /^\/\/ Code generated .* DO NOT EDIT\.$/m;

/** Names that are remembered from folder to folder. */
const mostNames = 1 << 16;

/** Nobody calls it, so it is no declaration. */
const init = /^func[ \t]+init[ \t]*\(/m;

function isPackageFile(name: string): boolean {
  return isGoFileName(name) && !name.startsWith('_') && !name.startsWith('.');
}

/** What was removed after its folder was listed is no problem. */
function failed(file: string, { failure, detail }: ReadFailure): Unread['unread'] {
  return failure === 'missing' ? [] : [{ file, detail }];
}

/** Larger ones are written by programs, which count with care; to read one takes a second. */
const largestSuspect = 256 * 1024;

const utf8Decoder = new TextDecoder();
const newline = 0x0a;

/**
 * The places of spots of one line each, in one pass.
 * @param spots in the order of the text, none in another
 */
export function rangesOfBytes(
  bytes: Uint8Array,
  spots: readonly { readonly start: number; readonly end: number }[],
): readonly Range[] {
  let line = 0;
  let column = 0;
  let counted = 0;
  let next = bytes.indexOf(newline);
  return spots.map(({ start, end }) => {
    for (; next >= 0 && next < start; next = bytes.indexOf(newline, next + 1)) {
      line++;
      column = 0;
      counted = next + 1;
    }
    column += utf8Decoder.decode(bytes.subarray(counted, start)).length;
    counted = start;
    const length = utf8Decoder.decode(bytes.subarray(start, end)).length;
    return { start: { line, column }, end: { line, column: column + length } };
  });
}

/** The place of some bytes of one line. */
export function rangeOfBytes(bytes: Uint8Array, start: number, end: number): Range {
  return rangesOfBytes(bytes, [{ start, end }])[0] ?? startOfFile;
}

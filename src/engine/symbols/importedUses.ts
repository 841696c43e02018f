import { startOfFile } from '../model/range';
import type {
  ExportsQuestion,
  ImportedNames,
  ImportedNamesQuestion,
  ImportedUse,
  PackageExports,
} from '../model/importedNames';
import { importsAndUses } from '../parse/goSource/goUses';
import { LocalNames } from '../parse/goSource/localNames';
import type { ContentReader } from '../tree/contentReader';
import { isFailure } from '../tree/treeReader';
import { rangesOfBytes } from './packageFiles';
import { PartialExportReader } from './partialExports';

/** A package that files import, and what it exports to some builds alone. */
interface Imported {
  readonly path: string;
  readonly name: string;
  /** names with their groups */
  readonly names: ReadonlyMap<string, number>;
  /** groups that some build lacks */
  readonly lacking: ReadonlySet<number>;
}

/** Nearly every file fits, and no more is read of any. */
const usualSize = 256 * 1024;
const mostBytes = 64 * 1024 * 1024;

/** Names that are remembered from file to file. */
const mostNames = 1 << 16;

/** Where files use names that the packages they import export to some builds alone. */
export class ImportedNameReader {
  readonly #reader: ContentReader;
  readonly #exports: PartialExportReader;
  readonly #locals = new LocalNames();

  constructor(reader: ContentReader) {
    this.#reader = reader;
    this.#exports = new PartialExportReader(reader);
  }

  readExports(question: ExportsQuestion): PackageExports {
    return this.#exports.read(question);
  }

  read({ folder, files, packages }: ImportedNamesQuestion): ImportedNames {
    const imported = packages.map((each) => ({
      path: each.path,
      name: each.name,
      names: this.#exports.names(each),
      lacking: new Set(each.lacking),
    }));
    const uses: ImportedUse[] = [];
    const broken: string[] = [];
    const unread: { readonly file: string; readonly detail: string }[] = [];
    for (const file of files) {
      const bytes = this.#reader.read(`${folder}/${file}`, usualSize, mostBytes);
      if (isFailure(bytes)) {
        // What was removed after its folder was listed is no problem.
        if (bytes.failure !== 'missing') unread.push({ file, detail: bytes.detail });
        continue;
      }
      const found = this.#usesIn(file, bytes, imported);
      if (found === undefined) broken.push(file);
      else uses.push(...found);
    }
    return { uses, broken, unread };
  }

  /** undefined where the text is no Go. */
  #usesIn(file: string, bytes: Uint8Array, packages: readonly Imported[]): readonly ImportedUse[] | undefined {
    const text = this.#reader.latin1(bytes, bytes.length);
    // Hardly any file uses such a name: the others need not be parsed.
    if (!mayUse(text, packages)) return [];
    if (this.#locals.table.size > mostNames) this.#locals.table.clear();
    const imports = importsAndUses(bytes, this.#locals);
    if (imports === undefined) return undefined;
    const qualifiers = new Map<number, Imported>();
    for (const { id, name, path } of imports) {
      const imported = packages.find((each) => each.path === path);
      if (imported === undefined || name === '.' || name === '_') continue;
      qualifiers.set(name === '' ? this.#locals.table.idOfText(imported.name) : id, imported);
    }
    const found = firstUses(text, qualifiers, this.#locals);
    const ranges = rangesOfBytes(bytes, found);
    return found.map(({ imported, name, group }, at) => {
      return { file, path: imported.path, name, range: ranges[at] ?? startOfFile, group };
    });
  }
}

interface FirstUse {
  readonly imported: Imported;
  readonly name: string;
  readonly group: number;
  /** byte offsets of the name */
  readonly start: number;
  readonly end: number;
}

/** In the order of the text. */
function firstUses(text: string, qualifiers: ReadonlyMap<number, Imported>, { uses }: LocalNames): readonly FirstUse[] {
  const found = new Map<string, FirstUse>();
  uses.ends(new Set(qualifiers.keys()), (id, end) => {
    const imported = qualifiers.get(id);
    const selected = selectedAt(text, end);
    if (imported === undefined || selected === undefined) return;
    const { text: name, start } = selected;
    const group = groupOf(name, imported);
    if (group === undefined) return;
    const key = `${imported.path} ${name}`;
    if (start < (found.get(key)?.start ?? Infinity))
      found.set(key, { imported, name, group, start, end: start + name.length });
  });
  return [...found.values()].toSorted((a, b) => a.start - b.start);
}

/** Says no only where it is sure: comments and strings are not looked at as such. Names of other alphabets are passed over. */
function mayUse(text: string, packages: readonly Imported[]): boolean {
  const byQualifier = new Map<string, Imported>();
  for (const imported of packages)
    for (const qualifier of qualifiersIn(text, imported)) byQualifier.set(qualifier, imported);
  if (byQualifier.size === 0) return false;
  const selection = new RegExp(`\\b(${[...byQualifier.keys()].join('|')})\\s*\\.\\s*([A-Z]\\w*)`, 'g');
  for (const [, qualifier = '', name = ''] of text.matchAll(selection)) {
    const imported = byQualifier.get(qualifier);
    if (imported && groupOf(name, imported) !== undefined) return true;
  }
  return false;
}

/** Nobody's name is longer, with what stands before it. */
const longestName = 200;

/** What a package may be called in a file: by its own name, or by the word before its path. */
function qualifiersIn(text: string, { path, name }: Imported): ReadonlySet<string> {
  const found = new Set<string>();
  const literal = `"${path}"`;
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length)) {
    const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - longestName), at);
    const word = /(?:^|[\s;(])([A-Za-z_]\w*)[ \t]+$/.exec(line)?.[1] ?? 'import';
    found.add(word === 'import' ? name : word);
  }
  return found;
}

/** undefined of a name that every build has, or none. */
function groupOf(name: string, { names, lacking }: Imported): number | undefined {
  const group = names.get(name);
  return group !== undefined && lacking.has(group) ? group : undefined;
}

/** The name behind the dot that follows a package's. @param text a character a byte */
function selectedAt(text: string, at: number): { readonly text: string; readonly start: number } | undefined {
  const dotted = /\s*\.\s*([A-Z]\w*)(?![\x80-\xff])/y;
  dotted.lastIndex = at;
  const [whole = '', name] = dotted.exec(text) ?? [];
  return name === undefined ? undefined : { text: name, start: at + whole.length - name.length };
}

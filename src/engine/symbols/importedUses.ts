import type {
  ExportsQuestion,
  ImportedNames,
  ImportedNamesQuestion,
  ImportedUse,
  PackageExports,
} from '../model/importedNames';
import { everyUse } from '../parse/goSource/goUses';
import { LocalNames } from '../parse/goSource/localNames';
import type { ContentReader } from '../tree/contentReader';
import { isFailure } from '../tree/treeReader';
import { rangeOfBytes } from './packageFiles';
import { PartialExportReader, type PartialExports } from './partialExports';

/** A package that files import, and what it exports to some builds alone. */
interface Imported {
  readonly path: string;
  readonly name: string;
  readonly exports: PartialExports;
  /** by the number of a group: some build lacks its names */
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
    const imported = packages.map((each): Imported => {
      const { path, name, lacking } = each;
      return { path, name, exports: this.#exports.of(each), lacking: new Set(lacking) };
    });
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
    const found = everyUse(bytes, this.#locals);
    if (found === undefined) return undefined;
    const qualifiers = new Map<number, Imported>();
    for (const { id, name, path } of found.imports) {
      const imported = packages.find((each) => each.path === path);
      if (imported === undefined || name === '.' || name === '_') continue;
      qualifiers.set(name === '' ? this.#locals.table.idOfText(imported.name) : id, imported);
    }
    const told = new Set<string>();
    return found.uses.flatMap(({ id, end, selected }): readonly ImportedUse[] => {
      const imported = selected ? qualifiers.get(id) : undefined;
      const name = selectedAt(text, end);
      if (imported === undefined || name === undefined) return [];
      const group = groupOf(name.text, imported);
      const key = `${imported.path} ${name.text}`;
      if (group === undefined || told.has(key)) return [];
      told.add(key);
      const range = rangeOfBytes(bytes, name.start, name.start + name.text.length);
      return [{ file, path: imported.path, name: name.text, range, group }];
    });
  }
}

/** Names of other alphabets are passed over. */
function mayUse(text: string, packages: readonly Imported[]): boolean {
  for (const [, name = ''] of text.matchAll(selection))
    if (packages.some((each) => groupOf(name, each) !== undefined)) return true;
  return false;
}

/** undefined of a name that every build has, or none. */
function groupOf(name: string, { exports, lacking }: Imported): number | undefined {
  const group = exports.names.get(name);
  return group !== undefined && lacking.has(group) ? group : undefined;
}

/** The name behind the dot that follows a package's. @param text a character a byte */
function selectedAt(text: string, at: number): { readonly text: string; readonly start: number } | undefined {
  const dotted = /\s*\.\s*([A-Z]\w*)(?![\x80-\xff])/y;
  dotted.lastIndex = at;
  const [whole = '', name] = dotted.exec(text) ?? [];
  return name === undefined ? undefined : { text: name, start: at + whole.length - name.length };
}

const selection = /\.\s*([A-Z]\w*)/g;

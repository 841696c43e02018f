import { kept } from '../../base/kept';
import { isTestFileName } from '../constraints/fileName';
import { isPlainFile } from '../constraints/plainFolder';
import type { FolderHeaders } from '../model/headers';
import type { GoFile } from '../model/tree';
import { summarizeGoHeader } from '../parse/goHeaderSummary';
import { HeaderNames } from '../parse/headerNames';
import { isFailure, type ReadFailure, type TreeEntry, type TreeReader } from './treeReader';
import { fileKind } from './treeRules';

/** A folder that is not there, or that holds no Go file. Of most paths that are looked up in several modules. */
const noPackage: FolderHeaders = { isPackage: false, files: [], unread: [] };

/**
 * Reads the headers of one folder, and of none below it: of the modules that a build rests on go compiles a tenth of the
 * packages, and to walk through all of them takes ten times as long.
 */
export class FolderHeaderReader {
  readonly #reader: TreeReader;
  readonly #names = new HeaderNames();

  constructor(reader: TreeReader) {
    this.#reader = reader;
  }

  /** @param folder absolute */
  read(folder: string): FolderHeaders {
    const entries = this.#reader.list(folder);
    if (isFailure(entries)) return noPackage;
    const files: GoFile[] = [];
    const unread: string[] = [];
    const imported = new Set<string>();
    let isPackage = false;
    for (const entry of entries.toSorted(byName)) {
      const { name } = entry;
      if (fileKind(name) !== 'go' || !this.#isFile(folder, entry)) continue;
      isPackage = true;
      if (isTestFileName(name)) continue;
      const file = this.#header(folder, name);
      if (isFailure(file)) unread.push(name);
      else if (!isTakenAlways(file)) files.push(file);
      else {
        const fresh = file.imports.filter((path) => !imported.has(path));
        if (fresh.length === 0 && files.some(isTakenAlways)) continue;
        for (const path of fresh) imported.add(path);
        files.push(fresh.length === file.imports.length ? file : withImports(file, fresh));
      }
    }
    return isPackage ? { isPackage, files: kept(files), unread: kept(unread) } : noPackage;
  }

  #isFile(folder: string, entry: TreeEntry): boolean {
    if (entry.isFile()) return true;
    return entry.isSymbolicLink() && this.#reader.kindOf(`${folder}/${entry.name}`) === 'file';
  }

  #header(folder: string, name: string): GoFile | ReadFailure {
    const path = `${folder}/${name}`;
    const { head } = this.#reader;
    const length = this.#reader.readStart(path);
    if (typeof length !== 'number') return length;
    const header = this.#summary(head, length, length < head.length);
    if (header) return header(name);
    const bytes = this.#reader.readAll(path);
    if (isFailure(bytes)) return bytes;
    return this.#summary(bytes, bytes.length, true)?.(name) ?? unreadable;
  }

  #summary(bytes: Uint8Array, length: number, whole: boolean): ((name: string) => GoFile) | undefined {
    const text = (count: number): string => this.#reader.latin1(bytes, count);
    const header = summarizeGoHeader({ bytes, length, whole, open: false, text }, this.#names);
    return header && ((name) => this.#names.table.goFile(name, header));
  }
}

const unreadable: ReadFailure = { failure: 'unreadable', detail: 'its header does not end' };

/** A file of a package that every build takes. */
function isTakenAlways(file: GoFile): boolean {
  return isPlainFile(file) && file.packageName !== '' && file.packageName !== 'documentation';
}

function withImports({ name, packageName, cgo, constraints }: GoFile, imports: readonly string[]): GoFile {
  return { name, packageName, imports: kept(imports), cgo, constraints };
}

function byName(a: TreeEntry, b: TreeEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

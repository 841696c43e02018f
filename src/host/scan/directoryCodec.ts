import { kept } from '../../base/kept';
import { HeaderNames, type ConstraintLines, type Directory, type GoFile, type OtherFile } from '../../engine/index';

/**
 * Folders of a tree on their way between threads. Objects of ten thousand files take longer to clone than to scan; numbers
 * and a few long strings do not. Both ends remember the tables, so what is shared here is shared there, over all messages.
 */
export interface EncodedDirectories {
  /** new package names and import paths */
  readonly strings: readonly string[];
  /** new lists of imports: length, then numbers of strings */
  readonly importLists: Int32Array;
  readonly constraints: readonly ConstraintLines[];
  /** paths of the folders, joined by NUL, which no path contains */
  readonly paths: string;
  /** names of all files of these folders, joined by `/`, which no name contains */
  readonly names: string;
  /** a folder: how many Go files, how many others; then a Go file: package name, imports, constraints * 2 + cgo; another: constraints */
  readonly numbers: Int32Array;
}

export class DirectoryEncoder {
  readonly #strings = new Map<string, number>();
  readonly #importLists = new Map<readonly string[], number>();
  readonly #constraints = new Map<ConstraintLines, number>();

  encode(directories: readonly Directory[]): EncodedDirectories {
    const strings: string[] = [];
    const importLists: number[] = [];
    const constraints: ConstraintLines[] = [];
    const names: string[] = [];
    const numbers = new Int32Array(
      directories.reduce((sum, { goFiles, otherFiles }) => sum + 2 + 3 * goFiles.length + otherFiles.length, 0),
    );
    const stringId = (text: string): number => numberOf(this.#strings, text, strings);
    let at = 0;
    for (const { goFiles, otherFiles } of directories) {
      numbers[at++] = goFiles.length;
      numbers[at++] = otherFiles.length;
      for (const { name, packageName, imports, cgo, constraints: lines } of goFiles) {
        names.push(name);
        let list = this.#importLists.get(imports);
        if (list === undefined) {
          list = this.#importLists.size;
          this.#importLists.set(imports, list);
          importLists.push(imports.length);
          for (const path of imports) importLists.push(stringId(path));
        }
        numbers[at++] = stringId(packageName);
        numbers[at++] = list;
        numbers[at++] = numberOf(this.#constraints, lines, constraints) * 2 + Number(cgo);
      }
      for (const { name, constraints: lines } of otherFiles) {
        names.push(name);
        numbers[at++] = numberOf(this.#constraints, lines, constraints);
      }
    }
    return {
      strings,
      importLists: Int32Array.from(importLists),
      constraints,
      paths: directories.map(({ path }) => path).join('\0'),
      names: names.join('/'),
      numbers,
    };
  }
}

function numberOf<T>(known: Map<T, number>, value: T, added: T[]): number {
  let number = known.get(value);
  if (number === undefined) {
    number = known.size;
    known.set(value, number);
    added.push(value);
  }
  return number;
}

export class DirectoryDecoder {
  readonly #names: HeaderNames;
  readonly #strings: string[] = [];
  /** the numbers that these strings have among the names */
  readonly #numbers: number[] = [];
  readonly #importLists: (readonly string[])[] = [];
  readonly #constraints: ConstraintLines[] = [];

  /** @param names what is equal to what is known there becomes the same object */
  constructor(names = new HeaderNames()) {
    this.#names = names;
  }

  decode({ strings, importLists, constraints, paths, names, numbers }: EncodedDirectories): Directory[] {
    for (const text of strings) {
      this.#strings.push(this.#names.name(text));
      this.#numbers.push(this.#names.number(text));
    }
    for (const { goBuild, plusBuild, suspicious } of constraints)
      this.#constraints.push(this.#names.constraintLines(goBuild, plusBuild, suspicious));
    for (let at = 0; at < importLists.length;) {
      const end = at + 1 + (importLists[at] ?? 0);
      const list: number[] = [];
      while (++at < end) list.push(this.#numbers[importLists[at] as number] as number);
      this.#importLists.push(this.#names.importList(list));
    }
    return numbers.length === 0 ? [] : this.#directories(paths, names, numbers);
  }

  #directories(paths: string, names: string, numbers: Int32Array): Directory[] {
    const directories: Directory[] = [];
    const allNames = names.split('/');
    let nextName = 0;
    let at = 0;
    for (const path of paths.split('\0')) {
      const goFileCount = numbers[at++] ?? 0;
      const otherCount = numbers[at++] ?? 0;
      const goFiles: GoFile[] = [];
      for (let file = 0; file < goFileCount; file++, at += 3) {
        const flags = numbers[at + 2] as number;
        goFiles.push({
          name: allNames[nextName++] as string,
          packageName: this.#strings[numbers[at] as number] as string,
          imports: this.#importLists[numbers[at + 1] as number] as readonly string[],
          cgo: (flags & 1) === 1,
          constraints: this.#constraints[flags >> 1] as ConstraintLines,
        });
      }
      const otherFiles: OtherFile[] = [];
      for (let file = 0; file < otherCount; file++) {
        const constraints = this.#constraints[numbers[at++] as number] as ConstraintLines;
        otherFiles.push({ name: allNames[nextName++] as string, constraints });
      }
      directories.push({ path, goFiles: kept(goFiles), otherFiles: kept(otherFiles) });
    }
    return directories;
  }
}

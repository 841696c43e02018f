import { isTestFileName } from '../constraints/fileName';
import type { ExportsQuestion, PackageExports } from '../model/importedNames';
import { DeclarationList } from '../parse/goSource/declarationList';
import { readDeclarations } from '../parse/goSource/goDeclarations';
import { NameTable } from '../parse/goSource/nameTable';
import type { ContentReader } from '../tree/contentReader';
import { isFailure } from '../tree/treeReader';
import { fileKind } from '../tree/treeRules';

/** Names that a package exports and that not every build takes from the same files, with the group of those that declare each. */
interface PartialExports extends PackageExports {
  readonly names: ReadonlyMap<string, number>;
}

/** Names that are remembered of all packages together: those of golang.org/x/sys/unix are eight thousand. */
const mostRemembered = 1 << 17;

/** Nearly every file fits. */
const usualSize = 256 * 1024;
const mostBytes = 64 * 1024 * 1024;

/** Reads what packages export, and remembers it by its digest: whoever uses a package asks for the same. */
export class PartialExportReader {
  readonly #reader: ContentReader;
  readonly #table = new NameTable();
  readonly #declared = new DeclarationList(this.#table);
  /** by digest */
  readonly #known = new Map<string, ReadonlyMap<string, number>>();
  #remembered = 0;

  constructor(reader: ContentReader) {
    this.#reader = reader;
  }

  read(question: ExportsQuestion): PackageExports {
    const { digest, groups, names } = this.#look(question);
    this.#remember(digest, names);
    return { digest, groups };
  }

  /** The names with their groups. @param question with what was answered to it: what is known of that is not read again */
  names(question: ExportsQuestion & Pick<PackageExports, 'digest'>): ReadonlyMap<string, number> {
    const known = this.#known.get(question.digest);
    if (known) return known;
    const { names } = this.#look(question);
    this.#remember(question.digest, names);
    return names;
  }

  /** When there are too many it begins anew. */
  #remember(digest: string, names: ReadonlyMap<string, number>): void {
    if (names.size === 0 || this.#known.has(digest)) return;
    this.#remembered += names.size;
    if (this.#remembered > mostRemembered) {
      this.#known.clear();
      this.#remembered = names.size;
    }
    this.#known.set(digest, names);
  }

  #look({ folder, some, none }: ExportsQuestion): PartialExports {
    const entries = this.#reader.list(folder);
    if (isFailure(entries)) return nothing;
    // SWIG writes Go files into the package when it is built.
    if (entries.some(({ name }) => /\.swig(cxx)?$/.test(name))) return nothing;
    const names = entries.map(({ name }) => name).filter((name) => fileKind(name) === 'go' && !isTestFileName(name));
    const partly = new Set(some);
    const never = new Set(none);
    this.#table.clear();
    const everywhere = new Set<number>();
    for (const name of names.filter((one) => !partly.has(one) && !never.has(one))) {
      const declared = this.#declaredIn(`${folder}/${name}`);
      // It may declare anything.
      if (declared === undefined) return nothing;
      for (const id of declared) everywhere.add(id);
    }
    const files = new Map<number, string[]>();
    const open: string[] = [];
    for (const name of names.filter((one) => partly.has(one)).toSorted()) {
      const declared = this.#declaredIn(`${folder}/${name}`);
      if (declared === undefined) open.push(name);
      else for (const id of declared) if (!everywhere.has(id)) addTo(files, id, name);
    }
    return this.#named(folder, files, open);
  }

  #named(folder: string, files: ReadonlyMap<number, readonly string[]>, open: readonly string[]): PartialExports {
    const names = new Map<string, number>();
    const groups = new Map<string, { readonly group: number; readonly files: readonly string[] }>();
    for (const [id, declaring] of files) {
      const text = this.#table.isMethod(id) ? '' : this.#table.textOf(id);
      if (!exported.test(text)) continue;
      const key = declaring.join('/');
      let known = groups.get(key);
      if (known === undefined) groups.set(key, (known = { group: groups.size, files: [...declaring, ...open] }));
      names.set(text, known.group);
    }
    if (names.size === 0) return nothing;
    const lists = Array.from(groups.values(), (each) => each.files);
    return { digest: this.#reader.sha256(JSON.stringify([folder, lists, ...names]), 'hex'), groups: lists, names };
  }

  /** undefined where more may be declared. */
  #declaredIn(path: string): Int32Array | undefined {
    const bytes = this.#reader.read(path, usualSize, mostBytes);
    if (isFailure(bytes)) return undefined;
    const broken = readDeclarations(bytes, this.#table, { declared: this.#declared });
    const { declared } = this.#declared.take();
    return broken ? undefined : declared;
  }
}

const nothing: PartialExports = { digest: '', groups: [], names: new Map() };

const exported = /^\p{Lu}/u;

function addTo(files: Map<number, string[]>, id: number, name: string): void {
  const known = files.get(id);
  if (known === undefined) files.set(id, [name]);
  else if (known.at(-1) !== name) known.push(name);
}

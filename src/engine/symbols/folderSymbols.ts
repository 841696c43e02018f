import { getOrSet } from '../../base/getOrSet';
import { groupBy } from '../../base/groupBy';
import { OverflowFinder } from './constants/overflowFinder';
import type { FolderSymbols, SymbolClash, SymbolPlace, SymbolQuestion } from '../model/symbols';
import { goDeclarations, type GoDeclaration } from '../parse/goSource/goDeclarations';
import type { ImportedName } from '../parse/goSource/goFileParser';
import type { NumberedUse } from '../parse/goSource/useList';
import type { ContentReader } from '../tree/contentReader';
import { isFailure } from '../tree/treeReader';
import { isTestFileName } from '../constraints/fileName';
import { haveCommonRow, listRows, printRow } from '../constraints/rows';
import { parseGoHeader } from '../parse/goHeader';
import { mainlessBuild, type Mainless } from './mainless';
import { levelsFor, levelsWithOnePackage, levelsWithout, tellRows } from './buildLevels';
import { ConditionRows } from './conditionRows';
import { DeclaredNames } from './declaredNames';
import { MiscallFinder } from './drift';
import { GapFinder, type Gap } from './missing';
import { namespacesOf, type Namespace } from './namespaces';
import { PackageFileReader, rangeOfBytes, type SourceFile } from './packageFiles';
import { isPartlyExported } from './partlyExported';
import { SyntaxFaults } from './syntaxFaults';
import { SelectiveFiles, undeclaredUses } from './undeclared';
import { RedeclarationFinder, type Redeclared } from './redeclared';

const nothing: FolderSymbols = {
  clashes: [],
  faults: [],
  overflows: [],
  broken: [],
  undecided: [],
  unread: [],
  partlyExported: false,
};

/** Of more places a person reads none. */
const mostPlaces = 10;

/**
 * Which names of a folder's packages clash in some build: declared twice, or used and not declared; which files no build
 * can read; and which constants are too large for some. It reads every Go file of the folder once for what it declares, and those few again that may use what some of their builds lack. Names are numbers until
 * one is told of.
 */
export class FolderSymbolReader {
  readonly #files: PackageFileReader;
  readonly #rows = new Map<number, ConditionRows>();

  readonly #names: DeclaredNames;
  readonly #overflows: OverflowFinder;
  /** of the folder that is read: the files of which one was told of */
  readonly #declarations = new Map<string, ReadonlyMap<string, GoDeclaration>>();

  constructor(reader: ContentReader) {
    this.#files = new PackageFileReader(reader);
    this.#overflows = new OverflowFinder(this.#files);
    this.#names = new DeclaredNames(this.#files.table);
  }

  read({ folder, constrained, oldestMinor, levels }: SymbolQuestion): FolderSymbols {
    this.#declarations.clear();
    let rows = this.#rows.get(oldestMinor);
    if (rows === undefined) this.#rows.set(oldestMinor, (rows = new ConditionRows(oldestMinor)));
    if (!constrained) {
      const { names, suspects, unread } = this.#files.readSuspects(folder);
      if (unread.length > 0) return { ...nothing, unread };
      const namesIn = (): undefined => undefined;
      return { ...nothing, ...this.#overflows.find({ folder, names, heads: [], suspects, namesIn, rows, levels }) };
    }
    const selective = new SelectiveFiles(rows, levels);
    const syntax = new SyntaxFaults(rows, levels);
    const { files, hasSwig, suspects, unread } = this.#files.read(folder, {
      uses: (file) => selective.selectionOf(file) !== undefined,
      syntax: (file) => syntax.concerns(file),
    });
    if (unread.length > 0) return { ...nothing, unread };
    const faults = syntax.in(folder, files, this.#files);
    const told = new Set(faults.map(({ place }) => place.file));
    const clashes: SymbolClash[] = [];
    const broken: string[] = [];
    let partlyExported = false;
    for (const namespace of namespacesOf(files)) {
      const names = this.#names;
      names.read(namespace);
      partlyExported ||= isPartlyExported(namespace, names, levels, rows);
      const own = levelsWithOnePackage(namespace, files, levelsFor(namespace, levels), rows);
      const before = clashes.length;
      clashes.push(...this.#redeclared(folder, new RedeclarationFinder(rows, own).find(names)));
      const untold = namespace.broken.filter((name) => !told.has(name));
      if (untold.length > 0) broken.push(...untold);
      else {
        // Builds that take a file with a fault stop there; the others can be judged.
        const whole = levelsWithout(namespace, own, rows);
        const used = this.#used(folder, new GapFinder(rows, whole, namespace).find(names));
        clashes.push(...this.#missing(folder, used));
        clashes.push(...this.#miscalled(folder, new MiscallFinder(rows, whole, namespace)));
        if (!hasSwig) {
          clashes.push(...this.#undeclared(folder, namespace, selective));
          const main = mainlessBuild(namespace, names.table.idOfText('main'), rows, own, whole);
          if (main && !namespace.files.some(({ name }) => this.#bringsMain(folder, name)))
            clashes.push(...this.#mainless(folder, main, used, clashes.slice(before)));
        }
      }
    }
    const names = files.map(({ name }) => name);
    const hashes = new Map(files.map((file) => [file.name, file.names]));
    const namesIn = (name: string): Int32Array | undefined => hashes.get(name);
    const constants = this.#overflows.find({ folder, names, heads: files, suspects, namesIn, rows, levels });
    return { clashes, faults, ...constants, broken, unread, partlyExported };
  }

  /** A clash for each pair of files. */
  #redeclared(folder: string, found: readonly Redeclared[]): SymbolClash[] {
    const groups = groupBy(found, ({ first, second, level }) =>
      [first.name, second.name, level.level, ...level.tags].join('/'),
    );
    return [...groups.values()].map((group) => {
      const [{ id, first, second, level, rows, everywhere }] = group;
      const name = this.#names.table.textOf(id);
      return {
        kind: 'redeclared',
        name,
        others: group.length - 1,
        ...tellRows(rows, rows, level, everywhere),
        intended: true,
        place: this.#declarationIn(folder, second.name, name),
        declarations: [this.#declarationIn(folder, first.name, name)],
      };
    });
  }

  /** The gaps that are really there. */
  #used(folder: string, gaps: readonly Gap[]): readonly UsedGap[] {
    const used: UsedGap[] = [];
    for (const [first, ...others] of groupBy(gaps, ({ user }) => user.name).values()) {
      const byId = new Map([first, ...others].map((gap) => [gap.id, gap]));
      for (const use of this.#usesOf(folder, first.user, byId)) {
        const gap = byId.get(use.id);
        if (gap) used.push({ gap, use });
      }
    }
    return used;
  }

  /** A clash for each set of builds that lacks something. */
  #missing(folder: string, used: readonly UsedGap[]): SymbolClash[] {
    const bySet = groupBy(used, ({ gap: { level, rows, intended } }) =>
      [level.level, ...level.tags, intended, rows].join(),
    );
    const groups = [...bySet.values()];
    const declaring = this.#names.filesOf(new Set(groups.map(([{ gap }]) => gap.id)));
    return groups.map((group) => {
      const [{ gap, use }] = group;
      const name = this.#names.table.textOf(gap.id);
      const files = declaring.get(gap.id) ?? [];
      return {
        kind: 'missing',
        name,
        others: new Set(group.map(({ use: { id } }) => id)).size - 1,
        ...tellRows(gap.rows, gap.shown, gap.level, gap.everywhere),
        intended: gap.intended,
        place: this.#place(folder, gap.user.name, use),
        declarations: files.slice(0, mostPlaces).map((file) => this.#declarationIn(folder, file.name, name)),
      };
    });
  }

  /** A clash for each declaration that a call does not fit. */
  #miscalled(folder: string, finder: MiscallFinder): SymbolClash[] {
    const found = finder.find(this.#names, ({ name }, wanted) => this.#files.calls(folder, name, wanted));
    return found.map(({ user, call, declaring, wanted, level, rows, shown, intended }) => {
      const name = this.#names.table.textOf(call.id);
      return {
        kind: 'miscalled',
        name,
        others: 0,
        ...tellRows(rows, shown, level, false),
        intended,
        call: { given: call.values, wanted },
        place: this.#place(folder, user.name, call),
        declarations: [this.#declarationIn(folder, declaring.name, name)],
      };
    });
  }

  /** A clash for each set of builds in which names are used that nothing declares. */
  #undeclared(folder: string, { files, broken }: Namespace, selective: SelectiveFiles): SymbolClash[] {
    const cgo = files.some((file) => file.cgo);
    const used = files.flatMap((user) => {
      const selection = selective.selectionOf(user);
      if (selection === undefined || user.uses === undefined) return [];
      return undeclaredUses(user.uses, user, this.#names, cgo)
        .filter(({ id }) => !broken.some((name) => this.#mayDeclare(folder, name, this.#names.table.textOf(id))))
        .map((use) => ({ ...selection, user, use }));
    });
    const groups = groupBy(used, ({ level, rows }) => [level.level, ...level.tags, rows].join());
    return [...groups.values()].map((group) => {
      const [{ user, level, rows, use }] = group;
      return {
        kind: 'missing',
        name: this.#names.table.textOf(use.id),
        others: new Set(group.map((each) => each.use.id)).size - 1,
        ...tellRows(rows, rows, level, false),
        intended: true,
        place: this.#place(folder, user.name, use),
        declarations: [],
      };
    });
  }

  /**
   * The linker says nothing where the compiler stops.
   *
   * @param used what the package lacks
   * @param others its clashes
   */
  #mainless(
    folder: string,
    found: Mainless,
    used: readonly UsedGap[],
    others: readonly SymbolClash[],
  ): readonly SymbolClash[] {
    const { file, level, rows, shown, declaring, rowsOfAll } = found;
    const linked = new Set(listRows(rowsOfAll).map(printRow));
    const stops = ({ gap }: UsedGap): boolean =>
      !gap.user.isTest && gap.level.level !== 'tagged' && haveCommonRow(gap.rows, rowsOfAll);
    if (used.some(stops)) return [];
    if (others.some(({ place, targets }) => !isTestFileName(place.file) && targets.some((each) => linked.has(each))))
      return [];
    const bytes = this.#files.bytes(folder, file.name);
    const clause = isFailure(bytes) ? undefined : parseGoHeader(bytes).packageClause;
    if (clause === undefined) return [];
    return [
      {
        kind: 'mainless',
        name: 'main',
        others: 0,
        ...tellRows(rows, shown, level, false),
        intended: true,
        place: { file: file.name, range: clause.clauseRange },
        declarations: declaring.slice(0, mostPlaces).map(({ name }) => this.#declarationIn(folder, name, 'main')),
      },
    ];
  }

  /** Another function may be linked by that name. */
  #bringsMain(folder: string, file: string): boolean {
    const bytes = this.#files.bytes(folder, file);
    return isFailure(bytes) || /^\/\/go:linkname[ \t]+\S+[ \t]+main\.main\b/m.test(this.#files.text(bytes));
  }

  /** A file that does not parse may declare what it names. */
  #mayDeclare(folder: string, file: string, name: string): boolean {
    const bytes = this.#files.bytes(folder, file);
    return isFailure(bytes) || new TextDecoder().decode(bytes).includes(name);
  }

  /** The uses of these names in a file, as far as they cannot be its imports. */
  #usesOf(folder: string, file: SourceFile, wanted: ReadonlyMap<number, unknown>): readonly NumberedUse[] {
    const found = file.uses ?? this.#files.uses(folder, file.name);
    // What a dot import brings is anybody's guess.
    if (found === undefined || found.imports.some(({ name }) => name === '.')) return [];
    const { table } = this.#names;
    return found.uses.filter(
      (use) => wanted.has(use.id) && !found.imports.some((each) => mayName(each, use, table.textOf(use.id))),
    );
  }

  /** Reads the file again, once: of the names that files declare, hardly any is told of. */
  #declarationIn(folder: string, file: string, name: string): SymbolPlace {
    const places = getOrSet(this.#declarations, file, () => {
      const bytes = this.#files.bytes(folder, file);
      const found = isFailure(bytes) ? [] : goDeclarations(bytes).declarations;
      // Of one that is there twice the first.
      return new Map(found.toReversed().map((each) => [each.name, each]));
    });
    return this.#place(folder, file, places.get(name) ?? { start: 0, end: 0 });
  }

  #place(folder: string, file: string, { start, end }: { readonly start: number; readonly end: number }): SymbolPlace {
    const bytes = this.#files.bytes(folder, file);
    return { file, range: rangeOfBytes(isFailure(bytes) ? new Uint8Array() : bytes, start, end) };
  }
}

/** Without a name an import has that of its package, which usually is a part of the path, and then a dot follows. */
function mayName(imported: ImportedName, use: NumberedUse, text: string): boolean {
  return imported.name === '' ? use.selected && imported.path.includes(text) : imported.id === use.id;
}

interface UsedGap {
  readonly gap: Gap;
  readonly use: NumberedUse;
}

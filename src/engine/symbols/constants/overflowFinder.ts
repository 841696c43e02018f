import type { ConstantOverflow, FolderSymbols, LevelOfBuilds } from '../../model/symbols';
import { goDeclarations } from '../../parse/goSource/goDeclarations';
import { NotGo } from '../../parse/goSource/goTokenReader';
import { hashName } from '../../parse/goSource/nameHash';
import type { ConditionRows } from '../conditionRows';
import { rangeOfBytes, type PackageFileReader, type SourceHead, type SuspectFile } from '../packageFiles';
import { isFailure } from '../../tree/treeReader';
import { constantDeclarations } from './constantDeclarations';
import { LocalOperands } from './localOperands';
import { NarrowBuilds, type NarrowShow } from './narrowBuilds';
import { OverflowParser, type Overflow } from './overflowParser';
import { PackageConstants } from './packageConstants';
import { anyOf, declarationsIn, withNames } from './suspects';
import { givesType } from './typeGivers';

/** What a folder is asked. */
export interface OverflowQuestion {
  readonly folder: string;
  /** of all its Go files */
  readonly names: readonly string[];
  /** of its Go files, as far as one of them has a constraint */
  readonly heads: readonly SourceHead[];
  readonly suspects: readonly SuspectFile[];
  /** the hashes of all names in a file, where they are known */
  readonly namesIn: (file: string) => Int32Array | undefined;
  readonly rows: ConditionRows;
  readonly levels: readonly LevelOfBuilds[];
}

/** Finds the constants of a folder that are too large for int on some port that builds them. One goes from folder to folder. */
export class OverflowFinder {
  readonly #files: PackageFileReader;
  readonly #locals = new LocalOperands();

  constructor(files: PackageFileReader) {
    this.#files = files;
  }

  find(question: OverflowQuestion): Pick<FolderSymbols, 'overflows' | 'undecided'> {
    const { folder, names, suspects } = question;
    if (suspects.length === 0) return nothing;
    if (this.#locals.table.size > mostNames) this.#locals.table.clear();
    // Nearly always nothing is found, and that takes a fifth of the time.
    if (this.#judge(question, 'quickly').length === 0) return nothing;
    const undecided = names.filter((name) => this.#declares(folder, name) === 'unknown');
    if (undecided.length > 0) return { overflows: [], undecided };
    const isShadowed = names.some((name) => this.#declares(folder, name) === 'shadowing');
    return isShadowed ? nothing : { overflows: this.#judge(question, 'exactly'), undecided };
  }

  /** @param how quickly: a line of a string may be taken for a declaration */
  #judge(
    { folder, names, heads, suspects, namesIn, rows, levels }: OverflowQuestion,
    how: 'quickly' | 'exactly',
  ): readonly ConstantOverflow[] {
    const builds = new NarrowBuilds(rows, levels, heads);
    const files = suspects.filter(({ head }) => builds.mayBuild(head)).map((file) => withStarts(file, how));
    const packages = this.#constantsOf(files);
    const large = [...new Set([...packages.values()].flatMap((constants) => constants.large))];
    const hashes = new Set(large.map(hashName));
    const mayUse = (file: string): boolean =>
      large.length > 0 && (namesIn(file)?.some((hash) => hashes.has(hash)) ?? true);
    const known = new Set(suspects.map(({ head }) => head.name));
    const others = names.filter((name) => !known.has(name) && mayUse(name));
    const users = this.#usersOf(folder, others, large, builds);
    const all = [...files, ...users.map((file) => withStarts(file, how))];
    const byName = new Map(all.map(({ head }) => [head.name, head]));
    return all.flatMap((file) => {
      const { name, packageName } = file.head;
      const found = this.#overflowsIn(file, packages.get(packageName), mayUse(name) ? large : []);
      return tell(file, found, builds, byName);
    });
  }

  #constantsOf(files: readonly StartedFile[]): ReadonlyMap<string, PackageConstants> {
    const packages = new Map<string, PackageConstants>();
    for (const { head, bytes, text, starts } of files) {
      if (!constant.test(text)) continue;
      let known = packages.get(head.packageName);
      if (known === undefined) packages.set(head.packageName, (known = new PackageConstants(this.#locals.table)));
      const groups = starts?.filter((start) => text.startsWith('const', start));
      known.add(head.name, head.isTest, constantDeclarations(bytes, this.#locals, groups) ?? []);
    }
    return packages;
  }

  /** Those of some files that name a large constant. */
  #usersOf(
    folder: string,
    names: readonly string[],
    large: readonly string[],
    builds: NarrowBuilds,
  ): readonly SuspectFile[] {
    const pattern = anyOf(large);
    return names.flatMap((name) => {
      const bytes = this.#files.bytes(folder, name);
      if (isFailure(bytes) || bytes.length > largest) return [];
      const text = this.#files.text(bytes);
      if (!pattern.test(text)) return [];
      const head = this.#files.head(name, bytes);
      return builds.mayBuild(head) ? [{ head, bytes: new Uint8Array(bytes), text, places: [] }] : [];
    });
  }

  #overflowsIn(
    { head, bytes, text, places, starts }: StartedFile,
    constants: PackageConstants | undefined,
    large: readonly string[],
  ): readonly Overflow[] {
    const suspects = withNames(places, text, large);
    this.#locals.reset();
    const parser = new OverflowParser(bytes, this.#locals, {
      constantOf: (name) => constants?.of(name, head.isTest),
      suspects,
      starts: starts && startsWith(suspects, starts, text),
    });
    try {
      parser.file();
    } catch (error) {
      if (error instanceof NotGo) return [];
      throw error;
    }
    return parser.found;
  }

  /** Whether a file declares what Go declares itself, so that it means something else in the package. */
  #declares(folder: string, name: string): 'shadowing' | 'other' | 'unknown' {
    const bytes = this.#files.bytes(folder, name);
    if (isFailure(bytes)) return 'unknown';
    const { declarations, broken } = goDeclarations(bytes);
    if (broken) return 'unknown';
    return declarations.some((each) => shadowing.has(each.name)) ? 'shadowing' : 'other';
  }
}

const nothing = { overflows: [], undecided: [] };

interface StartedFile extends SuspectFile {
  /** where its declarations seem to begin; undefined: nobody looked */
  readonly starts: readonly number[] | undefined;
}

function withStarts(file: SuspectFile, how: 'quickly' | 'exactly'): StartedFile {
  return { ...file, starts: how === 'quickly' ? declarationsIn(file.text) : undefined };
}

/** Where the declarations begin that hold one of these places, and may give a type to what stands there. */
function startsWith(places: readonly number[], starts: readonly number[], text: string): readonly number[] {
  const found: number[] = [];
  let next = 0;
  for (const place of places) {
    while ((starts[next] ?? Infinity) <= place) next++;
    const start = starts[next - 1];
    if (start !== undefined && found.at(-1) !== start) found.push(start);
  }
  const ends = new Map(starts.map((start, at) => [start, starts[at + 1]]));
  return found.filter((start) => givesType(text.slice(start, ends.get(start))));
}

/** One for each set of builds. */
function tell(
  { head, bytes }: SuspectFile,
  overflows: readonly Overflow[],
  builds: NarrowBuilds,
  heads: ReadonlyMap<string, SourceHead>,
): readonly ConstantOverflow[] {
  const groups = new Map<string, { readonly show: NarrowShow; readonly members: Overflow[] }>();
  for (const overflow of overflows.toSorted((a, b) => a.start - b.start)) {
    const resting = overflow.from.map(({ file }) => heads.get(file) ?? head);
    const show = builds.showing([head, ...resting]);
    if (show === undefined) continue;
    const group = groups.get(show.key);
    if (group === undefined) groups.set(show.key, { show, members: [overflow] });
    else if (group.members.every(({ start }) => start !== overflow.start)) group.members.push(overflow);
  }
  return [...groups.values()].flatMap(({ show: { told }, members: [first, ...others] }) => {
    if (first === undefined) return [];
    const place = ({ start, end }: Overflow): ConstantOverflow['place'] => ({
      file: head.name,
      range: rangeOfBytes(bytes, start, end),
    });
    return [
      {
        text: decoder.decode(bytes.subarray(first.start, first.end)),
        value: String(first.value),
        type: first.type,
        ...told,
        place: place(first),
        others: others.map(place),
      },
    ];
  });
}

/** Names of Go's own that the parser takes for what they are. */
const shadowing: ReadonlySet<string> = new Set(['int', 'uint', 'uintptr', 'iota', 'len', 'cap', 'copy', 'make']);

const constant = /^const\b/m;

/** Larger files are written by programs. */
const largest = 256 * 1024;

/** Names that are remembered from folder to folder. */
const mostNames = 1 << 16;

const decoder = new TextDecoder();

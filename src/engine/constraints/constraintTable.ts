import { getOrSet } from '../../base/getOrSet';
import { weakly } from '../../base/weakly';
import type { ConstraintLines, Directory, GoFile, OtherFile } from '../model/tree';
import { andExpr, tagExpr, type BuildExpr } from '../parse/buildExpr';
import { noConstraints } from '../parse/headerTable';
import { isCHeaderName, isCSourceName, isTestFileName, nameExpr, nameTagsOf, type NameTags } from './fileName';
import { nameFaultsOf, type NameFault } from './fileNameFaults';
import { judgeHeader, withSyntaxAlone, type HeaderVerdict } from './headerVerdict';
import { everyPort, firstClassPorts, newestKnownMinor } from './ports';
import { isPlainFile, isPlainFolder } from './plainFolder';
import { certainRows, isSatisfiable, isTrueInSimpleBuild, plainBuilds, possibleRows } from './reach';
import { allRows, intersect, isEmpty, isSubset, noRows, rowsOfPorts, rowsOfTag, unite, type RowSet } from './rows';

/** How the parts of a file's condition contradict each other, where they do. */
export type Contradiction = 'none' | 'expression' | 'name' | 'cgo';

/** A file that a check may have to look at closely. */
export interface TaggedFile {
  readonly directory: Directory;
  readonly file: GoFile | OtherFile;
  readonly header: HeaderVerdict;
  readonly contradiction: Contradiction;
  readonly nameFaults: readonly NameFault[];
  /** a build can take it, but on no port that some release of Go has or had */
  readonly portless: boolean;
}

/**
 * What only all files of a folder together can show.
 * - `clauses`: several package clauses, tests and `documentation` aside
 * - `conditional`: every Go file has a condition
 * - `limited`: on some first-class port a plain `go build` may find no Go file
 * - `hidden-tests`: there are tests, and a plain `go test` takes none
 * - `c-sources`: C sources, and not all builds have a cgo file
 * - `documentation`: a Go file that go drops for its package clause
 * - `cgo-tests`: a test imports "C"
 * - `unread`: a Go file whose package clause does not read
 * - `aside`: a file of a library names `ignore`
 */
export type DirectoryTrait =
  | 'clauses'
  | 'conditional'
  | 'limited'
  | 'hidden-tests'
  | 'c-sources'
  | 'documentation'
  | 'cgo-tests'
  | 'unread'
  | 'cgo'
  | 'aside';

/** What the checks want to know of a folder. */
export interface DirectoryVerdict {
  /** files with a fault of their header or name, or a contradiction */
  readonly faulty: readonly TaggedFile[];
  /** Go files whose condition names a Go release */
  readonly versioned: readonly TaggedFile[];
  /** files whose condition names a tag that only -tags can set */
  readonly tagged: readonly TaggedFile[];
  /** it has Go files that are no tests, and no first-class port can build any, whatever the tags */
  readonly unreachable: boolean;
  readonly traits: ReadonlySet<DirectoryTrait>;
}

const noTraits: ReadonlySet<DirectoryTrait> = new Set();
const nothing: DirectoryVerdict = { faulty: [], versioned: [], tagged: [], unreachable: false, traits: noTraits };
const noNameFaults: readonly NameFault[] = [];

/** A condition of files: header, name and cgo together, judged once however many files share it. */
class SharedVerdict implements Parts {
  readonly header: HeaderVerdict;
  readonly name: Parts['name'];
  readonly cgo: boolean;
  readonly contradiction: Contradiction;
  readonly firstClass: boolean;
  readonly portless: boolean;
  #plain: RowSet | undefined;

  /** @param rows where it can be true; where one of them is of a first-class port, some of them are enough */
  constructor(parts: Parts, contradiction: Contradiction, rows: RowSet) {
    this.header = parts.header;
    this.name = parts.name;
    this.cgo = parts.cgo;
    this.contradiction = contradiction;
    this.firstClass = !isEmpty(intersect(rows, firstClass));
    this.portless = contradiction === 'none' && !this.firstClass && isEmpty(intersect(rows, ports));
  }

  // Few folders ask for what follows: rows and expressions of hundreds of conditions are not kept for them.

  /** Rows on which a plain `go build` of the newest known Go certainly takes the file. */
  get plain(): RowSet {
    return (this.#plain ??= plainRows(this));
  }

  /** Whether a plain build takes it anywhere. */
  get isPlainlyPossible(): boolean {
    const condition = conditionOf(this);
    return condition ? isSatisfiable(condition.whole, plainBuild) : !isEmpty(rowsOf(this).whole);
  }
}

/** What makes a condition. */
interface Parts {
  readonly header: HeaderVerdict;
  readonly name: NameTags['tags'] | undefined;
  readonly cgo: boolean;
}

const firstClass = rowsOfPorts(firstClassPorts);
const cgoRows = rowsOfTag('cgo') ?? noRows;
const ports = rowsOfPorts(everyPort);
const plainBuild = plainBuilds(newestKnownMinor);
const noHeader = judgeHeader(noConstraints);
const unconstrained = new SharedVerdict({ header: noHeader, name: undefined, cgo: false }, 'none', allRows);

/**
 * Judgements that depend on nothing but what they judge, remembered by it: equal headers share one object, conditions one
 * text, and a folder keeps its object until a file in it changes. So an edit costs one folder.
 */
export class ConstraintTable {
  readonly #directories = new WeakMap<Directory, DirectoryVerdict>();
  // Folders are judged by the hundred with these, and again one at a time, which needs a few.
  readonly #headers = weakly(() => new WeakMap<ConstraintLines, HeaderVerdict>());
  /** by what the name and cgo add: far fewer than there are headers */
  readonly #shared = weakly(() => new Map<string, WeakMap<HeaderVerdict, SharedVerdict>>());

  header(lines: ConstraintLines): HeaderVerdict {
    // Of most files.
    if (lines === noConstraints) return noHeader;
    return getOrSet(this.#headers(), lines, () => judgeHeader(lines));
  }

  directory(directory: Directory): DirectoryVerdict {
    let verdict = this.#directories.get(directory);
    if (verdict === undefined) {
      verdict = isPlainFolder(directory) ? nothing : this.#judge(directory);
      this.#directories.set(directory, verdict);
    }
    return verdict;
  }

  /** What is known of one Go file, for those who choose files themselves. */
  tagged(directory: Directory, file: GoFile): TaggedFile {
    const header = this.header(file.constraints);
    const name = nameTagsOf(file.name);
    const { contradiction, portless } = this.#sharedVerdict(file, name, header);
    return {
      directory,
      file,
      header,
      contradiction,
      portless,
      nameFaults: nameFaultsOf(file, name, header, directory),
    };
  }

  #judge(directory: Directory): DirectoryVerdict {
    const faulty: TaggedFile[] = [];
    const versioned: TaggedFile[] = [];
    const tagged: TaggedFile[] = [];
    const sight = new DirectorySight();
    const { goFiles } = directory;
    // By number: until V8 optimizes, an iterator makes an object for each file.
    for (let at = 0; at < goFiles.length; at++) {
      const file = goFiles[at] as GoFile;
      if (isPlainFile(file)) {
        sight.see(file, unconstrained, noHeader);
        continue;
      }
      const header = this.header(file.constraints);
      const name = nameTagsOf(file.name);
      const shared = this.#sharedVerdict(file, name, header);
      sight.see(file, shared, header);
      const nameFaults = header.isSetAside ? noNameFaults : nameFaultsOf(file, name, header, directory);
      const { contradiction, portless } = shared;
      if (header.isOrdinary && contradiction === 'none' && !portless && nameFaults.length === 0) continue;
      const about: TaggedFile = { directory, file, header, contradiction, nameFaults, portless };
      if (header.faults.size > 0 || contradiction !== 'none' || nameFaults.length > 0 || portless) faulty.push(about);
      if (header.releases.length > 0 || header.impliedMinor !== undefined) versioned.push(about);
      if (header.customTags.length > 0) tagged.push(about);
    }
    // Without Go files there is no package, and what constrains the others is nobody's concern.
    for (const file of directory.goFileCount > 0 ? directory.otherFiles : []) {
      const about = this.#otherFile(directory, file);
      if (about === undefined) continue;
      if (about.header.faults.size > 0 || about.contradiction !== 'none') faulty.push(about);
      if (about.header.customTags.length > 0) tagged.push(about);
    }
    const traits = sight.traits(directory);
    const { isUnreachable: unreachable } = sight;
    if (!unreachable && traits.size === 0 && faulty.length + versioned.length + tagged.length === 0) return nothing;
    return { faulty, versioned, tagged, unreachable, traits };
  }

  /** Undefined of most. C includes a header whatever its constraint says; only one that go cannot read is a fault. */
  #otherFile(directory: Directory, file: OtherFile): TaggedFile | undefined {
    const header = this.header(file.constraints);
    if (isCHeaderName(file.name)) {
      if (!header.faults.has('syntax')) return undefined;
      const bare = withSyntaxAlone(header);
      return { directory, file, header: bare, contradiction: 'none', nameFaults: noNameFaults, portless: false };
    }
    const { contradiction } = this.#sharedVerdict(file, nameTagsOf(file.name), header);
    if (header.isOrdinary && contradiction === 'none') return undefined;
    return { directory, file, header, contradiction, nameFaults: noNameFaults, portless: false };
  }

  #sharedVerdict(file: GoFile | OtherFile, name: NameTags | undefined, header: HeaderVerdict): SharedVerdict {
    const cgo = 'cgo' in file && file.cgo;
    if (name === undefined && header.kind === 'none' && !cgo) return unconstrained;
    const key = (name ? file.name.slice(name.start, name.end) : '') + (cgo ? ' cgo' : '');
    const byHeader = getOrSet(this.#shared(), key, () => new WeakMap<HeaderVerdict, SharedVerdict>());
    return getOrSet(byHeader, header, () => judgeParts({ header, name: name?.tags, cgo }));
  }
}

function judgeParts(parts: Parts): SharedVerdict {
  const condition = conditionOf(parts);
  if (condition === undefined) {
    const { own, named, whole } = rowsOf(parts);
    const contradiction = !isEmpty(whole) ? 'none' : isEmpty(own) ? 'expression' : isEmpty(named) ? 'name' : 'cgo';
    return new SharedVerdict(parts, contradiction, whole);
  }
  const { own, named, whole } = condition;
  if (isTrueInSimpleBuild(whole)) return new SharedVerdict(parts, 'none', firstClass);
  const rows = possibleRows(whole);
  if (!isEmpty(rows)) return new SharedVerdict(parts, 'none', rows);
  return new SharedVerdict(parts, !isSatisfiable(own) ? 'expression' : !isSatisfiable(named) ? 'name' : 'cgo', rows);
}

function plainRows(parts: Parts): RowSet {
  const condition = conditionOf(parts);
  return condition ? certainRows(condition.whole, plainBuild) : rowsOf(parts).whole;
}

/** What the header says, with what the name says, and with cgo. */
interface Joined<T> {
  readonly own: T;
  readonly named: T;
  readonly whole: T;
}

/** Undefined where the target alone decides. */
function conditionOf({ header, name, cgo }: Parts): Joined<BuildExpr> | undefined {
  const condition = header.rows === undefined ? header.condition : undefined;
  if (condition?.kind !== 'expression') return undefined;
  const own = condition.expr;
  const named = name ? andExpr(own, nameExpr(name)) : own;
  return { own, named, whole: cgo ? andExpr(named, tagExpr('cgo')) : named };
}

/** Where the condition is true, as far as the target decides it. */
function rowsOf({ header, name, cgo }: Parts): Joined<RowSet> {
  const own = header.rows ?? allRows;
  const named = name ? name.map((tag) => rowsOfTag(tag) ?? allRows).reduce(intersect, own) : own;
  return { own, named, whole: cgo ? intersect(named, cgoRows) : named };
}

/** What is seen of a folder while its files are judged one after another. */
class DirectorySight {
  readonly #traits: DirectoryTrait[] = [];
  readonly #conditions: SharedVerdict[] = [];
  readonly #cgoConditions: SharedVerdict[] = [];
  #sources = 0;
  #tests = 0;
  #clause = '';
  #hasPlainTest = false;
  #alwaysBuilt = false;
  #reachable = false;

  see({ name, packageName, cgo }: GoFile, shared: SharedVerdict, { kind, isSetAside }: HeaderVerdict): void {
    if (isSetAside && packageName !== 'main') this.#traits.push('aside');
    const isTest = isTestFileName(name);
    if (packageName === '') this.#traits.push('unread');
    else if (packageName === 'documentation') this.#traits.push('documentation');
    else if (!isSetAside && packageName !== this.#clause)
      this.#seeClause(isTest && packageName.endsWith('_test') ? packageName.slice(0, -5) : packageName);
    if (isTest) {
      this.#tests++;
      this.#hasPlainTest ||= kind === 'malformed' || shared.isPlainlyPossible;
      if (cgo) this.#traits.push('cgo-tests');
      return;
    }
    this.#sources++;
    // A malformed header is an error of its own, not a reason to call the package unreachable.
    this.#reachable ||= shared.firstClass || kind === 'malformed' || packageName === '';
    if (shared === unconstrained || kind === 'malformed') this.#alwaysBuilt = true;
    else if (!this.#conditions.includes(shared)) this.#conditions.push(shared);
    if (cgo) this.#cgoConditions.push(shared);
  }

  #seeClause(name: string): void {
    if (this.#clause === '') this.#clause = name;
    else if (this.#clause !== name) this.#traits.push('clauses');
  }

  get isUnreachable(): boolean {
    return this.#sources > 0 && !this.#reachable;
  }

  traits({ otherFiles }: Directory): ReadonlySet<DirectoryTrait> {
    const traits = this.#traits;
    if (this.#sources > 0 && !this.#alwaysBuilt) {
      traits.push('conditional');
      if (!covers(this.#conditions, firstClass)) traits.push('limited');
    }
    if (this.#tests > 0 && !this.#hasPlainTest) traits.push('hidden-tests');
    const needsCgo = this.#sources > 0 && otherFiles.some(({ name }) => isCSourceName(name));
    if (needsCgo && !covers(this.#cgoConditions, intersect(firstClass, cgoRows))) traits.push('c-sources');
    return traits.length === 0 ? noTraits : new Set(traits);
  }
}

/** Whether plain builds of all these rows take a file of one of the conditions. */
function covers(conditions: readonly SharedVerdict[], rows: RowSet): boolean {
  return isSubset(rows, conditions.map(({ plain }) => plain).reduce(unite, noRows));
}

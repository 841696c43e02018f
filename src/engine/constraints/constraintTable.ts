import { getOrSet } from '../../base/getOrSet';
import type { ConstraintLines, Directory, GoFile, OtherFile } from '../model/tree';
import { andExpr, tagExpr, type BuildExpr } from '../parse/buildExpr';
import { isCHeaderName, isCSourceName, isTestFileName, nameExpr, nameTagsOf } from './fileName';
import { looksSuffixed, nameFaultsOf, type NameFault } from './fileNameFaults';
import { judgeHeader, type HeaderFault, type HeaderVerdict } from './headerVerdict';
import { everyPort, firstClassPorts, newestKnownMinor } from './ports';
import { certainRows, isSatisfiable, isTrueInEverydayBuild, plainBuilds, possibleRows } from './reach';
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
class SharedVerdict {
  readonly contradiction: Contradiction;
  readonly firstClass: boolean;
  readonly portless: boolean;
  readonly #condition: BuildExpr | undefined;
  #plain: RowSet | undefined;

  /**
   * @param condition undefined where there is none
   * @param rows where it can be true; some of them are enough where one of them is of a first-class port
   */
  constructor(condition: BuildExpr | undefined, contradiction: Contradiction, rows: RowSet) {
    this.#condition = condition;
    this.contradiction = contradiction;
    this.firstClass = !isEmpty(intersect(rows, firstClass));
    this.portless = contradiction === 'none' && !this.firstClass && isEmpty(intersect(rows, ports));
  }

  /** Rows on which a plain `go build` of the newest known Go certainly takes the file. Few folders ask. */
  get plain(): RowSet {
    this.#plain ??= this.#condition ? certainRows(this.#condition, plainBuild) : allRows;
    return this.#plain;
  }

  /** Whether a plain build takes it anywhere. */
  get isPlainlyPossible(): boolean {
    return !this.#condition || isSatisfiable(this.#condition, plainBuild);
  }
}

const firstClass = rowsOfPorts(firstClassPorts);
const firstClassWithCgo = intersect(firstClass, rowsOfTag('cgo') ?? noRows);
const ports = rowsOfPorts(everyPort);
const plainBuild = plainBuilds(newestKnownMinor);
const unconstrained = new SharedVerdict(undefined, 'none', allRows);

/**
 * Judgements that depend on nothing but what they judge, remembered by it: equal headers share one object, conditions one
 * text, and a folder keeps its object until a file in it changes. So an edit costs one folder.
 */
export class ConstraintTable {
  readonly #headers = new WeakMap<ConstraintLines, HeaderVerdict>();
  readonly #directories = new WeakMap<Directory, DirectoryVerdict>();
  /** by what the name and cgo add: far fewer than there are headers */
  readonly #shared = new Map<string, WeakMap<HeaderVerdict, SharedVerdict>>();

  header(lines: ConstraintLines): HeaderVerdict {
    let verdict = this.#headers.get(lines);
    if (verdict === undefined) {
      verdict = judgeHeader(lines);
      this.#headers.set(lines, verdict);
    }
    return verdict;
  }

  directory(directory: Directory): DirectoryVerdict {
    let verdict = this.#directories.get(directory);
    if (verdict === undefined) {
      verdict = this.#judge(directory);
      this.#directories.set(directory, verdict);
    }
    return verdict;
  }

  /** What is known of one Go file, for those who choose files themselves. */
  tagged(directory: Directory, file: GoFile): TaggedFile {
    const header = this.header(file.constraints);
    const { contradiction, portless } = this.#sharedVerdict(file.name, file.cgo, header);
    return { directory, file, header, contradiction, portless, nameFaults: nameFaultsOf(file, header, directory) };
  }

  #judge(directory: Directory): DirectoryVerdict {
    const faulty: TaggedFile[] = [];
    const versioned: TaggedFile[] = [];
    const tagged: TaggedFile[] = [];
    const sight = new DirectorySight(directory);
    let reachable = false;
    for (const file of directory.goFiles) {
      const header = this.header(file.constraints);
      const shared = this.#sharedVerdict(file.name, file.cgo, header);
      sight.see(file, shared, header);
      // A malformed header is an error of its own, not a reason to call the package unreachable.
      reachable ||=
        !isTestFileName(file.name) &&
        (shared.firstClass || header.condition.kind === 'malformed' || file.packageName === '');
      const { contradiction, portless } = shared;
      const nameFaults = this.#nameFaults(file, shared, header, directory);
      if (shared === unconstrained && header.faults.size === 0 && nameFaults.length === 0) continue;
      const about: TaggedFile = { directory, file, header, contradiction, nameFaults, portless };
      if (header.faults.size > 0 || contradiction !== 'none' || nameFaults.length > 0 || portless) faulty.push(about);
      if (header.releases.length > 0 || header.impliedMinor !== undefined) versioned.push(about);
      if (header.customTags.length > 0) tagged.push(about);
    }
    // Without Go files there is no package, and what constrains the others is nobody's concern.
    for (const file of directory.goFiles.length > 0 ? directory.otherFiles : []) {
      const about = this.#otherFile(directory, file);
      if (about.header.faults.size > 0 || about.contradiction !== 'none') faulty.push(about);
      if (about.header.customTags.length > 0) tagged.push(about);
    }
    const unreachable = sight.sources > 0 && !reachable;
    const traits = sight.traits();
    if (!unreachable && traits.size === 0 && faulty.length + versioned.length + tagged.length === 0) return nothing;
    return { faulty, versioned, tagged, unreachable, traits };
  }

  #nameFaults(file: GoFile, shared: SharedVerdict, header: HeaderVerdict, directory: Directory): readonly NameFault[] {
    if (header.isSetAside) return noNameFaults;
    // Most names have no suffix that go knows: of those a look tells.
    if (shared === unconstrained && !looksSuffixed(file.name)) return noNameFaults;
    return nameFaultsOf(file, header, directory);
  }

  /** C includes a header whatever its constraint says; only one that go cannot read is a fault. */
  #otherFile(directory: Directory, file: OtherFile): TaggedFile {
    const header = this.header(file.constraints);
    if (isCHeaderName(file.name)) {
      const faults = new Set<HeaderFault>(header.faults.has('syntax') ? ['syntax'] : []);
      const bare = { ...header, faults, customTags: [] };
      return { directory, file, header: bare, contradiction: 'none', nameFaults: noNameFaults, portless: false };
    }
    const { contradiction } = this.#sharedVerdict(file.name, false, header);
    return { directory, file, header, contradiction, nameFaults: noNameFaults, portless: false };
  }

  #sharedVerdict(fileName: string, cgo: boolean, header: HeaderVerdict): SharedVerdict {
    const name = nameTagsOf(fileName);
    if (name === undefined && header.condition.kind === 'none' && !cgo) return unconstrained;
    const key = `${name?.tags.join() ?? ''} ${String(cgo)}`;
    const byHeader = getOrSet(this.#shared, key, () => new WeakMap<HeaderVerdict, SharedVerdict>());
    let verdict = byHeader.get(header);
    if (verdict === undefined) {
      const expr = header.condition.kind === 'expression' ? header.condition.expr : undefined;
      verdict = judgeParts(expr, name && nameExpr(name), cgo);
      byHeader.set(header, verdict);
    }
    return verdict;
  }
}

function judgeParts(expr: BuildExpr | undefined, name: BuildExpr | undefined, cgo: boolean): SharedVerdict {
  const named = join(expr, name);
  const whole = join(named, cgo ? tagExpr('cgo') : undefined);
  if (whole === undefined) return unconstrained;
  if (isTrueInEverydayBuild(whole)) return new SharedVerdict(whole, 'none', firstClass);
  const rows = possibleRows(whole);
  if (!isEmpty(rows)) return new SharedVerdict(whole, 'none', rows);
  if (expr && !isSatisfiable(expr)) return new SharedVerdict(whole, 'expression', rows);
  return new SharedVerdict(whole, named && !isSatisfiable(named) ? 'name' : 'cgo', rows);
}

/** What is seen of a folder while its files are judged one after another. */
class DirectorySight {
  readonly #directory: Directory;
  readonly #traits = new Set<DirectoryTrait>();
  sources = 0;
  #tests = 0;
  #hasPlainTest = false;
  #clause = '';
  #alwaysBuilt = false;
  readonly #conditions = new Set<SharedVerdict>();
  readonly #cgoConditions = new Set<SharedVerdict>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  see({ name, packageName, cgo }: GoFile, shared: SharedVerdict, header: HeaderVerdict): void {
    const { condition } = header;
    if (header.isSetAside && packageName !== 'main') this.#traits.add('aside');
    const isTest = isTestFileName(name);
    if (packageName === '') this.#traits.add('unread');
    else if (packageName === 'documentation') this.#traits.add('documentation');
    else if (!header.isSetAside)
      this.#seeClause(isTest && packageName.endsWith('_test') ? packageName.slice(0, -5) : packageName);
    if (isTest) {
      this.#tests++;
      this.#hasPlainTest ||= condition.kind === 'malformed' || shared.isPlainlyPossible;
      if (cgo) this.#traits.add('cgo-tests');
      return;
    }
    this.sources++;
    if (shared === unconstrained || condition.kind === 'malformed') this.#alwaysBuilt = true;
    else this.#conditions.add(shared);
    if (cgo) this.#cgoConditions.add(shared);
  }

  #seeClause(name: string): void {
    if (this.#clause === '') this.#clause = name;
    else if (this.#clause !== name) this.#traits.add('clauses');
  }

  traits(): ReadonlySet<DirectoryTrait> {
    if (this.sources > 0 && !this.#alwaysBuilt) {
      this.#traits.add('conditional');
      if (!covers(this.#conditions, firstClass)) this.#traits.add('limited');
    }
    if (this.#tests > 0 && !this.#hasPlainTest) this.#traits.add('hidden-tests');
    const { otherFiles } = this.#directory;
    const needsCgo = this.sources > 0 && otherFiles.some(({ name }) => isCSourceName(name));
    if (needsCgo && !covers(this.#cgoConditions, firstClassWithCgo)) this.#traits.add('c-sources');
    return this.#traits.size === 0 ? noTraits : this.#traits;
  }
}

/** Whether plain builds of all these rows take a file of one of the conditions. */
function covers(conditions: Iterable<SharedVerdict>, rows: RowSet): boolean {
  let covered = noRows;
  for (const { plain } of conditions) covered = unite(covered, plain);
  return isSubset(rows, covered);
}

function join(a: BuildExpr | undefined, b: BuildExpr | undefined): BuildExpr | undefined {
  return a && b ? andExpr(a, b) : (a ?? b);
}

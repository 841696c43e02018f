import type { ConstraintLines, Directory, GoFile, OtherFile } from '../model/tree';
import { andExpr, tagExpr, type BuildExpr } from '../parse/buildExpr';
import { isCHeaderName, isTestFileName, nameExpr, nameTagsOf } from './fileName';
import { judgeHeader, type HeaderFault, type HeaderVerdict } from './headerVerdict';
import { firstClassPorts } from './ports';
import { isSatisfiable, possibleRows } from './reach';
import { intersect, isEmpty, rowsOfPorts, type RowSet } from './rows';

/** How the parts of a file's condition contradict each other, where they do. */
export type Contradiction = 'none' | 'expression' | 'name' | 'cgo';

/** A file that a check may have to look at closely. */
export interface TaggedFile {
  readonly directory: Directory;
  readonly file: GoFile | OtherFile;
  readonly header: HeaderVerdict;
  readonly contradiction: Contradiction;
}

/** What the checks want to know of a folder. */
export interface DirectoryVerdict {
  /** files with a fault of their header or a contradiction */
  readonly faulty: readonly TaggedFile[];
  /** Go files whose condition names a Go release */
  readonly versioned: readonly TaggedFile[];
  /** files whose condition names a tag that only -tags can set */
  readonly tagged: readonly TaggedFile[];
  /** it has Go files that are no tests, and no first-class port can build any, whatever the tags */
  readonly unreachable: boolean;
}

const nothing: DirectoryVerdict = { faulty: [], versioned: [], tagged: [], unreachable: false };

/** A condition of files: header, name and cgo together, judged once however many files share it. */
interface SharedVerdict {
  readonly contradiction: Contradiction;
  readonly firstClass: boolean;
}

/**
 * Judgements that depend on nothing but what they judge, remembered by it: equal headers share one object, conditions one
 * text, and a folder keeps its object until a file in it changes. So an edit costs one folder.
 */
export class ConstraintTable {
  readonly #headers = new WeakMap<ConstraintLines, HeaderVerdict>();
  readonly #directories = new WeakMap<Directory, DirectoryVerdict>();
  readonly #shared = new WeakMap<HeaderVerdict, Map<string, SharedVerdict>>();
  readonly #firstClass = rowsOfPorts(firstClassPorts);

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

  #judge(directory: Directory): DirectoryVerdict {
    const faulty: TaggedFile[] = [];
    const versioned: TaggedFile[] = [];
    const tagged: TaggedFile[] = [];
    let sources = 0;
    let reachable = false;
    for (const file of directory.goFiles) {
      const header = this.header(file.constraints);
      const { contradiction, firstClass } = this.#sharedVerdict(file.name, file.cgo, header);
      if (!isTestFileName(file.name)) {
        sources++;
        // A malformed header is an error of its own, not a reason to call the package unreachable.
        reachable ||= firstClass || header.condition.kind === 'malformed' || file.packageName === '';
      }
      const about: TaggedFile = { directory, file, header, contradiction };
      if (header.faults.size > 0 || contradiction !== 'none') faulty.push(about);
      if (header.releases.length > 0 || header.impliedMinor !== undefined) versioned.push(about);
      if (header.customTags.length > 0) tagged.push(about);
    }
    // Without Go files there is no package, and what constrains the others is nobody's concern.
    for (const file of directory.goFiles.length > 0 ? directory.otherFiles : []) {
      const about = this.#otherFile(directory, file);
      if (about.header.faults.size > 0 || about.contradiction !== 'none') faulty.push(about);
      if (about.header.customTags.length > 0) tagged.push(about);
    }
    const unreachable = sources > 0 && !reachable;
    if (!unreachable && faulty.length + versioned.length + tagged.length === 0) return nothing;
    return { faulty, versioned, tagged, unreachable };
  }

  /** C includes a header whatever its constraint says; only one that go cannot read is a fault. */
  #otherFile(directory: Directory, file: OtherFile): TaggedFile {
    const header = this.header(file.constraints);
    if (isCHeaderName(file.name)) {
      const faults = new Set<HeaderFault>(header.faults.has('syntax') ? ['syntax'] : []);
      return { directory, file, header: { ...header, faults, customTags: [] }, contradiction: 'none' };
    }
    const { contradiction } = this.#sharedVerdict(file.name, false, header);
    return { directory, file, header, contradiction };
  }

  #sharedVerdict(fileName: string, cgo: boolean, header: HeaderVerdict): SharedVerdict {
    const name = nameTagsOf(fileName);
    if (name === undefined && header.condition.kind === 'none' && !cgo) return unconstrained;
    let byFile = this.#shared.get(header);
    if (byFile === undefined) {
      byFile = new Map();
      this.#shared.set(header, byFile);
    }
    const key = `${name?.tags.join() ?? ''} ${String(cgo)}`;
    let verdict = byFile.get(key);
    if (verdict === undefined) {
      const expr = header.condition.kind === 'expression' ? header.condition.expr : undefined;
      verdict = judgeParts(expr, name && nameExpr(name), cgo, this.#firstClass);
      byFile.set(key, verdict);
    }
    return verdict;
  }
}

const unconstrained: SharedVerdict = { contradiction: 'none', firstClass: true };

function judgeParts(
  expr: BuildExpr | undefined,
  name: BuildExpr | undefined,
  cgo: boolean,
  firstClass: RowSet,
): SharedVerdict {
  const named = join(expr, name);
  const whole = join(named, cgo ? tagExpr('cgo') : undefined);
  if (whole === undefined) return unconstrained;
  const rows = possibleRows(whole);
  if (!isEmpty(rows)) return { contradiction: 'none', firstClass: !isEmpty(intersect(rows, firstClass)) };
  if (expr && !isSatisfiable(expr)) return { contradiction: 'expression', firstClass: false };
  return { contradiction: named && !isSatisfiable(named) ? 'name' : 'cgo', firstClass: false };
}

function join(a: BuildExpr | undefined, b: BuildExpr | undefined): BuildExpr | undefined {
  return a && b ? andExpr(a, b) : (a ?? b);
}

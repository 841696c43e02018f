import { isCHeaderName, nameExpr, nameTagsOf } from '../constraints/fileName';
import { headerCondition } from '../constraints/inclusion';
import { certainRows, plainBuilds, possibleRows, type Universe } from '../constraints/reach';
import {
  allRows,
  intersect,
  isEmpty,
  isSubset,
  noRows,
  rowsOfPorts,
  rowsOfTag,
  type RowSet,
} from '../constraints/rows';
import { tagKind } from '../constraints/tagKind';
import type { Port } from '../constraints/ports';
import { say, type Message } from '../model/message';
import type { GoFile, OtherFile } from '../model/tree';
import { andExpr, printExpr, tagExpr, tagsOf, type BuildExpr } from '../parse/buildExpr';
import type { MatrixTarget } from './matrixTargets';

/**
 * Whether a build for a target takes a file (`perhaps`: GOEXPERIMENT or a variable such as GOAMD64 decides), and if not, why: its name demands another target, its constraint does, a tag
 * is not passed, `ignore` sets it aside, no toolchain of this release fits, it needs cgo, its package clause is
 * `documentation`, or go cannot read its constraint.
 */
export type MatrixCell = 'in' | 'with-cgo' | 'without-cgo' | 'perhaps' | OutReason;
export type OutReason = 'name' | 'constraint' | 'tag' | 'ignore' | 'release' | 'cgo' | 'documentation' | 'malformed';

/** The condition of files, judged once however many share it. */
export interface MatrixCondition {
  /** name, constraint and cgo together, as one expression; '' where there is none */
  readonly text: string;
  /** that it names */
  readonly tags: readonly string[];
  /** one a target, in their order */
  readonly cells: readonly MatrixCell[];
  /** on how many ports a build takes the files */
  readonly ports: number;
  /** a sentence for each kind of cell that occurs, but `in` */
  readonly why: ReadonlyMap<MatrixCell, Message>;
}

/** The parts of a file's condition. */
interface Parts {
  readonly name: BuildExpr | undefined;
  /** undefined: none; 'malformed': go cannot read it */
  readonly header: BuildExpr | 'malformed' | undefined;
  readonly cgo: boolean;
  readonly documentation: boolean;
}

/** Conditions of a matrix, in the order in which they are met. */
export class MatrixConditions {
  readonly list: MatrixCondition[] = [];
  readonly #targets: readonly MatrixTarget[];
  readonly #ports: readonly RowSet[];
  readonly #tags: ReadonlySet<string>;
  readonly #minor: number;
  readonly #known = new Map<string, number>();

  /** @param tags that every build sets, beside those of its target */
  constructor(
    targets: readonly MatrixTarget[],
    ports: readonly Port[],
    { minor, tags }: { readonly minor: number; readonly tags: readonly string[] },
  ) {
    this.#targets = targets;
    this.#ports = ports.map((port) => rowsOfPorts([port]));
    this.#minor = minor;
    this.#tags = new Set(tags);
  }

  /** The index of a file's condition in the list. */
  of(file: GoFile | OtherFile): number {
    const { goBuild, plusBuild } = file.constraints;
    const cgo = 'cgo' in file && file.cgo;
    const documentation = 'packageName' in file && file.packageName === 'documentation';
    const name = nameTagsOf(file.name);
    const key = JSON.stringify([name?.tags, cgo, documentation, goBuild, plusBuild]);
    let index = this.#known.get(key);
    if (index === undefined) {
      const header = headerCondition(file.constraints);
      const expr = header.kind === 'malformed' ? 'malformed' : header.kind === 'expression' ? header.expr : undefined;
      const made = this.#judge({ name: name && nameExpr(name.tags), header: expr, cgo, documentation });
      this.#known.set(key, (index = this.list.push(made) - 1));
    }
    return index;
  }

  #judge(parts: Parts): MatrixCondition {
    const { name, header, cgo } = parts;
    const whole = wholeOf([name, header === 'malformed' ? undefined : header, cgo ? tagExpr('cgo') : undefined]);
    const reaches = new Map<string, Reach>();
    const reachWith = (tags: ReadonlySet<string>): Reach => {
      const key = [...tags].toSorted().join();
      let reach = reaches.get(key);
      if (reach === undefined) reaches.set(key, (reach = new Reach(parts, this.#minor, tags)));
      return reach;
    };
    const cells = this.#targets.map(({ rows, tags }) => reachWith(new Set([...this.#tags, ...tags])).cell(rows));
    const plain = reachWith(this.#tags);
    return {
      text: whole ? printExpr(whole) : '',
      tags: whole ? [...new Set(tagsOf(whole).map(({ tag }) => tag))] : [],
      cells,
      ports: this.#ports.filter((rows) => isBuilt(plain.cell(rows))).length,
      why: new Map([...new Set(cells)].filter((cell) => cell !== 'in').map((cell) => [cell, reason(cell, parts)])),
    };
  }
}

/** The parts together; what the name and the constraint both say stands once. */
function wholeOf(parts: readonly (BuildExpr | undefined)[]): BuildExpr | undefined {
  const known = new Map(parts.filter((expr) => expr !== undefined).map((expr) => [printExpr(expr), expr]));
  return known.size === 0 ? undefined : [...known.values()].reduce(andExpr);
}

/** Files whose condition means nothing are no rows: C includes a header whatever stands in it. */
export function isMatrixFile({ name }: OtherFile): boolean {
  return !isCHeaderName(name);
}

export function isBuilt(cell: MatrixCell): boolean {
  return cell === 'in' || cell === 'with-cgo' || cell === 'without-cgo' || cell === 'perhaps';
}

/** Where builds with certain tags take files of a condition. */
class Reach {
  readonly #parts: Parts;
  readonly #name: RowSet;
  readonly #header: RowSet;
  readonly #cgo: RowSet;
  /** where the constraint holds whatever the toolchain is told */
  readonly #certain: RowSet;
  readonly #minor: number;
  #withTags: RowSet | undefined;
  readonly #set: ReadonlySet<string>;

  constructor(parts: Parts, minor: number, tags: ReadonlySet<string>) {
    this.#parts = parts;
    this.#minor = minor;
    this.#set = tags;
    const { name, header, cgo } = parts;
    // What -tags sets counts for the name, too (golang/go#45488).
    this.#name = name ? possibleRows(name, this.#universe('none')) : allRows;
    this.#header =
      header === 'malformed' ? noRows : header === undefined ? allRows : possibleRows(header, this.#universe('none'));
    this.#certain = isUndecided(header) ? certainRows(header, this.#universe('none')) : allRows;
    this.#cgo = cgo ? (rowsOfTag('cgo') ?? noRows) : allRows;
  }

  cell(rows: RowSet): MatrixCell {
    const { header, documentation } = this.#parts;
    if (header === 'malformed') return 'malformed';
    if (documentation) return 'documentation';
    const named = intersect(rows, this.#name);
    if (isEmpty(named)) return 'name';
    const possible = intersect(named, this.#header);
    if (isEmpty(possible)) return this.#whyNot(rows);
    const built = intersect(possible, this.#cgo);
    if (isEmpty(built)) return 'cgo';
    if (!isSubset(built, this.#certain)) return 'perhaps';
    if (isSubset(rows, built)) return 'in';
    return isSubset(built, rowsOfTag('cgo') ?? noRows) ? 'with-cgo' : 'without-cgo';
  }

  /** Why the constraint lets no build for these rows take the file. */
  #whyNot(rows: RowSet): OutReason {
    const { header } = this.#parts;
    if (header === undefined || header === 'malformed') return 'constraint';
    this.#withTags ??= possibleRows(header, this.#universe('tags'));
    if (!isEmpty(intersect(rows, this.#withTags))) return 'tag';
    const aside = possibleRows(header, this.#universe('ignore'));
    if (!isEmpty(intersect(rows, aside))) return 'ignore';
    const everyRelease = { ...this.#universe('ignore'), minors: { from: 0, to: Infinity } };
    return isEmpty(intersect(rows, possibleRows(header, everyRelease))) ? 'constraint' : 'release';
  }

  /** @param free tags that some build may set beside those that are set */
  #universe(free: 'none' | 'tags' | 'ignore'): Universe {
    const plain = plainBuilds(this.#minor);
    return {
      ...plain,
      fixed: (tag, kind) => {
        if (this.#set.has(tag)) return true;
        if (kind.kind === 'ignore' && free === 'ignore') return undefined;
        if (kind.kind === 'custom' && free !== 'none') return undefined;
        return plain.fixed(tag, kind);
      },
    };
  }
}

/** Whether something but target, tags and release decides: an experiment, a level of an architecture. */
function isUndecided(header: Parts['header']): header is BuildExpr {
  if (header === undefined || header === 'malformed') return false;
  return tagsOf(header).some(({ tag }) => ['tool', 'feature'].includes(tagKind(tag).kind));
}

/** In words, of a cell that is not simply `in`. */
function reason(cell: MatrixCell, { name, header }: Parts): Message {
  const constraint = header === undefined || header === 'malformed' ? '' : printExpr(header);
  switch (cell) {
    case 'name':
      return say('matrix.why.name', { tags: name ? printExpr(name) : '' });
    case 'constraint':
      return say('matrix.why.constraint', { constraint });
    case 'tag':
      return say('matrix.why.tag', { tags: customTags(header).join(', '), constraint });
    case 'release':
      return say('matrix.why.release', { constraint });
    default:
      return say(`matrix.why.${cell}`);
  }
}

/** Tags that only -tags can set. */
function customTags(header: Parts['header']): readonly string[] {
  if (header === undefined || header === 'malformed') return [];
  return [...new Set(tagsOf(header).map(({ tag }) => tag))].filter((tag) => tagKind(tag).kind === 'custom');
}

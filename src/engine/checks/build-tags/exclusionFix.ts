import { basename, joinPath } from '../../../base/paths';
import { expressionRange, honoured, insertGoBuild, replace } from '../../constraints/constraintEdits';
import { areEquivalent, isSatisfiable } from '../../constraints/reach';
import { shorten } from '../../constraints/shorten';
import { constrainedFile, type ConstrainedFile } from '../../facts/buildTags/constrainedFile';
import type { Facts } from '../../facts/factStore';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { SymbolClash } from '../../model/symbols';
import { andExpr, notExpr, printExpr, type BuildExpr } from '../../parse/buildExpr';
import { goDeclarations } from '../../parse/goSource/goDeclarations';
import { conditionOf, longestConstraint, negate, newestGo } from './fileCondition';

/** One of the two files that declare a name, as far as its constraint can be rewritten. */
interface Rival {
  readonly file: ConstrainedFile;
  readonly names: ReadonlySet<string>;
  /** name, header and cgo together; undefined: always built */
  readonly whole: BuildExpr | undefined;
  readonly header: BuildExpr | undefined;
  /** it does something by being built, so that leaving it out is no mere choice between two declarations */
  readonly acts: boolean;
}

/**
 * Leaves a file out of the builds of the other one. Exact only where the file declares nothing that the other does not: then
 * no build loses a name. There may be two such fixes; which is meant only a person knows.
 */
export async function exclusionFixes(folder: string, clash: SymbolClash, facts: Facts): Promise<readonly EditFix[]> {
  const [first] = clash.declarations;
  if (first === undefined || clash.declarations.length > 1) return [];
  const [here, there] = [await rival(folder, clash.place.file, facts), await rival(folder, first.file, facts)];
  if (here === undefined || there === undefined) return [];
  return [exclude(here, there), exclude(there, here)].filter((fix) => fix !== undefined);
}

async function rival(folder: string, name: string, facts: Facts): Promise<Rival | undefined> {
  const file = await facts.get(constrainedFile, joinPath(folder, name));
  if (file === undefined) return undefined;
  const { declarations, broken } = goDeclarations(new TextEncoder().encode(file.text));
  const condition = conditionOf(file);
  // Two lines that must agree are not rewritten here.
  if (broken || condition === undefined || condition.hasPlusBuild) return undefined;
  return {
    file,
    names: new Set(declarations.map((declaration) => declaration.name)),
    whole: condition.whole,
    header: condition.header,
    acts: /^func\s+init\s*\(|^\s*(import\s+)?_\s+["`]/m.test(file.text),
  };
}

function exclude(own: Rival, other: Rival): EditFix | undefined {
  if (other.whole === undefined || own.acts || [...own.names].some((name) => !other.names.has(name))) return undefined;
  const rest = own.whole ? andExpr(own.whole, notExpr(other.whole)) : notExpr(other.whole);
  if (!isSatisfiable(rest, newestGo)) return undefined;
  const added = negate(neededPart(own.whole, other.whole));
  const constraint = printExpr(shorten(own.header ? andExpr(own.header, added) : added));
  if (constraint.length > longestConstraint) return undefined;
  const [line] = honoured(own.file.header, 'go:build');
  const { file } = own;
  const edit = line ? replace(file, expressionRange(line), constraint) : insertGoBuild(file, file.header, constraint);
  const args = { file: basename(file.path), other: basename(other.file.path), constraint };
  return { kind: 'edit', title: say('exclude', args), safe: false, edits: [edit] };
}

/** The conjuncts of the other's condition that the own condition does not imply: in a file for Linux `linux` says nothing. */
function neededPart(own: BuildExpr | undefined, other: BuildExpr): BuildExpr {
  if (own === undefined) return other;
  const needed = conjunctsOf(other);
  for (const conjunct of [...needed]) {
    const fewer = needed.filter((each) => each !== conjunct);
    if (fewer.length === 0) break;
    const same = areEquivalent(andExpr(own, notExpr(fewer.reduce(andExpr))), andExpr(own, notExpr(other)));
    if (same) needed.splice(needed.indexOf(conjunct), 1);
  }
  return needed.reduce(andExpr);
}

function conjunctsOf(expr: BuildExpr): BuildExpr[] {
  return expr.kind === 'and' ? [...conjunctsOf(expr.x), ...conjunctsOf(expr.y)] : [expr];
}

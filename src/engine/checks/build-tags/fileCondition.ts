import { basename } from '../../../base/paths';
import { fileExpr, headerCondition } from '../../constraints/inclusion';
import { newestKnownMinor } from '../../constraints/ports';
import { everyBuild, type Universe } from '../../constraints/reach';
import type { ConstrainedFile } from '../../facts/buildTags/constrainedFile';
import { andExpr, notExpr, orExpr, type BuildExpr } from '../../parse/buildExpr';
import { constraintLinesOf } from '../../parse/goHeader';

/** What decides when a file is built, for fixes that write constraints. */
export interface FileCondition {
  /** name, header and cgo together; undefined: always built */
  readonly whole: BuildExpr | undefined;
  /** what its lines say */
  readonly header: BuildExpr | undefined;
  readonly hasPlusBuild: boolean;
}

/** undefined where go cannot read it */
export function conditionOf({ path, header: { constraints, imports } }: ConstrainedFile): FileCondition | undefined {
  const lines = constraintLinesOf(constraints);
  const header = headerCondition(lines);
  if (header.kind === 'malformed') return undefined;
  const cgo = imports.some((imported) => imported.path === 'C');
  return {
    whole: fileExpr({ name: basename(path), constraints: lines, cgo }, header),
    header: header.kind === 'expression' ? header.expr : undefined,
    hasPlusBuild: lines.plusBuild.length > 0,
  };
}

/** Builds by the newest Go: a file that only old toolchains would build is one that nobody builds. */
export const newestGo: Universe = { ...everyBuild, minors: { from: newestKnownMinor, to: newestKnownMinor } };

/** A longer constraint needs a person. */
export const longestConstraint = 120;

/** The negation, with `!` at tags alone. */
export function negate(expr: BuildExpr): BuildExpr {
  switch (expr.kind) {
    case 'tag':
      return notExpr(expr);
    case 'not':
      return expr.x.kind === 'tag' ? expr.x : positive(expr.x);
    case 'and':
      return orExpr(negate(expr.x), negate(expr.y));
    case 'or':
      return andExpr(negate(expr.x), negate(expr.y));
  }
}

/** The same, with `!` at tags alone. */
function positive(expr: BuildExpr): BuildExpr {
  switch (expr.kind) {
    case 'tag':
      return expr;
    case 'not':
      return negate(expr.x);
    case 'and':
      return andExpr(positive(expr.x), positive(expr.y));
    case 'or':
      return orExpr(positive(expr.x), positive(expr.y));
  }
}

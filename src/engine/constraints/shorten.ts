import { andExpr, notExpr, orExpr, printExpr, tagsOf, type BuildExpr } from '../parse/buildExpr';
import { areEquivalent } from './reach';

/** More tags than a person reads at a glance, and than is worth the search. */
const mostTags = 16;

/**
 * The shortest form that is found by leaving parts out, one after another, as long as the same builds are meant. It never
 * makes an expression longer, and leaves one alone that nothing can be taken from.
 */
export function shorten(expr: BuildExpr): BuildExpr {
  if (tagsOf(expr).length > mostTags) return expr;
  for (const shorter of shorterForms(expr)) if (areEquivalent(shorter, expr)) return shorten(shorter);
  return expr;
}

/** The expression with one operand of one operator left out, or two negations. Whole parts first. */
function* shorterForms(expr: BuildExpr): Iterable<BuildExpr> {
  switch (expr.kind) {
    case 'tag':
      return;
    case 'not':
      if (expr.x.kind === 'not') yield expr.x.x;
      for (const x of shorterForms(expr.x)) yield notExpr(x);
      return;
    case 'and':
    case 'or': {
      yield expr.x;
      yield expr.y;
      const join = expr.kind === 'and' ? andExpr : orExpr;
      for (const x of shorterForms(expr.x)) yield join(x, expr.y);
      for (const y of shorterForms(expr.y)) yield join(expr.x, y);
    }
  }
}

export function isShorter(a: BuildExpr, b: BuildExpr): boolean {
  return printExpr(a).length < printExpr(b).length;
}

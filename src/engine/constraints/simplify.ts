import { andExpr, notExpr, orExpr, type BuildExpr } from '../parse/buildExpr';

/** The expression with some tags known to be set or not: true, false, or what is left of it. */
export function assume(expr: BuildExpr, known: (tag: string) => boolean | undefined): BuildExpr | boolean {
  switch (expr.kind) {
    case 'tag':
      return known(expr.tag) ?? expr;
    case 'not': {
      const x = assume(expr.x, known);
      return typeof x === 'boolean' ? !x : notExpr(x);
    }
    case 'and':
    case 'or': {
      const x = assume(expr.x, known);
      const y = assume(expr.y, known);
      const absorbing = expr.kind === 'or';
      if (x === absorbing || y === absorbing) return absorbing;
      if (typeof x === 'boolean') return y;
      if (typeof y === 'boolean') return x;
      return expr.kind === 'and' ? andExpr(x, y) : orExpr(x, y);
    }
  }
}

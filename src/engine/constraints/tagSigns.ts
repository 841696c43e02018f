import type { BuildExpr } from '../parse/buildExpr';

/** The tags that an expression wants set, and those that it wants not set. */
export function signsIn(expr: BuildExpr | undefined): {
  readonly plain: readonly string[];
  readonly negated: readonly string[];
} {
  const plain: string[] = [];
  const negatedTags: string[] = [];
  const visit = (at: BuildExpr, negated: boolean): void => {
    if (at.kind === 'not') visit(at.x, !negated);
    else if (at.kind === 'tag') (negated ? negatedTags : plain).push(at.tag);
    else {
      visit(at.x, negated);
      visit(at.y, negated);
    }
  };
  if (expr) visit(expr, false);
  return { plain, negated: negatedTags };
}

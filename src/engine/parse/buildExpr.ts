/**
 * The expression of a build constraint, as a tree. Offsets are UTF-16 units in the line (or text) that was parsed; they are
 * -1 in trees that were not parsed. `//go:build` and `// +build` lines and file names all become such trees.
 */
export type BuildExpr = TagExpr | NotExpr | BinaryExpr;

export interface TagExpr {
  readonly kind: 'tag';
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

export interface NotExpr {
  readonly kind: 'not';
  readonly x: BuildExpr;
}

export interface BinaryExpr {
  readonly kind: 'and' | 'or';
  readonly x: BuildExpr;
  readonly y: BuildExpr;
}

export function tagExpr(tag: string, start = -1, end = -1): TagExpr {
  return { kind: 'tag', tag, start, end };
}

export function notExpr(x: BuildExpr): NotExpr {
  return { kind: 'not', x };
}

export function andExpr(x: BuildExpr, y: BuildExpr): BinaryExpr {
  return { kind: 'and', x, y };
}

export function orExpr(x: BuildExpr, y: BuildExpr): BinaryExpr {
  return { kind: 'or', x, y };
}

/** Evaluates the expression; like go's Eval, it asks for every tag, also where the result is known before. */
export function evaluate(expr: BuildExpr, isSet: (tag: string) => boolean): boolean {
  switch (expr.kind) {
    case 'tag':
      return isSet(expr.tag);
    case 'not':
      return !evaluate(expr.x, isSet);
    case 'and': {
      const x = evaluate(expr.x, isSet);
      return evaluate(expr.y, isSet) && x;
    }
    case 'or': {
      const x = evaluate(expr.x, isSet);
      return evaluate(expr.y, isSet) || x;
    }
  }
}

/**
 * The evaluation of `go mod tidy` and `go mod vendor` (cmd/go/internal/imports, AnyTags): every tag but `ignore` counts as
 * set and as not set, whichever lets the file in.
 */
export function evaluateAnyTags(expr: BuildExpr, prefer = true): boolean {
  switch (expr.kind) {
    case 'tag':
      return expr.tag === 'ignore' ? false : prefer;
    case 'not':
      return !evaluateAnyTags(expr.x, !prefer);
    case 'and':
      return evaluateAnyTags(expr.x, prefer) && evaluateAnyTags(expr.y, prefer);
    case 'or':
      return evaluateAnyTags(expr.x, prefer) || evaluateAnyTags(expr.y, prefer);
  }
}

/** The expression in the syntax of `//go:build` lines, as constraint.Expr.String prints it. */
export function printExpr(expr: BuildExpr): string {
  switch (expr.kind) {
    case 'tag':
      return expr.tag;
    case 'not':
      return expr.x.kind === 'and' || expr.x.kind === 'or' ? `!(${printExpr(expr.x)})` : `!${printExpr(expr.x)}`;
    case 'and':
      return `${operand(expr.x, 'or')} && ${operand(expr.y, 'or')}`;
    case 'or':
      return `${operand(expr.x, 'and')} || ${operand(expr.y, 'and')}`;
  }
}

function operand(expr: BuildExpr, bracketed: BuildExpr['kind']): string {
  return expr.kind === bracketed ? `(${printExpr(expr)})` : printExpr(expr);
}

/** The expression with other tags in place of some. */
export function replaceTags(expr: BuildExpr, instead: (tag: string) => string): BuildExpr {
  switch (expr.kind) {
    case 'tag':
      return tagExpr(instead(expr.tag));
    case 'not':
      return notExpr(replaceTags(expr.x, instead));
    default:
      return { ...expr, x: replaceTags(expr.x, instead), y: replaceTags(expr.y, instead) };
  }
}

/** Every occurrence of a tag, in the order of the text. */
export function tagsOf(expr: BuildExpr): readonly TagExpr[] {
  const tags: TagExpr[] = [];
  const visit = (at: BuildExpr): void => {
    if (at.kind === 'tag') tags.push(at);
    else {
      visit(at.x);
      if (at.kind !== 'not') visit(at.y);
    }
  };
  visit(expr);
  return tags;
}

/**
 * constraint.GoVersion: the N of the least go1.N that the expression implies structurally; undefined where it implies none.
 * `go1` is 0. The compiler takes the language version of a file from here.
 */
export function impliedGoMinor(expr: BuildExpr): number | undefined {
  const minor = minVersion(expr, true);
  return minor < 0 ? undefined : minor;
}

function minVersion(expr: BuildExpr, positive: boolean): number {
  switch (expr.kind) {
    case 'not':
      return minVersion(expr.x, !positive);
    case 'and':
    case 'or': {
      const x = minVersion(expr.x, positive);
      const y = minVersion(expr.y, positive);
      return (expr.kind === 'and') === positive ? Math.max(x, y) : Math.min(x, y);
    }
    case 'tag':
      return positive ? versionOfTag(expr.tag) : -1;
  }
}

/** Go cuts the tag at its first `go1.`, wherever that is, so `xgo1.20` counts as go1.20 here too. */
function versionOfTag(tag: string): number {
  if (tag === 'go1') return 0;
  const at = tag.indexOf('go1.');
  if (at < 0) return -1;
  const digits = tag.slice(at + 'go1.'.length);
  if (!/^[0-9]+$/.test(digits)) return -1;
  const minor = Number(digits);
  return Number.isSafeInteger(minor) ? minor : -1;
}

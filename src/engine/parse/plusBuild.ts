import { late } from '../../base/late';
import { andExpr, notExpr, orExpr, printExpr, tagExpr, type BuildExpr } from './buildExpr';
import { splitPlusBuild } from './constraintLine';
import { goFields } from './goSpace';

/** `// +build` lines, the form before Go 1.17: space is OR, comma is AND, several lines are AND. Go honours it still. */

export interface PlusBuildLiteral {
  /** as written, with its `!` */
  readonly text: string;
  /** UTF-16 offsets in the line */
  readonly start: number;
  readonly end: number;
}

export interface ParsedPlusBuild {
  /** undefined where go finds the line too complex, and then ignores it */
  readonly expr: BuildExpr | undefined;
  /** literals that are no tags; go takes each for the tag `ignore` */
  readonly invalid: readonly PlusBuildLiteral[];
}

const asciiTag = /^[\w.]+$/;
const validTag = late(() => /^[\p{L}\p{Nd}_.]+$/u);
/** go's limit of AND and OR operators in one line */
const maxOperators = 100;

/** Parses one line for which `isPlusBuild` holds; another line counts as empty. */
export function parsePlusBuild(line: string): ParsedPlusBuild {
  const split = splitPlusBuild(line) ?? { text: '', start: 0 };
  const invalid: PlusBuildLiteral[] = [];
  let operators = -1;
  let whole: BuildExpr | undefined;
  for (const field of goFields(split.text)) {
    let clause: BuildExpr | undefined;
    let start = split.start + field.start;
    for (const literal of field.text.split(',')) {
      const parsed = parseLiteral(literal, start);
      if (parsed.invalid) invalid.push({ text: literal, start, end: start + literal.length });
      clause = clause ? andExpr(clause, parsed.expr) : parsed.expr;
      operators++;
      start += literal.length + 1;
    }
    if (clause) whole = whole ? orExpr(whole, clause) : clause;
  }
  if (operators > maxOperators) return { expr: undefined, invalid };
  return { expr: whole ?? tagExpr('ignore'), invalid };
}

function parseLiteral(literal: string, start: number): { expr: BuildExpr; invalid: boolean } {
  const end = start + literal.length;
  if (literal.startsWith('!!') || literal === '!') return { expr: tagExpr('ignore', start, end), invalid: true };
  const negated = literal.startsWith('!');
  const word = negated ? literal.slice(1) : literal;
  const invalid = !asciiTag.test(word) && !validTag().test(word);
  const tag = tagExpr(invalid ? 'ignore' : word, negated ? start + 1 : start, end);
  return { expr: negated ? notExpr(tag) : tag, invalid };
}

/** constraint.PlusBuildLines: lines that say the same, or undefined where the expression is too complex for them. */
export function plusBuildLines(expr: BuildExpr): readonly string[] | undefined {
  let split: BuildExpr[][][] = [];
  for (const conjunct of splitBy('and', pushNot(expr, false))) {
    const clauses = splitBy('or', conjunct).map((clause) => splitBy('and', clause));
    if (clauses.flat().some((literal) => literal.kind === 'or')) return undefined;
    split.push(clauses);
  }
  // Without any OR, one line of commas says it.
  if (split.every((clauses) => clauses.length <= 1)) split = [[split.flat(2)]];
  return split.map((clauses) =>
    ['// +build', ...clauses.map((literals) => literals.map(printExpr).join(','))].join(' '),
  );
}

/** De Morgan: only tags are negated in the result. */
function pushNot(expr: BuildExpr, negate: boolean): BuildExpr {
  switch (expr.kind) {
    case 'tag':
      return negate ? notExpr(expr) : expr;
    case 'not':
      return pushNot(expr.x, !negate);
    case 'and':
    case 'or': {
      const x = pushNot(expr.x, negate);
      const y = pushNot(expr.y, negate);
      return (expr.kind === 'and') === negate ? orExpr(x, y) : andExpr(x, y);
    }
  }
}

function splitBy(kind: 'and' | 'or', expr: BuildExpr): BuildExpr[] {
  return expr.kind === kind ? [...splitBy(kind, expr.x), ...splitBy(kind, expr.y)] : [expr];
}

import { deepEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { parseConstraint } from '../../src/engine/parse/buildConstraint';
import { evaluate, impliedGoMinor, printExpr } from '../../src/engine/parse/buildExpr';
import { isGoBuild, isPlusBuild } from '../../src/engine/parse/constraintLine';
import { plusBuildLines } from '../../src/engine/parse/plusBuild';
import { generateConstraintLine } from '../support/constraintLines';
import { askConstraintOracle, oracleHolds, type OracleAnswer } from '../support/constraintOracle';
import { SeededRandom } from '../support/seededRandom';

const root = process.cwd();

describe('build constraints, judged by the installed Go', function () {
  this.timeout(600_000);

  before(function () {
    if (spawnSync('go', ['version']).status !== 0) this.skip();
  });

  it('parses, prints, evaluates and converts lines as go/build/constraint does', () => {
    const random = new SeededRandom(20261121);
    const lines = new Set(namedLines);
    while (lines.size < 20_000) lines.add(generateConstraintLine(random));
    const answers = askConstraintOracle(root, [...lines]);
    const accepted = answers.filter((answer) => answer.printed !== '').length;
    ok(accepted > 5000 && accepted < 18_000, `${accepted} of ${lines.size} lines are well formed: a lopsided sample`);
    [...lines].forEach((line, at) => deepEqual(ourAnswer(line), answers[at], JSON.stringify(line)));
  });
});

/** Lines at the limits, which chance would not find. */
const namedLines = [
  ...[999, 1000, 1001].map((count) => `//go:build ${Array.from({ length: count }, () => 'x').join(' || ')}`),
  ...[499, 500, 1000, 1001].map((count) => `//go:build ${'('.repeat(count)}x${')'.repeat(count)}`),
  ...[100, 101, 102].map((count) => `// +build ${'x '.repeat(count)}`),
  ...[100, 101, 102].map((count) => `// +build ${'x,'.repeat(count)}y`),
  '//go:build',
  '// +build',
  '//go:build \n',
  '//go:build !',
  '//go:build go1.99999999999999999999',
  '// +build unit, !integration',
  '// +build my-tag',
];

function ourAnswer(line: string): OracleAnswer {
  const parsed = parseConstraint(line);
  const base = {
    goBuild: isGoBuild(line),
    plusBuild: isPlusBuild(line),
    consulted: null,
    evals: null,
    plusLines: null,
  };
  if (parsed.kind !== 'expression') {
    const error = parsed.kind === 'error' ? parsed.error : { message: 'not a build constraint' };
    return { ...base, error: error.message, offset: error.byteOffset ?? -1, printed: '', version: '' };
  }
  const { expr } = parsed;
  const consulted: string[] = [];
  evaluate(expr, (tag) => (consulted.push(tag), true));
  const minor = impliedGoMinor(expr);
  return {
    ...base,
    error: '',
    offset: -1,
    printed: printExpr(expr),
    evals: [0, 1, 2, 3].map((assignment) => evaluate(expr, (tag) => oracleHolds(tag, assignment))),
    consulted,
    version: minor === undefined ? '' : minor === 0 ? 'go1' : `go1.${minor}`,
    plusLines: plusBuildLines(expr) ?? null,
  };
}

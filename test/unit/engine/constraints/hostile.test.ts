import { ok } from 'node:assert/strict';
import { findMissingFeature } from '../../../../src/engine/constraints/languageFeatures';
import { findLoopCapture } from '../../../../src/engine/constraints/loopCapture';
import { contradictingPair, possibleRows } from '../../../../src/engine/constraints/reach';
import { judgeHeader } from '../../../../src/engine/constraints/headerVerdict';
import { nameTagsOf } from '../../../../src/engine/constraints/fileName';
import { repairExpression } from '../../../../src/engine/constraints/repairExpression';
import { buildTagsChecks } from '../../../../src/engine/checks/build-tags/index';
import { createEngine, defaultConfig } from '../../../../src/engine/index';
import { parseBuildExpr } from '../../../../src/engine/parse/buildConstraint';
import { goTokens } from '../../../../src/engine/parse/goTokens';
import { generateConstraintLine } from '../../../support/constraintLines';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';
import { SeededRandom } from '../../../support/seededRandom';

const source = `package m

func F(xs []int, t *T) (fs []func()) {
	for i, x := range []int{1, 2} {
		fs = append(fs, func() { use(i, &x) })
		go func(i int) { use(i) }(i)
		t.Run("a", func(t *T) { t.Parallel(); use(x) })
	}
	for i := 0; i < 3; i++ { m[i] = &P{f: func() int { return i }} }
	type A[T any] = map[string]T
	return
}
`;

describe('hostile input', () => {
  it('of random and mutated text gives an answer, in bounded time', () => {
    const random = new SeededRandom(7);
    for (let round = 0; round < 3000; round++) {
      const characters = Array.from(source);
      for (let edit = random.below(12); edit >= 0; edit--)
        characters.splice(
          random.below(characters.length),
          random.below(5),
          random.pick(Array.from('(){}[]&:="`\'/*\n;,.forfuncgo \u{1d4b3}')),
        );
      const tokens = goTokens(characters.join(''));
      findLoopCapture(tokens);
      findMissingFeature(tokens, 21);
    }
    for (let round = 0; round < 3000; round++) {
      const line = generateConstraintLine(random).trim();
      judgeHeader({ goBuild: [line], plusBuild: [], suspicious: false });
      judgeHeader({ goBuild: [], plusBuild: [line, generateConstraintLine(random).trim()], suspicious: false });
      repairExpression(line);
      nameTagsOf(line.replaceAll(' ', '_'));
    }
  });

  it('of great size does not take long', () => {
    const many = (text: (at: number) => string, glue: string): string =>
      Array.from({ length: 990 }, (_, at) => text(at)).join(glue);
    for (const text of [
      many((at) => `(a${at} || !a${at})`, ' && ').slice(0, 9000),
      many((at) => `t${at}`, ' && '),
      many(() => '!linux', ' || '),
    ]) {
      const parsed = parseBuildExpr(text);
      if (parsed.kind !== 'expression') continue;
      possibleRows(parsed.expr);
      contradictingPair(parsed.expr);
    }
    repairExpression(`${' '.repeat(1e6)},`);
    repairExpression('a'.repeat(1e6));
    for (const text of ['for i := range xs { ', 'for ', 'for ( ', 'for i := range xs { func() { ', '&i, ', 'func() x '])
      findLoopCapture(goTokens(`for i := range xs { ${text.repeat(20_000)}`));
    goTokens('/*'.repeat(500_000));
    goTokens('"'.repeat(500_000));
  });

  it('of header lines as long as a book passes through every check', async () => {
    const long = 'x'.repeat(200_000);
    const files = new MemoryFiles({
      '/work/go.mod': 'module m\n\ngo 1.26\n',
      '/work/a.go': `//go:build ${long} ${long}\n\npackage m\n`,
      '/work/b.go': `// +build ${long},${' '.repeat(100_000)}y-${long}\n\npackage m\n`,
      '/work/c.go': `//go:build ${' '.repeat(100_000)}${long} &&\n\npackage m\n`,
      '/work/d.go': `// go:build ${long}\n// +build ${long}\npackage m\n`,
      '/work/e.go': `/*${'\n//go:build linux'.repeat(10_000)}*/\npackage m\n`,
    });
    const engine = createEngine(memoryPorts({ files, tree: (root) => memoryTree(files, root) }), buildTagsChecks);
    const config = { ...defaultConfig, profile: 'static' as const };
    const { outcomes } = await engine.run({ root: '/work', config, granted: 'static' }, new AbortController().signal);
    ok(outcomes.every(({ kind }) => kind !== 'failed'));
  });
});

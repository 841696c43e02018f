import assert from 'node:assert/strict';
import { workflowTargets } from '../../../../src/engine/facts/buildTags/workflowTargets';
import { goInvocationsIn } from '../../../../src/engine/parse/ci/goInvocations';
import { parseWorkflow } from '../../../../src/engine/parse/ci/githubWorkflow';
import { parseYaml } from '../../../../src/engine/parse/ci/yamlTree';
import { suspectsIn } from '../../../../src/engine/symbols/constants/suspects';

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

const scripts: readonly (readonly [what: string, script: string])[] = [
  ['lines that go on and on', 'go build \\\n'.repeat(20_000)],
  ['commands that go on and on', 'go build ./x && \\\n'.repeat(20_000)],
  ['one line of commands', 'go build ./x; '.repeat(20_000)],
  ['one line of words', `${'go build '.repeat(20_000)}${'"a" '.repeat(20_000)}`],
  ['commands in commands', 'go build $('.repeat(10_000)],
  ['quotes that do not end', `go build "a b"c 'd\\\n`.repeat(10_000)],
];

const job = (matrix: string, steps: string): string =>
  `jobs:\n a:\n  runs-on: ubuntu-latest\n  strategy:\n   matrix:\n${matrix}  steps:\n${steps}`;

const workflows: readonly (readonly [what: string, text: string])[] = [
  [
    'many keys of a matrix',
    job(
      lines(10_000, (at) => `    k${String(at)}: [a]\n`),
      '   - run: go build\n',
    ),
  ],
  ['many values of a key', job(`    k: [${'a, '.repeat(20_000)}]\n`, '   - run: go build\n')],
  [
    'many runs of many steps',
    job(`    include:\n${'     - os: x\n'.repeat(4000)}`, '   - run: go build ./x\n'.repeat(4000)),
  ],
  [
    'a long script in 256 runs',
    job(
      `    a: [${'1,'.repeat(16)}]\n    b: [${'1,'.repeat(16)}]\n`,
      `   - run: |\n${'      go build ./x\n'.repeat(5000)}`,
    ),
  ],
];

/** Each takes milliseconds; where the time grows with the square of the size, minutes. */
describe('large texts that anybody may commit', () => {
  for (const [what, script] of scripts) it(what, () => assert.ok(goInvocationsIn(script).length > 0));

  for (const [what, text] of workflows)
    it(what, async () => {
      const workflow = await parseWorkflow(text);
      assert.ok(workflow);
      assert.ok(workflowTargets(workflow).length <= 1);
    });

  it('aliases of aliases, which stand for a million million nodes', async () => {
    const laughs = lines(20, (at) => `a${String(at)}: &a${String(at)} [${`*a${String(at - 1)}, `.repeat(9)}]\n`);
    assert.equal(await parseYaml(`a-1: &a-1 x\n${laughs}`), undefined);
  });

  it('many aliases and merges', async () => {
    const text = `a: &a {x: 1}\n${lines(5000, (at) => `b${String(at)}: *a\n`)}c:\n${'  <<: *a\n'.repeat(5000)}`;
    assert.ok(await parseYaml(text));
  });

  it('a long line of constants, and long words in products', () => {
    assert.equal(suspectsIn('x = 1<<31,'.repeat(20_000)).length, 20_000);
    suspectsIn(`x * ${'0'.repeat(100_000)}`);
    suspectsIn(`x * A${'a'.repeat(100_000)}`);
  });
});

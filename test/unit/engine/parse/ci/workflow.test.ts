import assert from 'node:assert/strict';
import { parseGoVersionFile } from '../../../../../src/engine/parse/ci/goVersionFile';
import { parseWorkflow } from '../../../../../src/engine/parse/ci/githubWorkflow';
import { readMatrix } from '../../../../../src/engine/parse/ci/workflowMatrix';
import { resolveValue } from '../../../../../src/engine/parse/ci/workflowExpression';
import { entryOf, parseYaml, scalarOf, type YamlNode } from '../../../../../src/engine/parse/ci/yamlTree';

const show = (node: YamlNode | undefined): string => (node?.kind === 'scalar' ? node.text : (node?.kind ?? 'nothing'));

describe('parseYaml', () => {
  it('keeps the source of a number beside what a program gets', async () => {
    const go = scalarOf(await parseYaml('go: 1.20'), 'go');
    assert.deepEqual([go?.text, go?.source, go?.type, go?.quoted], ['1.2', '1.20', 'number', false]);
    assert.deepEqual(go?.range, { start: { line: 0, column: 4 }, end: { line: 0, column: 8 } });
    const quoted = scalarOf(await parseYaml('\n\ngo: "1.20"'), 'go');
    assert.deepEqual([quoted?.text, quoted?.type, quoted?.range.start], ['1.20', 'string', { line: 2, column: 4 }]);
  });

  it('follows aliases, and stops where they go in circles', async () => {
    assert.equal(show(entryOf(await parseYaml('a: &x 1\nb: *x'), 'b')), '1');
    assert.ok(await parseYaml('a: &x\n  b: *x\n'));
  });

  it('takes the last anchor of a name before an alias', async () => {
    const root = await parseYaml('a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y');
    assert.deepEqual(
      ['b', 'd', 'e'].map((key) => show(entryOf(root, key))),
      ['1', '2', 'nothing'],
    );
  });

  it('has no tree for what is no YAML', async () => {
    assert.equal(await parseYaml('a: ['), undefined);
    assert.equal(await parseYaml(''), undefined);
  });
});

describe('readMatrix', () => {
  /** Combinations as `go=1 os=a`, sorted keys. */
  const combinations = async (yaml: string): Promise<string[] | undefined> =>
    readMatrix(await parseYaml(yaml))?.combinations?.map((combination) =>
      [...combination].map(([key, value]) => `${key}=${show(value)}`).join(' '),
    );

  it('multiplies, excludes, and includes as GitHub does', async () => {
    // The example of GitHub's documentation of `include`.
    const yaml =
      'fruit: [apple, pear]\nanimal: [cat, dog]\ninclude:\n  - color: green\n  - {color: pink, animal: cat}\n' +
      '  - {fruit: apple, shape: circle}\n  - {fruit: banana}\n  - {fruit: banana, animal: cat}\n';
    assert.deepEqual(await combinations(yaml), [
      'fruit=apple animal=cat color=pink shape=circle',
      'fruit=apple animal=dog color=green shape=circle',
      'fruit=pear animal=cat color=pink',
      'fruit=pear animal=dog color=green',
      'fruit=banana',
      'fruit=banana animal=cat',
    ]);
    assert.deepEqual(await combinations('go: [1, 2]\nos: [a, b]\nexclude: [{go: 1}, {go: 2, os: b}]'), ['go=2 os=a']);
    assert.deepEqual(await combinations('include: [{go: 1}, {go: 2}]'), ['go=1', 'go=2']);
  });

  it('does not unfold what is computed', async () => {
    assert.equal(await combinations('${{ fromJSON(x) }}'), undefined);
    assert.equal(await combinations('go: ${{ fromJSON(x) }}\nos: [a]'), undefined);
  });

  it('knows the excludes that remove nothing, and why', async () => {
    const matrix = readMatrix(await parseYaml('go: [1, 2]\nos: [a]\nexclude: [{go: 3, os: a}, {go: 1}]'));
    assert.deepEqual(
      matrix?.idleExcludes.map(({ absent }) => [absent?.key, absent?.value.text]),
      [['go', '3']],
    );
  });
});

describe('resolveValue', () => {
  const resolve = async (text: string): Promise<string | undefined> => {
    const value = scalarOf(await parseYaml(JSON.stringify({ v: text })), 'v');
    const env = await parseYaml('GO: 1.20\nNEST: ${{ inputs.x }}');
    const matrix = await parseYaml('go: "1.22"\nconf: {go: "1.23"}');
    assert.ok(value && env?.kind === 'map' && matrix?.kind === 'map');
    const map = (node: typeof env): Map<string, YamlNode> =>
      new Map(node.entries.flatMap(({ key, value: held }) => (held ? [[key.text, held]] : [])));
    const scalars = new Map([...map(env)].flatMap(([key, node]) => (node.kind === 'scalar' ? [[key, node]] : [])));
    return resolveValue(value, { matrix: map(matrix), env: [scalars], isWritten: (name) => name === 'WRITTEN' })?.text;
  };

  it('follows constants', async () => {
    assert.equal(await resolve('1.24'), '1.24');
    assert.equal(await resolve('${{ matrix.go }}'), '1.22');
    assert.equal(await resolve('${{matrix.conf.go}}'), '1.23');
    assert.equal(await resolve('${{ env.GO }}'), '1.2');
    assert.equal(await resolve('${{ matrix.go }}.x'), '1.22.x');
  });

  it('leaves the rest to a run', async () => {
    for (const text of [
      '${{ inputs.go }}',
      '${{ matrix.none }}',
      '${{ env.NEST }}',
      '${{ matrix.go || env.GO }}',
      '${{ env.WRITTEN }}',
      '~${{ vars.GO }}',
    ])
      assert.equal(await resolve(text), undefined, text);
  });
});

describe('parseWorkflow', () => {
  it('passes defaults down to the steps', async () => {
    const workflow = await parseWorkflow(
      'defaults: {run: {working-directory: a}}\njobs:\n  x:\n    defaults: {run: {working-directory: b}}\n' +
        '    steps: [{run: go build}, {run: go vet, working-directory: c}]\n  y:\n    steps: [{run: go test}]\n',
    );
    assert.deepEqual(
      workflow?.jobs.map((job) => job.steps.map((step) => step.workingDirectory)),
      [['b', 'c'], ['a']],
    );
  });

  it('reads the version of an action from a tag only', async () => {
    const major = async (uses: string): Promise<number | undefined> =>
      (await parseWorkflow(`jobs: {x: {steps: [{uses: ${uses}}]}}`))?.jobs[0]?.steps[0]?.uses?.major;
    assert.equal(await major('actions/setup-go@v6'), 6);
    assert.equal(await major('actions/setup-go@v5.5.0'), 5);
    assert.equal(await major('actions/setup-go@main'), undefined);
    assert.equal(await major('actions/setup-go@d35c59abb061a4a6fb18e82ac0862c26744d6ab5'), undefined);
  });
});

describe('parseGoVersionFile', () => {
  // The expressions of actions/setup-go 7 (src/installer.ts, parseGoVersionFile).
  it('reads files as setup-go does', () => {
    const mod = 'module x\n\ngo 1.22.1\n\ntoolchain go1.24.3\n';
    assert.equal(parseGoVersionFile('go.mod', mod, true), '1.24.3');
    assert.equal(parseGoVersionFile('go.mod', mod, false), '1.22.1');
    assert.equal(parseGoVersionFile('go.work', 'go 1.27rc1\n', true), '1.27');
    assert.equal(parseGoVersionFile('go.mod', 'module x\n', true), '');
    assert.equal(parseGoVersionFile('.tool-versions', 'nodejs 22\ngolang 1.24.1 # pinned\n', true), '1.24.1');
    assert.equal(parseGoVersionFile('.tool-versions', 'go 1.24.1\n', true), '');
    assert.equal(parseGoVersionFile('.go-version', ' 1.24\n', true), '1.24');
  });
});

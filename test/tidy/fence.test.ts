import * as assert from 'node:assert/strict';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { fenceFor, layers } from '../../eslint.fence.mjs';
import { allowedLayers, importsOf, layerOf } from './imports';
import { read, readJson, repository, repositoryFiles } from './repository';

type Layer = (typeof layers)[number];

const rulesOfFence = ['no-restricted-imports', 'no-restricted-syntax'] as const;

/** Lints a text as if it stood in a layer, by the rules that the project's own configuration gives that file. */
async function lint(file: string, text: string): Promise<readonly string[]> {
  const config = (await new ESLint({ cwd: repository }).calculateConfigForFile(file)) as {
    rules: Record<string, Linter.RuleEntry>;
  };
  const rules = Object.fromEntries(rulesOfFence.map((rule) => [rule, config.rules[rule] ?? 'off'] as const));
  const parser = tseslint.parser as Linter.Parser;
  return new Linter()
    .verify(text, [{ files: ['**/*.ts'], languageOptions: { parser }, rules }], { filename: file })
    .map(({ message }) => message);
}

/** All ways to name a module in TypeScript. */
function forms(specifier: string): readonly string[] {
  return [
    `import { x } from '${specifier}';`,
    `import type { X } from '${specifier}';`,
    `export { x } from '${specifier}';`,
    `export * from '${specifier}';`,
    `import x = require('${specifier}');`,
    `const x = await import('${specifier}');`,
    `const x = require('${specifier}');`,
  ];
}

/** What each layer must not import beside foreign layers. */
const forbidden: Readonly<Record<Layer, readonly string[]>> = {
  base: ['vscode', 'node:fs', 'path', 'fs/promises', 'yaml'],
  engine: ['vscode', 'node:fs', 'child_process', 'node:crypto', 'which', 'vscode-languageserver/node', 'yaml/util'],
  host: [
    'vscode',
    'vscode-languageclient/node',
    'vscode-languageserver/node',
    '../engine/engine',
    '../engine/facts/factStore',
  ],
  report: ['vscode', 'node:fs', 'os', '../engine/engine'],
  protocol: ['vscode', 'node:path', 'vscode-languageserver/node', '../engine/model/check'],
  server: ['vscode', 'vscode-languageclient/node', '../engine/engine'],
  cli: ['vscode', 'vscode-languageserver/node', 'vscode-languageclient', '../engine/run/summary'],
  webview: ['vscode', 'node:fs', 'path', 'vscode-languageclient/node', 'picocolors'],
  extension: ['vscode-languageserver/node', 'vscode-languageserver'],
};

const allowed: Readonly<Record<Layer, readonly string[]>> = {
  base: ['./lineIndex'],
  engine: ['../base/paths', './model/check'],
  host: ['../base/paths', '../engine/index', 'node:fs', 'which'],
  report: ['../base/paths', '../engine/index', 'picocolors'],
  protocol: ['../engine/index'],
  server: ['../engine/index', '../host/index', '../protocol/index', 'node:path', 'vscode-languageserver/node'],
  cli: ['../engine/index', '../host/index', '../report/human', 'node:process'],
  webview: ['./element', '../protocol/index'],
  extension: ['vscode', 'vscode-languageclient/node', '../protocol/index', '../base/disposable', 'node:path'],
};

describe('the fence of ESLint', () => {
  for (const layer of layers) {
    const file = `src/${layer}/control.ts`;
    const foreign = layers.filter((other) => other !== layer && !allowedLayers[layer]?.includes(other));

    it(`keeps out of ${layer} what does not belong there, in every form`, async () => {
      for (const specifier of [...forbidden[layer], ...foreign.map((other) => `../${other}/index`)]) {
        for (const text of forms(specifier)) {
          assert.ok((await lint(file, text)).length > 0, `accepted in ${layer}: ${text}`);
        }
      }
      for (const other of foreign) {
        const deep = `src/${layer}/a/b/control.ts`;
        assert.ok((await lint(deep, `import '../../../${other}/x';`)).length > 0, `${layer} -> ${other} from below`);
      }
    });

    it(`lets ${layer} import what it needs`, async () => {
      for (const specifier of allowed[layer]) {
        assert.deepEqual(await lint(file, `import { x } from '${specifier}';`), [], specifier);
      }
    });

    it(`refuses state and default exports in ${layer}`, async () => {
      assert.equal((await lint(file, 'let count = 0;')).length, 1);
      assert.equal((await lint(file, 'export default 1;')).length, 1);
      assert.deepEqual(await lint(file, 'const one = 1; export { one }; function f() { let x = 1; return x; }'), []);
    });
  }

  it('refuses tests that read what changes only once', async () => {
    const inTest = (body: string): string => `it('x', async () => { const api = await settled(2); ${body} });`;
    const look = 'assert.equal(api.shown.statusBar?.text, "$(pass) Go ready");';
    const suite = 'test/host/suites/control.suite.ts';
    assert.equal((await lint(suite, inTest(look))).length, 1);
    assert.equal((await lint(suite, inTest('const { rows } = api.shown;'))).length, 1);
    assert.equal((await lint(suite, inTest('const [one] = api.results;'))).length, 1);
    assert.deepEqual(await lint(suite, inTest(`await eventually(() => { ${look} });`)), []);
    assert.deepEqual(await lint(suite, inTest('await until("x", () => api.results.length === 1);')), []);
    const ui = 'test/host/ui/control.test.ts';
    assert.equal((await lint(ui, inTest('assert.equal(await vscode().statusBar.text(), "x");'))).length, 1);
    assert.deepEqual(await lint(ui, inTest('await eventually(async () => assert.equal(await bar.text(), "x"));')), []);
    assert.equal((await lint(ui, inTest('await page.waitForTimeout(100);'))).length, 1);
    assert.equal((await lint('test/unit/control.test.ts', 'function x() { this.timeout(5000); }')).length, 1);
  });

  it('cannot be passed by a computed name', async () => {
    assert.equal((await lint('src/cli/control.ts', 'const x = await import(`../ser${"v"}er`);')).length, 1);
  });

  it('is there for every layer, and names only what exists', () => {
    const files = repositoryFiles();
    const onDisk = new Set(files.filter((file) => /^src\/[^/]+\/.+\.ts$/.test(file)).map(layerOf));
    assert.deepEqual([...layers].toSorted(), [...onDisk].toSorted());
    const manifest = readJson('package.json') as { dependencies: Record<string, string> };
    const engineUses = importsOf(
      new Map(
        files
          .filter((file) => file.startsWith('src/engine/') && file.endsWith('.ts'))
          .map((file) => [file, read(file)]),
      ),
    );
    const messages = fenceFor('engine').imports.patterns.map(({ message }) => message);
    const named = /no packages but (.*)/.exec(messages.join('\n'))?.[1]?.split(', ') ?? [];
    assert.ok(named.length > 0);
    for (const name of named) {
      assert.ok(name in manifest.dependencies, `the fence lets the engine use ${name}, which is no dependency`);
      assert.ok(
        engineUses.some(({ specifier }) => specifier === name),
        `the engine does not use ${name}: close the gate`,
      );
    }
    const config = read('eslint.config.mjs');
    for (const [, pattern] of config.matchAll(/'((?:src|test|scripts)\/[^'*]*)/g)) {
      assert.ok(
        files.some((file) => file.startsWith(pattern ?? '')),
        `eslint.config.mjs names ${pattern}, where nothing is`,
      );
    }
  });
});

import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import type * as buildScript from '../../scripts/build.mjs';
import { repository, repositoryFiles } from './repository';

/** Not bundled into this test: the script asks where it lies. */
const script = pathToFileURL(path.join(repository, 'scripts/build.mjs')).href;

type BuildScript = typeof buildScript;

/** Bundles a text as if it were the entry of one of our programs; returns esbuild's errors. */
async function bundle(name: string, contents: string): Promise<readonly string[]> {
  const { bundles, bundleOptions } = (await import(script)) as BuildScript;
  const found = bundles.find((candidate) => candidate.name === name);
  assert.ok(found, `there is no bundle ${name}`);
  const { entryPoints, ...options } = bundleOptions(found, { production: false, outdir: repository });
  const resolveDir = path.dirname(path.join(repository, entryPoints[0] ?? ''));
  const stdin: esbuild.StdinOptions = { contents, resolveDir, loader: 'ts', sourcefile: 'control.ts' };
  try {
    await esbuild.build({ ...options, stdin, write: false, logLevel: 'silent' });
    return [];
  } catch (error) {
    return (error as esbuild.BuildFailure).errors.map(({ text }) => text);
  }
}

/** Every use of a value of `vscode` that a program may hide. */
const uses = [
  `import * as vscode from 'vscode'; console.log(vscode.version);`,
  `export { window } from 'vscode';`,
  `const vscode = require('vscode'); console.log(vscode.version);`,
  `console.log((await import('vscode')).version);`.replace(/^/, 'async function f() {').concat('} void f();'),
];

describe('the bundles', () => {
  it('have entries that exist', async () => {
    const { bundles } = (await import(script)) as BuildScript;
    const files = new Set(repositoryFiles());
    assert.deepEqual(
      bundles.map(({ entry }) => entry).filter((entry) => !files.has(entry)),
      [],
    );
  });

  it('that the command line starts are ASCII, one byte a character: esbuild escapes strings, but no regular expressions', async () => {
    const { bundles, bundleOptions } = (await import(script)) as BuildScript;
    for (const bundle of bundles.filter(({ name }) => name === 'cliProgram')) {
      const options = bundleOptions(bundle, { production: true, outdir: repository });
      const { outputFiles } = await esbuild.build({ ...options, sourcemap: false, metafile: false, write: false });
      const beyond = outputFiles.flatMap(({ text }) => text.match(/.{0,60}[^\x00-\x7f]+.{0,20}/g) ?? []);
      assert.deepEqual([outputFiles.length > 0, beyond], [true, []]);
    }
  });

  for (const name of ['server', 'cli', 'cliProgram', 'cliAnswers', 'scanWorker', 'secondWalker']) {
    it(`control: ${name} fails to build when it uses vscode`, async () => {
      for (const text of uses) {
        const errors = await bundle(name, text);
        assert.match(errors.join('\n'), /Could not resolve "vscode"/, `accepted in ${name}: ${text}`);
      }
    });
  }

  for (const name of ['extension', 'client']) {
    it(`control: ${name} may use vscode`, async () => {
      for (const text of uses) assert.deepEqual(await bundle(name, text), []);
    });
  }
});

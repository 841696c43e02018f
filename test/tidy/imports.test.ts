import * as assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import * as path from 'node:path';
import {
  allowedLayers,
  cyclesOf,
  danglingImports,
  forbiddenImports,
  importsOf,
  layerOf,
  strayPackages,
  type Sources,
} from './imports';
import { read, readJson, repository, repositoryFiles } from './repository';
import { noFaults } from '../support/faults';

/** The entry points that packages offer beside their main one, and that we use. */
const doors = new Set(['vscode-languageclient/node', 'vscode-languageserver/node']);

const manifest = readJson('package.json') as { dependencies: object; devDependencies: object };
const runtime = new Set(Object.keys(manifest.dependencies));
const all = new Set([...runtime, ...Object.keys(manifest.devDependencies)]);

/** Types and nothing else: a bundle that wants a value of theirs does not build. */
const typesAlone = ['sarif'].filter((name) => `@types/${name}` in manifest.devDependencies);

function sourcesOf(folder: string): Sources {
  const files = repositoryFiles().filter((file) => file.startsWith(folder) && file.endsWith('.ts'));
  return new Map(files.map((file) => [file, read(file)]));
}

const sources = sourcesOf('src/');
const imports = importsOf(sources);

/** One file of a made-up tree that imports something. */
function control(from: string, text: string, ...others: readonly string[]): ReturnType<typeof importsOf> {
  return importsOf(new Map([[from, text], ...others.map((file) => [file, ''] as const)]));
}

describe('imports', () => {
  it('sees every source file that is on the disk', () => {
    const onDisk = readdirSync(path.join(repository, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => path.relative(repository, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    assert.deepEqual([...sources.keys()].toSorted(), onDisk.toSorted());
    noFaults(
      [...new Set(onDisk.map(layerOf))].filter((layer) => layer !== 'globals.d.ts' && !(layer in allowedLayers)),
    );
    assert.ok(imports.length > sources.size, `${imports.length} imports in ${sources.size} files`);
  });

  it('go downwards only', () => {
    noFaults(danglingImports(imports));
    noFaults(forbiddenImports(imports));
  });

  it('have no cycles', () => {
    noFaults(cyclesOf(imports));
  });

  it('name declared packages only, by their front door', () => {
    noFaults(strayPackages(imports, new Set([...runtime, ...builtinModules, ...typesAlone]), doors));
    noFaults(strayPackages(importsOf(sourcesOf('test/')), new Set([...all, ...typesAlone]), doors));
  });

  describe('control: rejected are', () => {
    const engineFile = 'src/engine/parse/goMod.ts';
    const forms = {
      'a static import': `import { x } from '../../host/files';`,
      'an import of a type': `import type { X } from '../../host/files';`,
      'a re-export': `export * from '../../host/files';`,
      'import()': `const x = await import('../../host/files');`,
      'require()': `const x = require('../../host/files');`,
      'a type by import()': `type X = import('../../host/files').X;`,
    };
    for (const [name, text] of Object.entries(forms)) {
      it(`${name} of an upper layer`, () => {
        const found = forbiddenImports(control(engineFile, text, 'src/host/files.ts'));
        assert.deepEqual(found, [`${engineFile} imports ../../host/files: engine may not import host`]);
      });
    }

    it('an import past the façade, of another family, of a higher part, from outside src', () => {
      const rejected = (from: string, text: string, other: string): string | undefined =>
        forbiddenImports(control(from, text, other))[0]?.replace(/^.*: /, '');
      assert.equal(
        rejected('src/cli/cli.ts', `import '../engine/engine';`, 'src/engine/engine.ts'),
        'other layers import the façade only',
      );
      assert.equal(
        rejected('src/engine/checks/sums/a.ts', `import '../modules/b';`, 'src/engine/checks/modules/b.ts'),
        'family sums may not import family modules',
      );
      assert.equal(
        rejected('src/engine/model/a.ts', `import '../facts/b';`, 'src/engine/facts/b.ts'),
        'engine/model may not import engine/facts',
      );
      assert.equal(
        rejected('src/host/a.ts', `import '../../test/support/b';`, 'test/support/b.ts'),
        'src imports nothing outside src',
      );
    });

    it('a cycle, also of types', () => {
      const cycle = new Map([
        ['src/base/a.ts', `import type { B } from './b';`],
        ['src/base/b.ts', `import { c } from './c';`],
        ['src/base/c.ts', `export { a } from './a';`],
      ]);
      assert.deepEqual(cyclesOf(importsOf(cycle)), [
        'src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts',
      ]);
    });

    it('a package that is not declared, the inside of one, a file that does not exist', () => {
      const stray = (text: string): readonly string[] => strayPackages(control('src/host/a.ts', text), runtime, doors);
      assert.equal(stray(`import 'left-pad';`).length, 1);
      assert.equal(stray(`import 'esbuild';`).length, 1);
      assert.equal(stray(`import 'yaml/dist/compose';`).length, 1);
      assert.equal(stray(`import 'vscode-languageserver/node';`).length, 0);
      assert.equal(danglingImports(control('src/host/a.ts', `import './nowhere';`)).length, 1);
    });
  });
});

import * as assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import ts from 'typescript';
import { allowedLayers } from './imports';
import { read, repository } from './repository';

const layers = Object.keys(allowedLayers);

interface Project {
  readonly references?: readonly { readonly path: string }[];
  readonly compilerOptions?: { readonly types?: readonly string[] };
}

function projectOf(folder: string): Project {
  return ts.parseConfigFileTextToJson('tsconfig.json', read(path.posix.join(folder, 'tsconfig.json')))
    .config as Project;
}

describe('the projects of TypeScript', () => {
  it('are composite, refer downwards as the layers may import, and are all built', () => {
    for (const layer of layers) {
      const references = (projectOf(`src/${layer}`).references ?? []).map((reference) => path.basename(reference.path));
      assert.deepEqual(references.toSorted(), allowedLayers[layer]?.toSorted(), layer);
    }
    const built = (projectOf('.').references ?? []).map((reference) => reference.path);
    for (const layer of layers) assert.ok(built.includes(`src/${layer}`), `tsc -b leaves out src/${layer}`);
    assert.ok(built.includes('test') && built.includes('scripts'));
  });

  it('give the types of Node and VS Code only where these exist', () => {
    const types = Object.fromEntries(layers.map((layer) => [layer, projectOf(`src/${layer}`).compilerOptions?.types]));
    assert.deepEqual(types, {
      ...{ base: [], engine: [], report: [], protocol: [], webview: [] },
      ...{ host: ['node'], server: ['node'], cli: ['node'], extension: ['node', 'vscode'] },
    });
  });

  it('control: refuse an import of a layer above', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-projects-'));
    try {
      cpSync(path.join(repository, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
      symlinkSync(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
      for (const layer of layers) writeLayer(folder, layer);
      for (const layer of layers) {
        const reachable = [layer, ...reachableLayers(layer)];
        const foreign = layers.filter((other) => !reachable.includes(other));
        const refused = refusedImports(folder, layer);
        assert.deepEqual(refused, foreign.toSorted(), layer);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A layer as we have it, with one file that everybody may want and one that imports it from every other layer. */
function writeLayer(folder: string, layer: string): void {
  const source = path.join(folder, 'src', layer);
  mkdirSync(source, { recursive: true });
  cpSync(path.join(repository, 'src', layer, 'tsconfig.json'), path.join(source, 'tsconfig.json'));
  writeFileSync(path.join(folder, 'src/globals.d.ts'), '');
  writeFileSync(path.join(source, 'one.ts'), `export type One = '${layer}';\n`);
  const others = layers.filter((other) => other !== layer);
  const lines = others.map((other) => `export type { One as ${other} } from '../${other}/one';\n`);
  writeFileSync(path.join(source, 'control.ts'), lines.join(''));
}

/** The layers whose import the compiler refuses because they are no part of the project (TS6307). */
function refusedImports(folder: string, layer: string): readonly string[] {
  const file = path.join(folder, 'src', layer, 'tsconfig.json');
  const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const project = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  assert.ok(project, file);
  const { fileNames: rootNames, options, projectReferences = [] } = project;
  const program = ts.createProgram({ rootNames, options, projectReferences });
  const messages = ts
    .getPreEmitDiagnostics(program)
    .filter(({ code }) => code === 6307)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  const names = messages.map((text) => /\/src\/(\w+)\/one\.ts' is not listed/.exec(text)?.[1] ?? text);
  return [...new Set(names)].toSorted();
}

/** The compiler follows references of references: what a layer may see at second hand, it does not refuse. */
function reachableLayers(layer: string): readonly string[] {
  const direct = allowedLayers[layer] ?? [];
  return [...direct, ...direct.flatMap(reachableLayers)];
}

import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { runInThisContext } from 'node:vm';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import type { Check } from '../../src/engine/index';
import { parseFixture, runFixture } from '../support/fixture';
import { formatTxtar } from '../support/txtar';
import { noFaults } from '../support/faults';
import { styleFaults } from './messages';
import { read, readJson, repository, repositoryFiles } from './repository';

const page = read('CONTRIBUTING.md');

/** The code block after a marker. */
function block(marker: string): string {
  const text = new RegExp(`<!-- ${marker} -->\n\`\`\`\\w*\n([^]*?)\n\`\`\``).exec(page)?.[1];
  assert.ok(text, `CONTRIBUTING.md has no block after <!-- ${marker} -->`);
  return `${text}\n`;
}

/** Where the example would lie. */
const folder = path.join(repository, 'src/engine/checks/modules');
const file = path.join(folder, 'gomod-replace-absolute.ts');

describe('CONTRIBUTING.md', () => {
  it('has a worked example that compiles by the rules of the engine', () => {
    const host: ts.ParseConfigFileHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
    const engine = ts.getParsedCommandLineOfConfigFile(path.join(repository, 'src/engine/tsconfig.json'), {}, host);
    assert.ok(engine);
    const options = { ...engine.options, composite: false, noEmit: true, emitDeclarationOnly: false };
    const disk = ts.createCompilerHost(options);
    const text = block('check');
    const compiler: ts.CompilerHost = {
      ...disk,
      fileExists: (name) => name === file || disk.fileExists(name),
      readFile: (name) => (name === file ? text : disk.readFile(name)),
      getSourceFile: (name, language, ...rest) =>
        name === file ? ts.createSourceFile(name, text, language) : disk.getSourceFile(name, language, ...rest),
    };
    const globals = path.join(repository, 'src/globals.d.ts');
    const program = ts.createProgram({ rootNames: [file, globals], options, host: compiler });
    noFaults(
      ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText, start }) => `${start ?? 0}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
    );
  });

  it('has a worked example that finds what its fixture says, in words of our style', async () => {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: block('check'), resolveDir: folder, loader: 'ts' },
      ...{ bundle: true, write: false, format: 'cjs', platform: 'node', logLevel: 'silent' },
    });
    const module = { exports: {} as Record<string, Check> };
    const run = runInThisContext(`(module) => {${outputFiles[0]?.text ?? ''}}`) as (target: typeof module) => void;
    run(module);
    const [check] = Object.values(module.exports);
    assert.ok(check);
    const fixture = parseFixture(block('fixture'));
    const expected = fixture.archive.files.filter(({ name }) => name === 'want');
    assert.equal(
      formatTxtar({ comment: '', files: await runFixture(fixture, [check], check.id) }),
      formatTxtar({ comment: '', files: expected }),
    );
    noFaults(Object.entries(check.messages).flatMap(([name, text]) => styleFaults(name, text, 'message')));
  });

  it('names commands and paths that exist', () => {
    const { scripts } = readJson('package.json') as { scripts: Record<string, string> };
    const called = [...page.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? '');
    noFaults(called.filter((name) => !(name in scripts)).map((name) => `npm run ${name}`));
    const files = repositoryFiles();
    const named = [...page.matchAll(/(?:src|test|scripts|l10n|\.ci)\/[\w./-]*\w/g)].map(([name]) => name);
    assert.ok(named.length > 10);
    const exists = (name: string): boolean => files.some((known) => known === name || known.startsWith(`${name}/`));
    noFaults(named.filter((name) => !name.includes('gomod-replace-absolute') && !exists(name)));
  });
});

import * as assert from 'node:assert/strict';
import { posix } from 'node:path';
import ts from 'typescript';
import { noFaults } from '../support/faults';
import { read, repositoryFiles } from './repository';

/** Words that name nothing: a file is called after what is in it. */
const emptyWords = /^(utils?|helpers?|common|misc|stuff|shared|lib)$/i;

/** Folders whose files others than Go Preflight name, or that hold data. */
const foreign = /^(examples|test\/fixtures|test\/golden)\//;

function nameFaults(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    if (foreign.test(file) || !/\.(ts|mjs|md)$/.test(file)) return [];
    const words = file.split('/').flatMap((part) => part.replace(/\..*$/, '').split(/[-_]|(?=[A-Z])/));
    return words.some((word) => emptyWords.test(word)) ? [`${file} has a name that says nothing`] : [];
  });
}

/** State at module level, default exports, barrels that nobody asked for, skipped or exclusive tests, silenced rules. */
function textFaults(file: string, text: string): readonly string[] {
  const faults: string[] = [];
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  for (const node of tree.statements) {
    const isState = ts.isVariableStatement(node) && !(node.declarationList.flags & ts.NodeFlags.Const);
    if (isState && file !== 'src/extension/main.ts') faults.push(`${file} has state at module level`);
    const isDefault =
      ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (ts.isExportAssignment(node) || isDefault) faults.push(`${file} has a default export`);
  }
  const exclusive = /^\s*(?:describe|it|context)\.(only|skip)\(/m.exec(text)?.[1];
  if (exclusive !== undefined) faults.push(`${file} uses .${exclusive}`);
  if (/^\s*\/[/*]\s*@ts-(ignore|nocheck|expect-error)/m.test(text)) faults.push(`${file} silences the compiler`);
  if (/eslint-disable(?!-next-line [^\n]+ -- \S)/.test(text)) faults.push(`${file} silences a rule without a reason`);
  return faults;
}

/** What the rules say in this file must not be found in it. */
const thisFile = 'test/tidy/names.test.ts';

describe('names and texts', () => {
  const files = repositoryFiles();

  it('of files say what is inside', () => {
    noFaults(nameFaults(files));
  });

  it('of code have no state at module level, no default export, nothing silenced', () => {
    const code = files.filter((file) => /^(src|test)\/.*\.ts$/.test(file) && file !== thisFile);
    assert.ok(code.length > 100);
    noFaults(code.flatMap((file) => textFaults(file, read(file))));
  });

  it('end in one line break and have no trailing spaces', () => {
    const texts = files.filter((file) => /\.(ts|mjs|json|md|yml)$/.test(file) && !foreign.test(file));
    const isRagged = (text: string): boolean => /[ \t]$/m.test(text) || !text.endsWith('\n') || text.endsWith('\n\n');
    noFaults(texts.filter((file) => isRagged(read(file))).map((file) => posix.normalize(file)));
  });

  it('control: rejected are empty names, state, default exports, and what is silenced', () => {
    for (const name of ['src/base/utils.ts', 'src/host/fileHelpers.ts', 'src/common/x.ts', 'test/support/misc.ts']) {
      assert.equal(nameFaults([name]).length, 1, name);
    }
    assert.deepEqual(nameFaults(['src/base/limiter.ts', 'src/engine/checks/toolchain/go-not-found.ts']), []);
    const bad = [
      'let count = 0;',
      'export var x = 1;',
      'const f = 1; export default f;',
      'export default function f() {}',
      'describe.only("x", () => {});',
      '  it.skip("x", () => {});',
      '// @ts-ignore',
      '/* eslint-disable */',
      '// eslint-disable-next-line no-console',
    ];
    for (const text of bad) assert.equal(textFaults('src/base/a.ts', text).length, 1, text);
    assert.deepEqual(textFaults('src/base/a.ts', 'export const a = () => { let b = 1; return b; };'), []);
  });
});

import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, eventually, fileUri, show, until } from '../support/inside/window';
import { agreeing, asked, codeActions, findingOf, gone, settled } from '../support/inside/preflight';

const textOf = (name: string): string => readFileSync(fileUri(name).fsPath, 'utf8');

describe('quick fixes', () => {
  it('a text edit is offered by the light bulb, applies at once, and undoes at once', async () => {
    await settled();
    const editor = await show('spaced.go');
    const { uri } = editor.document;
    const isSpaced = (problem: vscode.Diagnostic): boolean => checkOf(problem) === 'go-build-space-after-slashes';
    const problem = (await diagnosticsOf(uri, (ours) => ours.some(isSpaced))).find(isSpaced);
    assert.ok(problem);
    const isFix = ({ title, edit }: vscode.CodeAction): boolean => edit !== undefined && title === 'Delete the space';
    const [fix] = await codeActions(uri, problem.range, isFix, vscode.CodeActionKind.QuickFix.value);
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    await eventually(() => assert.equal(editor.document.getText(), '//go:build linux\n\npackage shop\n'));
    await until('the Problem is gone', () => !vscode.languages.getDiagnostics(uri).some(isSpaced));
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.equal(editor.document.getText(), '// go:build linux\n\npackage shop\n'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('a comment that accepts a finding has its reason selected, to be written over', async () => {
    const editor = await show('spaced.go');
    const { uri } = editor.document;
    const before = editor.document.getText();
    const isSpaced = (problem: vscode.Diagnostic): boolean => checkOf(problem) === 'go-build-space-after-slashes';
    const problem = (await diagnosticsOf(uri, (ours) => ours.some(isSpaced))).find(isSpaced);
    assert.ok(problem);
    const ignores = ({ title }: vscode.CodeAction): boolean => title === 'Ignore go-build-space-after-slashes here';
    const [ignore] = await codeActions(uri, problem.range, ignores, vscode.CodeActionKind.QuickFix.value);
    assert.ok(ignore.edit && (await vscode.workspace.applyEdit(ignore.edit)));
    const comment = '// go-preflight:ignore go-build-space-after-slashes accepted: (say why)';
    await eventually(() => assert.equal(editor.document.getText(), `${comment}\n${before}`));
    await eventually(() => assert.equal(editor.document.getText(editor.selection), 'accepted: (say why)'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('a light bulb also explains, and has at most one preferred fix', async () => {
    const uri = fileUri('spaced.go');
    const [problem] = await diagnosticsOf(uri, (ours) => ours.length > 0);
    assert.ok(problem);
    const explains = ({ command }: vscode.CodeAction): boolean => command?.command === 'goPreflight.explain';
    const [, ...actions] = await codeActions(uri, problem.range, explains);
    assert.ok(actions.filter(({ isPreferred }) => isPreferred).length <= 1);
  });

  it('a command runs in a copy, shows what it changes, and is applied when the person agrees', async () => {
    const api = await settled();
    const finding = await findingOf(api, 'require-unused');
    const at = finding.fixes.findIndex(({ kind }) => kind === 'command');
    assert.ok(at >= 0, JSON.stringify(finding.fixes));
    const before = textOf('go.mod');
    const end = await agreeing(api, /go mod tidy/, api.applyFix(finding.folder, finding.fingerprint, at));
    assert.deepEqual(end, { kind: 'applied', remains: undefined });
    assert.doesNotMatch(textOf('go.mod'), /require/);
    await gone(api, 'require-unused');
    await vscode.workspace.fs.writeFile(fileUri('go.mod'), Buffer.from(before));
    await findingOf(api, 'require-unused');
  });

  it('a command whose changes the person does not want changes nothing, and closes what it showed', async () => {
    const api = await settled();
    const finding = await findingOf(api, 'require-unused');
    const at = finding.fixes.findIndex(({ kind }) => kind === 'command');
    const before = textOf('go.mod');
    const refused = api.applyFix(finding.folder, finding.fingerprint, at);
    await asked(api, /^go mod tidy changes/);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(await refused, { kind: 'discarded' });
    assert.equal(textOf('go.mod'), before);
    const labels = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await eventually(() => assert.ok(!labels().some((label) => label.includes('go mod tidy')), labels().join(' | ')));
    await findingOf(api, 'require-unused');
  });

  it('line ends and a byte order mark, which no edit of text can change, are put right byte for byte', async () => {
    const api = await settled();
    const line = `example.com/old v1.0.0/go.mod h1:${'A'.repeat(43)}=`;
    for (const [check, before] of [
      ['gosum-crlf', `${line}\r\n`],
      ['gosum-encoding', `\uFEFF${line}\n`],
    ] as const) {
      await vscode.workspace.fs.writeFile(fileUri('go.sum'), Buffer.from(before));
      const finding = await findingOf(api, check);
      assert.deepEqual(finding.fixes[0]?.kind, 'edit', JSON.stringify(finding.fixes));
      const end = await api.applyFix(finding.folder, finding.fingerprint, 0);
      assert.deepEqual(end, { kind: 'applied', remains: undefined });
      assert.deepEqual(readFileSync(fileUri('go.sum').fsPath), Buffer.from(`${line}\n`));
      await gone(api, check);
    }
    await vscode.workspace.fs.delete(fileUri('go.sum'));
  });

  it('a variable in the GOENV file is unset by go env, after it was shown', async () => {
    const api = await settled();
    const file = join(mkdtempSync(join(tmpdir(), 'gp-env-')), 'env');
    writeFileSync(file, 'GO111MODULE=off\nGOPRIVATE=example.com\n');
    process.env['GOENV'] = file;
    await vscode.commands.executeCommand('goPreflight.restartServer');
    const finding = await findingOf(api, 'go111module-off');
    const at = finding.fixes.findIndex(({ kind }) => kind === 'setting');
    assert.ok(at >= 0, JSON.stringify(finding.fixes));
    const end = await agreeing(api, /go env/, api.applyFix(finding.folder, finding.fingerprint, at));
    assert.deepEqual(end, { kind: 'applied', remains: undefined });
    assert.equal(readFileSync(file, 'utf8'), 'GOPRIVATE=example.com\n');
    await gone(api, 'go111module-off');
  });

  it('all safe fixes of a file are one source action, and it makes them', async () => {
    const uri = fileUri('.github/workflows/ci.yml');
    await diagnosticsOf(uri, (ours) => ours.some((problem) => checkOf(problem) === 'yaml-version-float'));
    const document = await vscode.workspace.openTextDocument(uri);
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const [fixAll, ...all] = await codeActions(uri, everything, () => true, 'source.fixAll.goPreflight');
    assert.deepEqual(
      all.map(({ kind }) => kind?.value),
      ['source.fixAll.goPreflight'],
    );
    assert.ok(fixAll.edit && (await vscode.workspace.applyEdit(fixAll.edit)));
    await eventually(() => assert.match(document.getText(), /go-version: '1\.30'/));
  });
});

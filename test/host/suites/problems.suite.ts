import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, eventually, fileUri, show, until } from '../support/inside/window';
import { settled } from '../support/inside/preflight';

const has =
  (check: string) =>
  (ours: readonly vscode.Diagnostic[]): boolean =>
    ours.some((diagnostic) => checkOf(diagnostic) === check);

/** The Problem of a check in a file, once it is there. */
async function problemOf(file: string, check: string): Promise<vscode.Diagnostic> {
  const ours = await diagnosticsOf(fileUri(file), has(check));
  const found = ours.find((diagnostic) => checkOf(diagnostic) === check);
  assert.ok(found);
  return found;
}

describe('Problems', () => {
  before(() => settled());

  it('are there for files that nobody opened, at the exact token', async () => {
    const broken = await problemOf('cart/slow.go', 'go-build-syntax-error');
    assert.equal(broken.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(broken.range.start.line, 0);
    const contradiction = await problemOf('cart/disk_windows.go', 'constraint-contradicts-file-name');
    assert.equal(contradiction.range.start.line, 0);
  });

  it('have a code that links to the page of the check', async () => {
    const { code } = await problemOf('cart/slow.go', 'go-build-syntax-error');
    assert.ok(typeof code === 'object', JSON.stringify(code));
    const document = await vscode.workspace.openTextDocument(code.target);
    assert.match(document.getText(), /^# .+\n/);
    assert.match(document.getText(), /## How to fix/);
  });

  it('point to the other half of a conflict', async () => {
    const conflict = await problemOf('go.mod', 'require-duplicate-conflicting');
    assert.equal(conflict.relatedInformation?.length, 1);
  });

  it('follow the text while it is edited, without a save', async () => {
    const editor = await show('cart/slow.go');
    assert.ok(await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 0, 19), '//go:build linux')));
    await diagnosticsOf(editor.document.uri, (ours) => !has('go-build-syntax-error')(ours));
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.match(editor.document.getText(), /^\/\/go:build linux &&\n/));
    await diagnosticsOf(editor.document.uri, has('go-build-syntax-error'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await diagnosticsOf(fileUri('cart/slow.go'), has('go-build-syntax-error'));
  });

  it('follow the disk when something else writes the file', async () => {
    const uri = fileUri('cart/disk_windows.go');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('//go:build windows\n\npackage cart\n'));
    await until('the Problem is gone', () => vscode.languages.getDiagnostics(uri).length === 0);
    await vscode.workspace.fs.writeFile(uri, Buffer.from('//go:build linux\n\npackage cart\n'));
    await diagnosticsOf(uri, has('constraint-contradicts-file-name'));
  });

  it('go away with the file', async () => {
    const uri = fileUri('cart/extra_windows.go');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('//go:build linux\n\npackage cart\n'));
    await diagnosticsOf(uri, has('constraint-contradicts-file-name'));
    await vscode.workspace.fs.delete(uri);
    await until('the Problem is gone', () => vscode.languages.getDiagnostics(uri).length === 0);
  });

  it('are silenced by a comment with a reason, not by one without', async () => {
    const uri = fileUri('cart/disk_windows.go');
    const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    await write(
      '// go-preflight:ignore constraint-contradicts-file-name kept for the archive\n//go:build linux\n\npackage cart\n',
    );
    await until('the Problem is gone', () => vscode.languages.getDiagnostics(uri).length === 0);
    await write('// go-preflight:ignore constraint-contradicts-file-name\n//go:build linux\n\npackage cart\n');
    await diagnosticsOf(uri, has('constraint-contradicts-file-name'));
    await write('//go:build linux\n\npackage cart\n');
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, ourExtension, until } from '../support/inside/window';
import { findingOf, preflight, settled } from '../support/inside/preflight';

async function exists(name: string): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(fileUri(name))).then(
    () => true,
    () => false,
  );
}

describe('what is there and what is not', () => {
  it('no Go: no status bar item, and the command says so', async function () {
    if (!(await exists('readme.txt'))) return;
    assert.equal(ourExtension().isActive, false, 'nothing wakes us up');
    const api = await preflight();
    const response = await api.verify();
    assert.deepEqual(response?.folders, []);
    assert.equal(api.shown.statusBar, undefined);
  });

  it('Go files without a go.mod: a verdict', async () => {
    if (!(await exists('main.go'))) return;
    const api = await settled();
    assert.ok(api.shown.statusBar);
  });

  it('no go command: an error that says where it was looked for, and a way out', async () => {
    if (!(await exists('shop.go'))) return;
    const api = await settled();
    // The server of a window inherits its environment, and a new server the one of today.
    process.env['PATH'] = '/nonexistent';
    await vscode.commands.executeCommand('goPreflight.restartServer');
    const finding = await findingOf(api, 'go-not-found');
    // A go that lies in a usual folder is used, and its absence from PATH is a warning.
    assert.equal(finding.severity, /nowhere|no go/i.test(finding.message) ? 'error' : 'warning', finding.message);
    await until('the status bar says so', () => /\$\((error|warning)\)/.test(api.shown.statusBar?.text ?? ''));
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { findingOf, findingsOf, gone, settled } from '../support/inside/preflight';
import { eventually, fileUri } from '../support/inside/window';

const mismatch = 'go-build-plus-build-mismatch';

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('goPreflight');
}

describe('commands of the tree and the palette', () => {
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('Go to Place opens the file of a finding with its range selected', async () => {
    const api = await settled();
    const finding = await findingOf(api, mismatch);
    await vscode.commands.executeCommand('goPreflight.openFinding', finding);
    await eventually(() => {
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.path, fileUri('windows.go').path);
      assert.equal(editor.document.getText(editor.selection), '// +build windows');
    });
  });

  it('Turn Off Check writes a setting of the workspace, which takes the findings away until it is taken back', async () => {
    const api = await settled();
    await findingOf(api, mismatch);
    await vscode.commands.executeCommand('goPreflight.disableCheck', { kind: 'check', check: { id: mismatch } });
    assert.deepEqual(settings().inspect('checks')?.workspaceValue, { [mismatch]: 'off' });
    await gone(api, mismatch);
    await settings().update('checks', undefined, vscode.ConfigurationTarget.Workspace);
    await findingOf(api, mismatch);
  });

  it('Choose Go, when nothing is chosen, changes no setting', async () => {
    await settled();
    const choosing = vscode.commands.executeCommand('goPreflight.locateGo');
    const closed = setInterval(() => void vscode.commands.executeCommand('workbench.action.closeQuickOpen'), 300);
    try {
      await choosing;
    } finally {
      clearInterval(closed);
    }
    assert.equal(settings().inspect('go.path')?.globalValue, undefined);
  });

  it('Allow Network lets the profile that asks for it run in the folder, which a setting alone does not', async () => {
    const api = await settled();
    const profiles = (): unknown[] => api.results.map(({ result }) => [result.requestedProfile, result.profile]);
    await settings().update('profile', 'network', vscode.ConfigurationTarget.Workspace);
    try {
      await eventually(() => assert.deepEqual(profiles(), [['network', 'offline']]));
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString();
      await vscode.commands.executeCommand('goPreflight.allowNetwork', { kind: 'reason', folder });
      await eventually(() => assert.deepEqual(profiles(), [['network', 'network']]));
    } finally {
      await settings().update('profile', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('Fix All Safe repairs every file, and each can be undone', async () => {
    const api = await settled();
    await findingOf(api, mismatch);
    assert.equal(await vscode.commands.executeCommand<number>('goPreflight.fixAllSafe'), 2);
    const textOf = async (name: string): Promise<string> =>
      (await vscode.workspace.openTextDocument(fileUri(name))).getText();
    assert.equal(await textOf('windows.go'), '//go:build linux\n\npackage shop\n');
    assert.doesNotMatch(await textOf('linux.go'), /\+build/);
    await gone(api, mismatch);
    assert.equal(await vscode.commands.executeCommand<number>('goPreflight.fixAllSafe'), 0);
    await vscode.window.showTextDocument(fileUri('windows.go'));
    await vscode.commands.executeCommand('undo');
    await findingOf(api, mismatch);
    assert.ok(findingsOf(api).every(({ check }) => check !== 'plus-build-obsolete'));
  });
});

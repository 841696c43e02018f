import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pageOfAnswer, pageScheme } from '../../../src/extension/pages/pageUri';
import { eventually, until } from '../support/inside/window';
import { settled } from '../support/inside/preflight';

describe('several folders', () => {
  it('have a verdict each, and one status bar item with the worst', async () => {
    const api = await settled(2);
    await eventually(() => {
      assert.deepEqual(
        api.results.map(({ name, result }) => [name, result.summary.verdict]),
        [
          ['one', 'ready'],
          ['two', 'warnings'],
        ],
      );
      assert.equal(api.shown.statusBar?.text, '$(warning) Go: 1 warning');
      assert.deepEqual(
        api.shown.rows.filter(({ depth }) => depth === 0).map(({ label }) => label),
        ['one', 'two'],
      );
    });
  });

  it('are asked about by their rows', async () => {
    const api = await settled(2);
    const two = vscode.workspace.workspaceFolders?.[1]?.uri.toString() ?? '';
    await until('each folder has its families', () => {
      const families = api.shown.rows.filter(({ context }) => context === 'family toolchain');
      return families.length === 2;
    });
    await vscode.commands.executeCommand('goPreflight.whyGo', { kind: 'family', folder: two });
    const { path, query } = pageOfAnswer({ kind: 'why-go', folder: two, module: '.' });
    const page = vscode.Uri.from({ scheme: pageScheme, path, query }).toString();
    await until('its page is open', () => vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === page));
  });

  it('take their results with them when they are closed', async () => {
    const api = await settled(2);
    const two = vscode.workspace.workspaceFolders?.[1];
    assert.ok(two);
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await until('one folder is left', () => api.results.length === 1);
    const uri = vscode.Uri.joinPath(two.uri, 'two_windows.go');
    await until('its Problems are gone', () => vscode.languages.getDiagnostics(uri).length === 0);
  });
});

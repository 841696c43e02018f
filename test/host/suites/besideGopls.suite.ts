import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, fileUri, show, until } from '../support/inside/window';
import { findingsOf, settled } from '../support/inside/preflight';

function sources(uri: vscode.Uri): (string | undefined)[] {
  return vscode.languages.getDiagnostics(uri).map(({ source }) => source);
}

describe('beside gopls', () => {
  it('a fault that gopls publishes is shown once, and the tree keeps it', async () => {
    const editor = await show('go.mod');
    const api = await settled();
    const isTheirs = (): boolean => sources(editor.document.uri).includes('go mod tidy');
    await until('gopls says that the requirement is unused', isTheirs, {
      timeoutMs: 60_000,
      describe: () =>
        JSON.stringify(
          vscode.languages.getDiagnostics(editor.document.uri).map(({ source, message }) => [source, message]),
        ),
    });
    await until('ours gives way', () => !sources(editor.document.uri).includes('Go Preflight'), {
      describe: () =>
        JSON.stringify(
          vscode.languages.getDiagnostics(editor.document.uri).map(({ source, message }) => [source, message]),
        ),
    });
    assert.ok(
      findingsOf(api).some(({ check }) => check === 'require-unused'),
      'the tree is whole',
    );
  });

  it('what gopls does not say is ours to say', async () => {
    await diagnosticsOf(fileUri('disk_windows.go'), (ours) =>
      ours.some((problem) => checkOf(problem) === 'constraint-contradicts-file-name'),
    );
  });

  it('with the setting "always", both are shown', async () => {
    const uri = fileUri('go.mod');
    await vscode.workspace
      .getConfiguration('goPreflight')
      .update('gopls.overlap', 'always', vscode.ConfigurationTarget.Global);
    await diagnosticsOf(uri, (ours) => ours.some((problem) => checkOf(problem) === 'require-unused'));
  });
});

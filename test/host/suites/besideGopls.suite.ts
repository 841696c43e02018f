import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, eventually, fileUri, show, until } from '../support/inside/window';
import { findingsOf, settled } from '../support/inside/preflight';

function sources(uri: vscode.Uri): (string | undefined)[] {
  return vscode.languages.getDiagnostics(uri).map(({ source }) => source);
}

/** What gopls says too: the requirement that nothing uses. */
function isUnused(problem: vscode.Diagnostic): boolean {
  return checkOf(problem) === 'require-unused';
}

describe('beside gopls', () => {
  it('a fault that gopls publishes is shown once, and the tree keeps it', async () => {
    const editor = await show('go.mod');
    const api = await settled();
    const isTheirs = (): boolean => sources(editor.document.uri).includes('go mod tidy');
    await until('gopls says that the requirement is unused', isTheirs, {
      describe: () =>
        JSON.stringify(
          vscode.languages.getDiagnostics(editor.document.uri).map(({ source, message }) => [source, message]),
        ),
    });
    await diagnosticsOf(editor.document.uri, (ours) => !ours.some(isUnused));
    await until('the tree is whole', () => findingsOf(api).some(({ check }) => check === 'require-unused'));
  });

  it('what gopls does not say is ours to say', async () => {
    await diagnosticsOf(fileUri('disk_windows.go'), (ours) =>
      ours.some((problem) => checkOf(problem) === 'constraint-contradicts-file-name'),
    );
  });

  it('follows the setting at once: with "always" both are shown, with "defer" ours gives way again', async () => {
    const uri = fileUri('go.mod');
    const overlap = (mode: string): Thenable<void> =>
      vscode.workspace.getConfiguration('goPreflight').update('gopls.overlap', mode, vscode.ConfigurationTarget.Global);
    for (let round = 0; round < 2; round++) {
      await overlap('always');
      await diagnosticsOf(uri, (ours) => ours.some(isUnused));
      await overlap('defer');
      await diagnosticsOf(uri, (ours) => !ours.some(isUnused));
    }
  });

  it('a folder that replaces a module is one link, whoever gives it', async () => {
    const { document } = await show('go.mod');
    const at = document.positionAt(document.getText().indexOf('./lib'));
    await eventually(async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      const here = links.filter(({ range }) => range.contains(at));
      assert.deepEqual(
        here.map(({ target }) => target?.fsPath),
        [fileUri('lib/go.mod').fsPath],
      );
    });
  });

  it('the hover of a require line adds to that of gopls, and repeats nothing of it', async () => {
    const { document } = await show('go.mod');
    const at = document.positionAt(document.getText().indexOf('example.com/lib v1') + 3);
    const textsOf = async (): Promise<string[]> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      return hovers.flatMap(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value));
    };
    const isOurs = (text: string): boolean => text.includes('goPreflight.showModuleGraph');
    await eventually(async () => {
      const texts = await textsOf();
      const ours = texts.filter(isOurs);
      const theirs = texts.filter((text) => !isOurs(text)).join('\n');
      assert.equal(ours.length, 1, JSON.stringify(texts));
      assert.notEqual(theirs.trim(), '', 'gopls says something too');
      const sentences = ours[0]?.split('\n').filter((line) => line.startsWith('- ')) ?? [];
      assert.ok(sentences.length > 0);
      for (const sentence of sentences) assert.ok(!theirs.includes(sentence.slice(2)), `${sentence} in ${theirs}`);
      assert.match(sentences.join('\n'), /Selected: v1\\?\.0\.0/);
    });
  });
});

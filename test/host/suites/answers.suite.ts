import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pageOfAnswer, pageScheme } from '../../../src/extension/pages/pageUri';
import type { AnswerKind } from '../../../src/protocol/index';
import { settled } from '../support/inside/preflight';
import { eventually, fileUri, show, until } from '../support/inside/window';

const chinese = vscode.env.language === 'zh-cn';

/** Asks as a person does, with a file open, and waits for the tab. */
async function ask(command: string, kind: AnswerKind): Promise<void> {
  await vscode.commands.executeCommand(command);
  await until(`the page ${kind}`, () =>
    vscode.window.tabGroups.all.some(({ activeTab }) => activeTab?.label.includes(`${kind}.md`)),
  );
}

/** The text that the preview of an answer shows. */
function pageOf(kind: AnswerKind, module = '.'): Thenable<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? '';
  return vscode.workspace.openTextDocument(
    vscode.Uri.from({ scheme: pageScheme, ...pageOfAnswer({ kind, folder, module }) }),
  );
}

describe('pages that answer a question', () => {
  before(() => settled());
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('why it is this Go: about the module of the file that is open', async () => {
    await show('tools/tools.go');
    await ask('goPreflight.whyGo', 'why-go');
    const page = await pageOf('why-go', 'tools');
    await eventually(() => {
      assert.match(page.getText(), chinese ? /^# .*\p{Script=Han}/u : /^# Why this Go/);
      assert.match(page.getText(), /go1\.\d+/);
      assert.match(page.getText(), /go 1\.23\b/);
      assert.match(page.getText(), /GOTOOLCHAIN=local/);
    });
  });

  it('where the variables of go come from', async () => {
    await show('go.mod');
    await ask('goPreflight.showVariables', 'env');
    const page = await pageOf('env');
    await eventually(() => {
      assert.match(page.getText(), chinese ? /^# .*\p{Script=Han}/u : /^# Where the variables of go come from/);
      assert.match(page.getText(), /`GOFLAGS=-mod=readonly` \| /);
      assert.match(page.getText(), /`GOARCH=\w+` \| /);
    });
  });

  it('which Go the files name: every place is a link to the very word', async () => {
    await show('go.mod');
    await ask('goPreflight.showVersions', 'versions');
    const page = await pageOf('versions');
    const places = await eventually(() => {
      assert.match(page.getText(), chinese ? /^# .*\p{Script=Han}/u : /^# /);
      const found = [...page.getText().matchAll(/\]\(<\/([^>#]+)#L(\d+),(\d+)>\) \|[^|]*\| `([^`]+)`/g)];
      assert.equal(found.length, 4, page.getText());
      return found;
    });
    for (const [, file = '', line, column, version = ''] of places) {
      const document = await vscode.workspace.openTextDocument(fileUri(decodeURI(file)));
      const { text } = document.lineAt(Number(line) - 1);
      assert.match(text.slice(Number(column) - 1).replace(/^['"]/, ''), new RegExp(`^(golang:)?${version}`), file);
    }
    const named = places.map(([, file = '']) => file).toSorted();
    assert.deepEqual(named, ['.github/workflows/ci.yml', 'Dockerfile', 'go.mod', 'tools/go.mod']);
  });

  it('follows what is typed, and what something else writes, while it is open', async () => {
    const editor = await show('go.mod');
    await ask('goPreflight.showVersions', 'versions');
    const page = await pageOf('versions');
    const names = (version: string): Promise<void> =>
      eventually(() => assert.ok(page.getText().includes(`\`${version}\``), page.getText()));
    await names('1.24');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(editor.document.uri, new vscode.Range(2, 3, 2, 7), '1.21.5');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await names('1.21.5');
    await vscode.workspace.fs.writeFile(fileUri('Dockerfile'), Buffer.from('FROM golang:1.20.3\n'));
    await names('1.20.3');
  });

  it('speaks one language', async () => {
    for (const kind of ['why-go', 'env', 'versions'] as const) {
      const page = await pageOf(kind);
      await eventually(() => {
        const prose = page
          .getText()
          .replaceAll(/`[^`]*`|\(<[^>]*>\)/g, '')
          .split('\n')
          .filter((line) => line.trim() !== '');
        const foreign = chinese ? /\b(the|has|is|are|comes|needs|built into)\b/i : /\p{Script=Han}/u;
        assert.deepEqual(
          prose.filter((line) => foreign.test(line)),
          [],
        );
        assert.ok(prose.length > 3, page.getText());
      });
    }
  });
});

import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { codeActions, findingOf, gone, settled } from '../support/inside/preflight';
import { checkOf, diagnosticsOf, eventually, fileUri, show, until } from '../support/inside/window';

const firstLine = new vscode.Position(0, 14);

/** Takes the fix of this title from the light bulb, where the finding of a check stands, and applies it. */
async function fix(name: string, check: string, title: string | RegExp): Promise<vscode.TextEditor> {
  await findingOf(await settled(), check);
  const editor = await show(name);
  const isMeant = (problem: vscode.Diagnostic): boolean => checkOf(problem) === check;
  const [problem] = (await diagnosticsOf(editor.document.uri, (ours) => ours.some(isMeant))).filter(isMeant);
  const range = problem?.range ?? assert.fail('the Problem is gone');
  const [action] = await codeActions(editor.document.uri, range, (one) =>
    typeof title === 'string' ? one.title === title : title.test(one.title),
  );
  assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
  return editor;
}

describe('a build constraint in the editor', () => {
  it('is explained by a hover: shortest form, ports, named targets, yours, what it waits for', async () => {
    await settled();
    const { document } = await show('storage/a.go');
    const text = await until('the hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        firstLine,
      );
      const said = hovers.flatMap(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value));
      return said.find((one) => one.includes('targets that this repository names'));
    });
    assert.match(text, /Only a build with -tags storage/);
    assert.match(text, /Built on 0 of the 2 targets that this repository names, not on freebsd\/amd64, linux\/amd64/);
    assert.match(text, /android sets linux, too/);
    assert.match(text, /no command or setting of this repository passes it/);
    assert.match(text, /Show in the build matrix/);
  });

  it('is completed by tags of the repository and of ports', async () => {
    await settled();
    const { document } = await show('storage/a.go');
    const offered = async (at: vscode.Position): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await eventually(async () => {
      const labels = await offered(firstLine);
      for (const wanted of ['storage_s3', 'windows', 'arm64', 'unix'])
        assert.ok(labels.includes(wanted), `${wanted} is not offered: ${labels.join(' ')}`);
    });
  });
});

describe('quick fixes of build constraints', () => {
  it('delete the old form that says something else, and undo brings it back', async () => {
    const { document } = await fix('both.go', 'go-build-plus-build-mismatch', 'Delete the // +build lines');
    await eventually(() => assert.equal(document.getText(), '//go:build linux || darwin\n\npackage shop\n'));
    await gone(await settled(), 'go-build-plus-build-mismatch');
    await vscode.commands.executeCommand('undo');
    await eventually(() => assert.match(document.getText(), /^\/\/ \+build linux,darwin$/m));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('move a misplaced line to where it counts', async () => {
    const { document } = await fix('below.go', 'go-build-misplaced', /^Move it above the package clause/);
    await eventually(() => assert.equal(document.getText(), '//go:build linux\n\npackage shop\n\nconst Below = 1\n'));
    await gone(await settled(), 'go-build-misplaced');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('spell a tag', async () => {
    const { document } = await fix('letters.go', 'tag-misspelt', 'Replace with windows');
    await eventually(() => assert.equal(document.getText(), '//go:build windows\n\npackage shop\n'));
    await gone(await settled(), 'tag-misspelt');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('rename a file', async () => {
    await fix('tests/t_test_linux.go', 'test-suffix-order', 'Rename to t_linux_test.go');
    await eventually(() => assert.ok(existsSync(fileUri('tests/t_linux_test.go').fsPath)));
    assert.ok(!existsSync(fileUri('tests/t_test_linux.go').fsPath));
    await gone(await settled(), 'test-suffix-order');
  });

  it('add the file that a family of files lacks', async () => {
    await fix('shop.go', 'symbol-missing-in-configuration', /^Add free_other\.go/);
    const written = (): string => {
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/free_other.go'));
      const { fsPath } = fileUri('free_other.go');
      return open?.getText() ?? (existsSync(fsPath) ? readFileSync(fsPath, 'utf8') : '');
    };
    await eventually(() => assert.match(written(), /^\/\/go:build !linux && !windows\n\npackage shop\n/));
    assert.match(written(), /func free\(path string\) int \{\n\tpanic\(/);
  });
});

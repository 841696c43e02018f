import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, fileUri, show, until } from '../support/inside/window';
import { agree, codeActions, findingOf, settled } from '../support/inside/preflight';

function written(key: string): unknown {
  return vscode.workspace.getConfiguration('', fileUri('go.mod')).inspect(key)?.workspaceValue;
}

const folder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? '';

describe('the build matrix', () => {
  it('opens for a folder of the explorer, and closes with its tab', async () => {
    const api = await settled();
    await vscode.commands.executeCommand('goPreflight.showBuildMatrix', fileUri('disk'));
    const matrix = await until('the matrix', () => api.shown.matrices[0]);
    assert.equal(matrix.name, 'disk');
    assert.deepEqual(
      matrix.packages.map(({ files }) => files.map(({ name }) => name)),
      [['disk_windows.go', 'waits.go']],
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => assert.equal(api.shown.matrices.length, 0));
  });

  it('is where a code lens leads that says on how many ports a file is built', async () => {
    const { document } = await show('disk/disk_windows.go');
    const lens = await until('the code lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return lenses.find(({ command }) => command?.command === 'goPreflight.showBuildMatrix');
    });
    assert.match(lens.command?.title ?? '', /^Built on 3 of \d+ ports, not on linux\/amd64 \(yours\)$/);
  });
});

describe('the target of the editor', () => {
  const windows = { name: 'windows/arm64', goos: 'windows', goarch: 'arm64', tags: ['slowdisk'] };
  const before = { 'ui.semanticTokens': true };
  const then = {
    ...before,
    'build.env': { GOOS: 'windows', GOARCH: 'arm64' },
    'build.buildFlags': ['-tags=slowdisk'],
  };

  it("is set in gopls' settings of the workspace, and taken back where it was said", async () => {
    const api = await settled();
    await vscode.commands.executeCommand('goPreflight.useTarget', { folder: folder(), target: windows });
    await eventually(() => assert.deepEqual(written('gopls'), then));
    await agree(api, /gopls builds for windows\/arm64/);
    await eventually(() => assert.deepEqual(written('gopls'), before));
  });

  it('is given back by a command, to what there was before the first of several', async () => {
    await settled();
    await vscode.commands.executeCommand('goPreflight.useTarget', { folder: folder(), target: windows });
    const plan9 = { name: 'plan9/386', goos: 'plan9', goarch: '386', tags: [] };
    await vscode.commands.executeCommand('goPreflight.useTarget', { folder: folder(), target: plan9 });
    await eventually(() =>
      assert.deepEqual(written('gopls'), { ...before, 'build.env': { GOOS: 'plan9', GOARCH: '386' } }),
    );
    await vscode.commands.executeCommand('goPreflight.returnTarget');
    await eventually(() => assert.deepEqual(written('gopls'), before));
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

describe('a tag that a file waits for', () => {
  it('is set in go.buildTags by a quick fix, which can be undone', async () => {
    const api = await settled();
    await findingOf(api, 'tag-never-enabled');
    const { document } = await show('disk/waits.go');
    const [action] = await codeActions(
      document.uri,
      document.lineAt(0).range,
      ({ command }) => command?.command === 'goPreflight.setBuildTags',
    );
    assert.equal(action.title, 'Set go.buildTags for this workspace: slowdisk');
    await vscode.commands.executeCommand(
      action.command?.command ?? '',
      ...((action.command?.arguments ?? []) as unknown[]),
    );
    await eventually(() => assert.equal(written('go.buildTags'), 'slowdisk'));
    await agree(api, /go\.buildTags of this workspace has slowdisk/);
    await eventually(() => assert.equal(written('go.buildTags'), undefined));
  });
});

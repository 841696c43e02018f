import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { settled } from '../support/inside/preflight';
import { eventually, ourExtension, until } from '../support/inside/window';

describe('activation', () => {
  it('wakes up in a folder with a go.mod, without being asked', async () => {
    await until('the extension is active', () => ourExtension().isActive);
  });

  it('is quiet: opens no editor and asks nothing', async () => {
    const api = await settled();
    await eventually(() => assert.deepEqual(api.shown.questions, []));
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label)),
      [],
    );
  });
});

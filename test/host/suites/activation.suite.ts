import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ourExtension, until } from '../support/inside/window';

describe('activation', () => {
  it('wakes up in a folder with a go.mod, without being asked', async () => {
    await until('the extension is active', () => ourExtension().isActive);
  });

  it('is quiet: opens no editor', () => {
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label)),
      [],
    );
  });
});

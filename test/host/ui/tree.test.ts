import * as assert from 'node:assert/strict';
import { eventually, until } from '../../support/until';
import { ServerMessages } from '../support/serverMessages';
import { useSession } from '../support/session';

describe('the tree of checks', () => {
  const messages = new ServerMessages();
  const vscode = useSession({ example: 'shop', messages, settings: { 'goPreflight.profile': 'static' } });

  // VS Code 1.139 answers rows from one another's children when a tree changes while it is read for the first time.
  it('has every row in its place when the rows change while VS Code opens them', async () => {
    await vscode().statusBar.waitFor(/^Go: \d+ errors$/);
    await messages.holdFrom('$refresh');
    await vscode().palette.run('Go Preflight: Verify Go Environment');
    await until('a change of the rows on its way', () => messages.areHeld());
    await vscode().tree.open();
    await messages.release();
    // The rows are right for a moment before they are mixed up, so they are read when nothing is drawn any more.
    await vscode().screenshot('tree-opened');
    await eventually(async () => {
      const rows = (await vscode().tree.rows()).join('\n');
      assert.match(rows, /\nCI files, .*\nContainer images have a Go that go.mod accepts, /);
      assert.match(rows, /go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
    });
  });
});

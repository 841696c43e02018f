import * as assert from 'node:assert/strict';
import { eventually } from '../../support/until';
import { useSession } from '../support/session';

describe('the output channel', () => {
  const vscode = useSession({ example: 'shop' });

  it('lists every command that was run, with its folder, exit code and duration', async () => {
    await vscode().statusBar.waitFor(/^Go: \d+ errors$/);
    await vscode().palette.run('Go Preflight: Show Output');
    await eventually(async () => {
      const shown = (await vscode().output()).replaceAll(/\s+/g, ' ');
      const tidy = / \[info\] \S*\/go mod tidy -diff \(in \S*\/workspace\/api\) exit code \d+, \d+ ms/;
      assert.match(shown, tidy);
      assert.match(shown, / \[info\] \S*\/go version \(in \S+\) exit code 0, \d+ ms/);
    });
    await vscode().screenshot('output');
  });
});

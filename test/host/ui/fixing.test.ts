import * as assert from 'node:assert/strict';
import { eventually } from '../../support/until';
import { useSession } from '../support/session';

describe('fixing by hand', () => {
  const vscode = useSession({ example: 'shop' });

  it('the tree can show what fails only', async () => {
    await vscode().statusBar.waitFor(/^Go: \d+ errors$/);
    await vscode().statusBar.click();
    await vscode().tree.waitFor(/^Go: \d+ errors/);
    const passed = async (): Promise<readonly string[]> =>
      (await vscode().tree.rows()).filter((row) => /, passed(,|$)|^\d+ passed/.test(row));
    await vscode().tree.titleAction('Show Only What Fails', async () => (await passed()).length === 0);
    await vscode().tree.waitFor(/go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
    await eventually(async () => assert.deepEqual(await passed(), []));
  });

  it('a Problem leads to its token', async () => {
    await vscode().problems.open();
    const row = await vscode().problems.waitFor(/go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
    assert.match(row, /at line 5 and character 22/i);
    await vscode().problems.reveal('go.sum has no hash of rsc.io/quote v1.5.2', 'go.mod');
    await vscode().editor.waitFor(/^module example\.com\/shop\/api\n/);
  });

  it('the light bulb fixes a text, and the Problem is gone', async () => {
    await vscode().editor.open('api/debug.go');
    await vscode().editor.goTo(1, 18);
    const fixes = await vscode().editor.quickFixes('Write //go:build debug');
    assert.equal(fixes[0], 'Write //go:build debug', fixes.join(' | '));
    await vscode().page.keyboard.press('Escape');
    await vscode().editor.applyQuickFix('Write //go:build debug');
    await vscode().editor.waitFor(/^\/\/go:build debug\n/);
    await vscode().problems.waitUntilGone(/does not parse/);
  });
});

describe('Restricted Mode', () => {
  const vscode = useSession({ example: 'shop', trusted: false, extension: 'installed' });

  it('still says what the files alone tell', async () => {
    await vscode().statusBar.waitFor(/^Go: \d+ errors?$/);
    await vscode().statusBar.click();
    await vscode().tree.waitFor(/go:build/);
    await vscode().screenshot('restricted');
  });
});

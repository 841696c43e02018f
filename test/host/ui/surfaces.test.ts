import * as assert from 'node:assert/strict';
import { useSession } from '../support/session';

for (const theme of ['light', 'dark'] as const) {
  describe(`the example workspace as a person sees it, ${theme}`, () => {
    const vscode = useSession({ example: 'shop', theme });

    it('has a verdict in the status bar, one item, and no notification', async () => {
      await vscode().statusBar.waitFor(/^Go: \d+ errors$/);
      assert.equal(await vscode().statusBar.count(), 1);
      assert.deepEqual(await vscode().statusBar.icons(), ['error']);
      assert.deepEqual(await vscode().notifications.texts(), []);
    });

    it('says in the tooltip which Go it is and what was found', async () => {
      const tooltip = await vscode().statusBar.tooltip();
      assert.match(tooltip, /errors/);
      assert.match(tooltip, /go\s*1\.\d+|not found/i);
      await vscode().screenshot(`status-bar-${theme}`, { keepHover: true });
    });

    it('opens the tree of checks from the status bar, worst family first', async () => {
      await vscode().statusBar.click();
      await vscode().tree.waitFor(/^Go: \d+ errors/);
      await vscode().tree.titleAction('Show Only What Fails');
      await vscode().tree.waitFor(/go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
      const rows = await vscode().tree.rows();
      assert.deepEqual(
        rows.filter((row) => /, passed$/.test(row)),
        [],
      );
      const worst = (row: string): number => (/, error,/.test(row) ? 0 : 1);
      const families = rows.filter((row) => /\d+ passed$/.test(row)).map(worst);
      assert.deepEqual(families, families.toSorted());
      await vscode().screenshot(`tree-${theme}`);
    });

    it('has Problems at the exact token, and a click goes there', async () => {
      await vscode().problems.open();
      const row = await vscode().problems.waitFor(/go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
      assert.match(row, /line 5, character 22|Ln 5, Col 22|at line 5 and character 22/i);
      await vscode().problems.reveal('go.sum has no hash of rsc.io/quote v1.5.2');
      await vscode().editor.waitFor(/^module example\.com\/shop\/api\n/);
      await vscode().screenshot(`problems-${theme}`);
    });

    it('fixes a text by the light bulb, which the finding does not survive', async () => {
      await vscode().editor.open('api/debug.go');
      await vscode().editor.goTo(1, 18);
      const fixes = await vscode().editor.quickFixes();
      assert.equal(fixes[0], 'Write //go:build debug', fixes.join(' | '));
      await vscode().screenshot(`quick-fix-${theme}`);
      await vscode().editor.applyQuickFix('Write //go:build debug');
      await vscode().editor.waitFor(/^\/\/go:build debug\n/);
      await vscode().problems.waitUntilGone(/does not parse/);
    });

    it('runs the command of the palette with one line at its end', async () => {
      await vscode().palette.run('Go Preflight: Verify Go Environment');
      await vscode().notifications.waitFor(/^Go environment: \d+ error/);
      // The progress is a notification too, and goes away by itself.
      await vscode().notifications.waitUntilOnly(/^Go environment: /);
    });

    it('did not crash the page', () => {
      assert.deepEqual(
        vscode().pageProblems.filter((problem) => /crash/.test(problem)),
        [],
      );
    });
  });
}

describe('a Chinese window', () => {
  const vscode = useSession({ example: 'shop', language: 'zh-cn' });

  it('speaks Chinese in the status bar, Problems and the tree', async () => {
    const text = await vscode().statusBar.waitFor(/\p{Script=Han}/u);
    assert.match(text, /\d/);
    await vscode().statusBar.click();
    await vscode().tree.titleAction(/只显示/);
    await vscode().tree.waitFor(/go\.sum.*rsc\.io\/quote v1\.5\.2/);
    await vscode().problems.open();
    const row = await vscode().problems.waitFor(/go\.sum.*rsc\.io\/quote v1\.5\.2/);
    assert.match(row, /\p{Script=Han}/u);
    assert.doesNotMatch(row, /has no hash/);
    await vscode().screenshot('chinese');
  });
});

describe('Restricted Mode', () => {
  const vscode = useSession({ example: 'shop', trusted: false, extension: 'installed' });

  it('is not verified, and says what would help', async () => {
    await vscode().statusBar.waitFor(/^Go: \d+ errors?$|^Go: not verified$/);
    await vscode().statusBar.click();
    await vscode().tree.waitFor(/go:build/);
    await vscode().screenshot('restricted');
  });
});

import * as assert from 'node:assert/strict';
import { useSession } from '../support/session';

/** What a person sees in the first minute, on the bundled example; the pictures are those of the README. */
for (const theme of ['light', 'dark'] as const) {
  describe(`the first minute (${theme})`, () => {
    const vscode = useSession({ example: 'shop', theme, size: { width: 1400, height: 900 } });

    it('nothing pops up; the status bar has the verdict, and there is one item', async () => {
      await vscode().statusBar.waitFor(/Go: \d+ errors?/);
      assert.equal(await vscode().statusBar.count(), 1);
      assert.deepEqual(await vscode().notifications.texts(), []);
      await vscode().notifications.close();
    });

    it('a click on the verdict opens the tree; findings have their place', async () => {
      await vscode().statusBar.click();
      await vscode().tree.waitFor(/debug\.go:1/);
      assert.match((await vscode().tree.badge()) ?? '', /^\d+$/);
    });

    it('the Problems panel has the findings, with the code of the check', async () => {
      await vscode().problems.open();
      await vscode().problems.waitFor(/go-build-syntax-error|does not parse/);
      await vscode().editor.open('api/trace_windows.go');
      await vscode().screenshot(`overview-${theme}`);
    });

    it('the light bulb offers the fix', async () => {
      await vscode().editor.goTo(1, 13);
      const fixes = await vscode().editor.quickFixes();
      await vscode().screenshot(`quick-fix-${theme}`);
      assert.ok(fixes.length > 0);
      await vscode().page.keyboard.press('Escape');
    });

    it('the tooltip has the table', async () => {
      const tooltip = await vscode().statusBar.tooltip();
      assert.match(tooltip, /Modules/);
      await vscode().page.screenshot({ path: `test-results/ui/tooltip-${theme}.png` });
      await vscode().page.keyboard.press('Escape');
    });

    it('the command verifies and ends with one line', async () => {
      await vscode().palette.run('Go Preflight: Verify Go Environment');
      const line = await vscode().notifications.waitFor(/^Go environment: /);
      assert.match(line, /\d+ errors?/);
      await vscode().screenshot(`verified-${theme}`);
      await vscode().notifications.press('Go environment', 'Show');
    });

    it('the page of a check opens inside the editor', async () => {
      await vscode().tree.inlineAction(/debug\.go|does not parse/, 'Explain');
      const preview = vscode().page.locator('.tab.active', { hasText: /go-build-syntax-error/i });
      await preview.first().waitFor({ timeout: 15_000 });
      await vscode()
        .page.locator('iframe.webview')
        .first()
        .contentFrame()
        .locator('iframe')
        .contentFrame()
        .getByText('How to silence')
        .waitFor({ timeout: 20_000 });
      assert.deepEqual(
        await vscode()
          .notifications.texts()
          .then((texts) => texts.filter((text) => /error/i.test(text) && !text.startsWith('Go environment'))),
        [],
      );
      await vscode().notifications.close();
      await vscode().screenshot(`page-${theme}`);
    });

    it('the code of a Problem links to its page', async () => {
      await vscode().problems.open();
      await vscode().page.locator('.markers-panel a', { hasText: 'gomod-replace-target-missing' }).first().click();
      await vscode()
        .page.locator('.tab', { hasText: /gomod-replace-target-missing/ })
        .first()
        .waitFor({ timeout: 15_000 });
      await vscode().screenshot(`link-${theme}`);
    });

    it('the walkthrough shows its steps', async () => {
      await vscode().palette.run('Welcome: Open Walkthrough...');
      await vscode().page.keyboard.type('Verify your Go environment');
      await vscode().page.keyboard.press('Enter');
      await vscode()
        .page.locator('.gettingStartedContainer', { hasText: 'Verify your Go environment' })
        .waitFor({ timeout: 15_000 });
      await vscode().screenshot(`walkthrough-${theme}`);
    });

    it('no request left the machine on our account', () => {
      assert.deepEqual(
        [...vscode().foreignHosts].filter((host) => !/open-vsx|vscode|microsoft|code-server|coder/.test(host)),
        [],
      );
    });
  });
}

describe('the first minute (Chinese)', () => {
  const vscode = useSession({ example: 'shop', language: 'zh-cn', size: { width: 1400, height: 900 } });

  it('speaks Chinese on every surface', async () => {
    await vscode().statusBar.waitFor(/Go：\d+ 个错误/);
    await vscode().statusBar.click();
    await vscode().tree.waitFor(/debug\.go:1/);
    await vscode().problems.open();
    await vscode().editor.open('api/trace_windows.go');
    await vscode().screenshot('overview-zh-cn');
  });
});

import * as assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../support/until';
import { useSession } from '../support/session';

/** What a person sees in the first minute, on the bundled example; the pictures are those of the README. */
for (const theme of ['light', 'dark'] as const) {
  describe(`the first minute (${theme})`, () => {
    const vscode = useSession({ example: 'shop', theme, size: { width: 1400, height: 900 } });
    const tab = (name: RegExp): Locator => vscode().page.locator('.tab', { hasText: name }).first();

    it('nothing pops up; the status bar has the verdict, and there is one item', async () => {
      await vscode().statusBar.waitFor(/Go: \d+ errors?/);
      await eventually(async () => assert.equal(await vscode().statusBar.count(), 1));
      await eventually(async () => assert.deepEqual(await vscode().notifications.texts(), []));
      await vscode().notifications.close();
    });

    it('a click on the verdict opens the tree; findings have their place', async () => {
      await vscode().statusBar.click();
      await vscode().tree.waitFor(/debug\.go:1/);
      await eventually(async () => assert.match((await vscode().tree.badge()) ?? '', /^\d+$/));
    });

    it('the Problems panel has the findings, with the code of the check', async () => {
      await vscode().problems.open();
      await vscode().problems.waitFor(/go-build-syntax-error|does not parse/);
      await vscode().editor.open('api/trace_windows.go');
      await vscode().screenshot(`overview-${theme}`);
    });

    it('the light bulb offers the fix', async () => {
      await vscode().editor.goTo(1, 13);
      await vscode().editor.quickFixes('Rename to');
      await vscode().screenshot(`quick-fix-${theme}`);
      await vscode().page.keyboard.press('Escape');
    });

    it('the tooltip has the table', async () => {
      await vscode().statusBar.tooltip(/Modules/);
      await vscode().screenshot(`tooltip-${theme}`, { keepHover: true });
      await vscode().page.keyboard.press('Escape');
    });

    it('the command verifies and ends with one line', async () => {
      await vscode().palette.run('Go Preflight: Verify Go Environment');
      await vscode().notifications.waitFor(/^Go environment: .*\d+ errors?/);
      await vscode().screenshot(`verified-${theme}`);
      await vscode().notifications.press('Go environment', 'Show');
    });

    it('the page of a check opens inside the editor', async () => {
      const page = tab(/go-build-syntax-error/i);
      await vscode().tree.inlineAction(/debug\.go|does not parse/, 'Explain', () => page.isVisible());
      await vscode().preview.getByText('How to silence').waitFor();
      const errors = (await vscode().notifications.texts()).filter((text) => /error/i.test(text));
      assert.deepEqual(
        errors.filter((text) => !text.startsWith('Go environment')),
        [],
      );
      await vscode().notifications.close();
      await vscode().screenshot(`page-${theme}`);
    });

    it('the code of a Problem links to its page', async () => {
      await vscode().problems.open();
      await vscode().page.locator('.markers-panel a', { hasText: 'gomod-replace-target-missing' }).first().click();
      await tab(/gomod-replace-target-missing/).waitFor();
      await vscode().screenshot(`link-${theme}`);
    });

    it('answers why it is this Go', async () => {
      await vscode().palette.run('Go Preflight: Why This Go?');
      await vscode().preview.getByText('Which command').first().waitFor();
      await vscode().screenshot(`why-go-${theme}`);
    });

    it('answers where the variables of go come from', async () => {
      await vscode().palette.run("Go Preflight: Where Do Go's Variables Come From?");
      await vscode().preview.getByText('GOMODCACHE').first().waitFor();
      await vscode().screenshot(`variables-${theme}`);
    });

    it('answers from the row of the family which Go the files name, and leads to them', async () => {
      const link = vscode()
        .preview.getByRole('link', { name: /Dockerfile/ })
        .first();
      await vscode().tree.inlineAction(/CI files/, 'Which Go', () => link.isVisible());
      await vscode().screenshot(`versions-${theme}`);
      await link.click();
      await vscode().page.locator('.tab.active', { hasText: 'Dockerfile' }).waitFor();
      await vscode().editor.waitFor(/^FROM golang/m);
    });

    it('the walkthrough shows its steps', async () => {
      await vscode().palette.runAndPick('Welcome: Open Walkthrough...', 'Verify your Go environment');
      await vscode().page.locator('.gettingStartedContainer', { hasText: 'Verify your Go environment' }).waitFor();
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

  it('answers in Chinese', async () => {
    await vscode().palette.run('Go Preflight: 为什么是这个 Go？');
    await vscode().preview.getByRole('heading', { level: 1 }).waitFor();
    await vscode().screenshot('why-go-zh-cn');
    await vscode().palette.run('Go Preflight: go 的变量从哪里来？');
    await vscode().preview.getByText('GOMODCACHE').first().waitFor();
    await vscode().screenshot('variables-zh-cn');
    await vscode().palette.run('Go Preflight: 本仓库写明了哪些 Go 版本？');
    await vscode()
      .preview.getByRole('link', { name: /Dockerfile/ })
      .first()
      .waitFor();
    await vscode().screenshot('versions-zh-cn');
  });
});

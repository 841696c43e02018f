import { eventually } from '../../support/until';
import * as assert from 'node:assert/strict';
import { useSession } from '../support/session';

const profile = { 'goPreflight.profile': 'static' };

describe('the view where there is nothing to show', () => {
  describe('because there is no Go', () => {
    const vscode = useSession({ files: { 'notes.txt': 'nothing\n' } });

    it('says so', async () => {
      await vscode().tree.open();
      await eventually(async () =>
        assert.match(await vscode().tree.welcome(), /There is no Go code in this workspace: no go\.mod/),
      );
    });
  });

  describe('because nobody has asked yet', () => {
    const vscode = useSession({
      files: { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'shop.go': 'package shop\n' },
      settings: { ...profile, 'goPreflight.background.enabled': false },
    });

    it('offers to verify', async () => {
      await vscode().tree.open();
      await eventually(async () => assert.match(await vscode().tree.welcome(), /Nothing has been verified yet/));
      await vscode().page.getByRole('button', { name: 'Verify Go Environment' }).first().click();
      await vscode().tree.waitFor(/^Go ready/);
    });
  });

  describe('because all is fine and only what fails is shown', () => {
    const vscode = useSession({
      files: { 'go.mod': 'module example.com/shop\n\ngo 1.24\n', 'shop.go': 'package shop\n' },
      settings: { ...profile, 'goPreflight.checks': { 'go-patch-outdated': 'off' } },
    });

    it('says that nothing fails, and leads back to all checks', async () => {
      await vscode().tree.open();
      await vscode().tree.waitFor(/^Go ready/);
      const said = vscode().page.getByText('Nothing fails.');
      await vscode().tree.titleAction(/Show Only What Fails/, () => said.isVisible());
      await vscode().screenshot('nothing-fails');
      await vscode().page.getByRole('button', { name: 'Show All Checks' }).first().click();
      await vscode().tree.waitFor(/^Go ready/);
    });
  });
});

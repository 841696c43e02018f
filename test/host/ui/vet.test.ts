import * as assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually, until } from '../../support/until';
import { useSession } from '../support/session';

/** darwin has a file of its own for another name, so somebody meant it to be built there; `open` is forgotten. */
const files = {
  'go.mod': 'module shop.example/m\n\ngo 1.21\n',
  'open.go': 'package m\n\nfunc Open() error {\n\tdefer closeAll()\n\treturn open()\n}\n',
  'open_linux.go': 'package m\n\nfunc open() error { return nil }\n',
  'open_windows.go': 'package m\n\nfunc open() error { return nil }\n',
  'close_darwin.go': 'package m\n\nfunc closeAll() {}\n',
  'close_other.go': '//go:build !darwin\n\npackage m\n\nfunc closeAll() {}\n',
};

describe('go vet for the target of a finding', () => {
  const vscode = useSession({ files });
  const question = (): Locator => vscode().page.locator('.monaco-dialog-box');
  const ask = async (): Promise<void> => {
    await vscode().editor.applyQuickFix('Ask go vet for darwin');
    await question().waitFor();
    await eventually(async () =>
      assert.match(await question().innerText(), /Run go vet for this target\?[^]*The network is not used/),
    );
  };

  it('builds nothing before the person agrees, and says on the Problem what it found', async () => {
    await vscode().problems.open();
    await vscode().problems.waitFor(/open/);
    await vscode().editor.open('open.go');
    await vscode().editor.goTo(5, 10);
    await ask();
    await vscode().snapshot('vet-consent');
    await question().getByRole('button', { name: 'Cancel' }).click();
    await question().waitFor({ state: 'hidden' });
    const rows = await vscode().problems.rows();
    assert.ok(!rows.some((row) => row.includes('go vet for')), rows.join(' | '));

    await ask();
    await question().getByRole('button', { name: 'Run go vet' }).click();
    await vscode().problems.waitFor(/go vet for darwin\/\w+ confirms it: undefined: open/);
    await until('no question', async () => (await question().count()) === 0);

    // What was cancelled ran nothing: one command for two questions.
    await vscode().palette.run('Go Preflight: Show Output');
    await eventually(async () => {
      const commands = (await vscode().output()).match(/\/go vet /g) ?? [];
      assert.equal(commands.length, 1);
    });
  });
});

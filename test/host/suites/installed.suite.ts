import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ourExtension, until } from '../support/inside/window';

const language = process.env['TEST_LANGUAGE'] ?? 'en';
const trusted = process.env['TEST_TRUSTED'] !== 'false';

describe('the installed extension', () => {
  it('is the packaged one, not the checkout', () => {
    assert.match(ourExtension().extensionPath, /[\\/]extensions[\\/]go-preflight\.go-preflight-\d/);
  });

  it('wakes up in a folder with a go.mod, also without trust', async () => {
    assert.equal(vscode.workspace.isTrusted, trusted);
    await until('the extension is active', () => ourExtension().isActive);
  });

  it("registers every command of its manifest, titled in the window's language", async () => {
    assert.equal(vscode.env.language, language);
    const { contributes } = ourExtension().packageJSON as {
      contributes: { commands: readonly { command: string; title: string | { value: string } }[] };
    };
    const known = new Set(await vscode.commands.getCommands());
    assert.deepEqual(
      contributes.commands.filter(({ command }) => !known.has(command)).map(({ command }) => command),
      [],
    );
    const titles = contributes.commands.map(({ title }) => (typeof title === 'string' ? title : title.value));
    assert.ok(titles.length > 0);
    const inChinese = titles.filter((title) => /\p{Script=Han}/u.test(title));
    assert.equal(inChinese.length, language === 'zh-cn' ? titles.length : 0, titles.join(' | '));
  });
});

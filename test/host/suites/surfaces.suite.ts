import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, fileUri, until } from '../support/inside/window';
import { settled } from '../support/inside/preflight';

const chinese = vscode.env.language === 'zh-cn';

describe('status bar and tree', () => {
  it('say the verdict and its counts', async () => {
    const api = await settled();
    await eventually(() => {
      const { statusBar, rows } = api.shown;
      assert.equal(statusBar?.text, chinese ? '$(warning) Go：1 个警告' : '$(warning) Go: 1 warning');
      assert.equal(statusBar.isError, false);
      assert.equal(rows[0]?.label, chinese ? 'Go：1 个警告' : 'Go: 1 warning');
      assert.match(rows[0]?.description ?? '', /go \d+\.\d+/);
    });
  });

  it('show family, check and finding, worst family first, passed ones closed', async () => {
    const api = await settled();
    await eventually(() => {
      const { rows } = api.shown;
      const finding = rows.find(({ context }) => context.startsWith('finding'));
      assert.equal(finding?.description, 'disk_windows.go:1');
      assert.match(finding.context, /\blocated\b/);
      const families = rows.filter(({ context }) => context.startsWith('family '));
      assert.equal(families[0]?.icon, 'warning');
      assert.ok(families.some(({ icon }) => icon === 'pass'));
    });
  });

  it('speak one language', async () => {
    const api = await settled();
    const foreign = chinese ? /\b(the|has|is|are|not verified|passed|every)\b/i : /[\u4e00-\u9fff]/;
    await eventually(() => {
      const { rows, statusBar } = api.shown;
      const words = [statusBar?.tooltip ?? '', ...rows.map(({ label }) => label)];
      assert.ok(words.length > 5, words.join(' | '));
      assert.deepEqual(
        words.filter((text) => foreign.test(text)),
        [],
      );
    });
  });

  it('say what was not verified, and why', async () => {
    const api = await settled();
    await eventually(() => {
      for (const row of api.shown.rows.filter(({ icon }) => icon === 'question')) assert.notEqual(row.label, '');
    });
  });

  it('can be filtered to what fails', async () => {
    const api = await settled();
    await vscode.commands.executeCommand('goPreflight.filterFailing');
    await eventually(() => {
      assert.equal(api.shown.rows.filter(({ icon }) => icon === 'pass').length, 0);
      assert.ok(api.shown.rows.some(({ context }) => context.startsWith('finding')));
    });
    await vscode.commands.executeCommand('goPreflight.showAll');
    await until('what is fine is shown again', () => api.shown.rows.some(({ icon }) => icon === 'pass'));
  });

  it('can be verified anew one check at a time, and what fails alone, with all other results kept', async () => {
    const api = await settled();
    const check = { kind: 'check', check: { id: 'constraint-contradicts-file-name' } };
    for (const [command, ...args] of [['goPreflight.verifyCheck', check], ['goPreflight.verifyFailing']] as const) {
      let changes = 0;
      const listener = api.onDidChangeResults(() => changes++);
      const response = await vscode.commands.executeCommand<{ folders: unknown[] } | undefined>(command, ...args);
      assert.equal(response?.folders.length, 1, command);
      await until('a new result', () => changes > 0);
      listener.dispose();
      await eventually(() => {
        assert.equal(api.shown.statusBar?.text, chinese ? '$(warning) Go：1 个警告' : '$(warning) Go: 1 warning');
        assert.ok(api.shown.rows.some(({ icon }) => icon === 'pass'));
      });
    }
  });

  it('change when the fault is gone: the command verifies and returns its counts', async () => {
    const api = await settled();
    await vscode.workspace.fs.delete(fileUri('disk_windows.go'));
    const response = await vscode.commands.executeCommand<{ folders: { summary: { verdict: string } }[] }>(
      'goPreflight.verify',
    );
    assert.equal(response.folders.length, 1);
    await until(
      'no warning is left',
      () => api.shown.statusBar?.text === (chinese ? '$(pass) Go 就绪' : '$(pass) Go ready'),
      { describe: () => api.shown.statusBar?.text ?? '' },
    );
  });

  it('copy a report that names neither user nor home', async () => {
    await settled();
    const markdown = await vscode.commands.executeCommand<string>('goPreflight.copyReport');
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), markdown));
    assert.match(markdown, /go \d+\.\d+|go\d+\.\d+|\d+\.\d+\.\d+/);
    const home = process.env['HOME'] ?? '';
    assert.ok(home === '' || home === '/' || !markdown.includes(`${home}/`), markdown);
  });

  it('save a snapshot of the environment, and hold it against this machine', async () => {
    await settled();
    const file = fileUri('environment.json');
    await vscode.commands.executeCommand('goPreflight.saveSnapshot', file);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.equal((JSON.parse(text) as { kind: string }).kind, 'go-preflight-snapshot');
    await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.uri.path, file.path));
    await vscode.commands.executeCommand('goPreflight.compareWithSnapshot', file);
    await eventually(() => {
      const pages = vscode.workspace.textDocuments.filter(({ uri }) => uri.path === '/diff.md');
      const page = pages.find(({ uri }) => uri.scheme === 'go-preflight-page')?.getText() ?? '';
      assert.match(
        page,
        chinese
          ? /^# 环境对比\n\n- A: 快照 environment\.json/
          : /^# Environments compared\n\n- A: snapshot environment\.json/,
      );
      assert.match(page, chinese ? /没有差异/ : /No differences/);
    });
  });

  it('register every command of the manifest', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = vscode.extensions.getExtension('go-preflight.go-preflight')?.packageJSON as {
      contributes: { commands: { command: string; title: string | { value: string } }[] };
    };
    assert.deepEqual(
      contributes.commands.filter(({ command }) => !known.has(command)),
      [],
    );
    assert.deepEqual(
      contributes.commands.filter(({ title }) => (typeof title === 'string' ? title : title.value).startsWith('%')),
      [],
    );
  });
});

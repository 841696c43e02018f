import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually, fileUri, ourExtension, until } from '../support/inside/window';
import { findingOf, preflight, settled } from '../support/inside/preflight';

/** Each window has the files of one case, and runs that case alone. */
const has = (name: string): boolean => existsSync(fileUri(name).fsPath);

describe('what is there and what is not', () => {
  if (has('readme.txt'))
    it('no Go: no status bar item, and the command says so', async () => {
      assert.equal(ourExtension().isActive, false, 'nothing wakes us up');
      const api = await preflight();
      const response = await api.verify();
      assert.deepEqual(response?.folders, []);
      await eventually(() => assert.equal(api.shown.statusBar, undefined));
    });

  if (has('main.go'))
    it('Go files without a go.mod: a verdict', async () => {
      const api = await settled();
      await eventually(() => assert.match(api.shown.statusBar?.text ?? '', /^\$\((pass|warning|error|question)\) Go/));
    });

  if (has('shop.go'))
    it('no go command: an error that says where it was looked for, and a way out', async () => {
      const api = await settled();
      // The server of a window inherits its environment, and a new server the one of today.
      process.env['PATH'] = '/nonexistent';
      await vscode.commands.executeCommand('goPreflight.restartServer');
      const finding = await findingOf(api, 'go-not-found');
      // A go that lies in a usual folder is used, and its absence from PATH is a warning.
      assert.equal(finding.severity, /nowhere|no go/i.test(finding.message) ? 'error' : 'warning', finding.message);
      await until('the status bar says so', () => /\$\((error|warning)\)/.test(api.shown.statusBar?.text ?? ''));
    });
});

import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { checkOf, diagnosticsOf, fileUri, until } from '../support/inside/window';
import { settled } from '../support/inside/preflight';

/** The server process that this extension host started. */
function serverPid(): number | undefined {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      if (parent === String(process.pid) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('dist/server.js'))
        return Number(name);
    } catch {
      // it ended while we looked
    }
  }
  return undefined;
}

describe('a server that crashes', () => {
  it('is started again, and the Problems are there again, without a word', async () => {
    const api = await settled();
    const first = await until('the server runs', serverPid);
    process.kill(first, 'SIGKILL');
    const second = await until('another server runs', () => {
      const pid = serverPid();
      return pid !== first && pid;
    });
    assert.notEqual(second, first);
    await diagnosticsOf(fileUri('disk_windows.go'), (ours) =>
      ours.some((problem) => checkOf(problem) === 'constraint-contradicts-file-name'),
    );
    await vscode.workspace.fs.delete(fileUri('disk_windows.go'));
    await until('the new server answers', () => api.shown.statusBar?.text === '$(pass) Go ready', {
      describe: () => api.shown.statusBar?.text ?? '',
    });
  });

  it('is started by the command too, and the Problems come from the new one', async () => {
    const first = await until('the server runs', serverPid);
    await vscode.commands.executeCommand('goPreflight.restartServer');
    await until('another server runs', () => {
      const pid = serverPid();
      return pid !== undefined && pid !== first;
    });
    const file = fileUri('disk_windows.go');
    const faulty = (ours: readonly vscode.Diagnostic[]): boolean =>
      ours.some((problem) => checkOf(problem) === 'constraint-contradicts-file-name');
    await vscode.workspace.fs.writeFile(file, Buffer.from('//go:build linux\n\npackage shop\n'));
    await diagnosticsOf(file, faulty);
    await vscode.workspace.fs.delete(file);
    await diagnosticsOf(file, (ours) => !faulty(ours));
  });
});

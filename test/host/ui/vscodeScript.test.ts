import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { removeFolder } from '../../support/removeFolder';
import { until } from '../../support/until';
import { openBrowser } from '../launcher/browser';
import { installedBrowser } from '../launcher/installation';
import { Problems } from '../support/workbench/problems';
import { StatusBar } from '../support/workbench/statusBar';

describe('npm run vscode', () => {
  it('opens VS Code with the extension on a copy of the example, which is gone when it ends', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'gp-vscode-'));
    // Whoever runs the tests may have a VS Code of his own: a `code` that does not run stands before it.
    await writeFile(path.join(folder, 'code'), '#!/bin/sh\nexit 1\n');
    await chmod(path.join(folder, 'code'), 0o755);
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH']}`, TMPDIR: folder };
    // As a shell does: the script and what it starts are one group, which Ctrl+C ends.
    const child = spawn(process.execPath, ['scripts/vscode.mjs'], {
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      const address = await until('an address', () => /VS Code is open at (\S+)/.exec(said)?.[1], {
        describe: () => said,
      });
      const shop = new URL(address).searchParams.get('folder') ?? '';
      assert.ok(existsSync(path.join(shop, 'api/go.mod')), shop);
      const window = await openBrowser({ browser: installedBrowser() });
      try {
        await window.page.goto(address);
        await new StatusBar(window.page).waitFor(/^Go: \d+ errors$/);
        const problems = new Problems(window.page);
        await problems.open();
        await problems.waitFor(/go\.sum has no hash of rsc\.io\/quote v1\.5\.2/);
      } finally {
        await window.browser.close();
      }
      process.kill(-(child.pid ?? assert.fail('it did not start')), 'SIGINT');
      await ended;
      await until('no copy left', () => !existsSync(shop));
    } finally {
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await removeFolder(folder);
    }
  });
});

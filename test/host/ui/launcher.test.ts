import * as assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeProfile } from '../support/profile';
import { removeFolder } from '../../support/removeFolder';
import { until } from '../../support/until';

/** Processes whose command line names a folder: the launcher, its server, and what these started. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false; // ended meanwhile
    }
  });
}

describe('the launcher that stands for VS Code', () => {
  const folders: string[] = [];

  async function launch(suite: string): Promise<{ child: ChildProcess; folder: string }> {
    const executable = process.env['VSCODE_TEST_EXECUTABLE'];
    assert.ok(executable, 'npm run test:ui tells where the launcher is');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'gp-launcher-'));
    folders.push(folder);
    const extension = path.join(folder, 'extension');
    await mkdir(extension);
    const manifest = { name: 'driver', publisher: 'test', version: '1.0.0', engines: { vscode: '*' } };
    await writeFile(path.join(extension, 'package.json'), JSON.stringify(manifest));
    await writeFile(path.join(folder, 'suite.cjs'), suite);
    await writeProfile(path.join(folder, 'profile'), {});
    const args = [
      `--extensionDevelopmentPath=${extension}`,
      `--extensionTestsPath=${path.join(folder, 'suite.cjs')}`,
      `--user-data-dir=${path.join(folder, 'profile')}`,
    ];
    return { child: spawn(executable, args, { stdio: 'ignore' }), folder };
  }

  const ended = (child: ChildProcess): Promise<number | string | null> =>
    new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));

  after(async () => {
    for (const folder of folders) await removeFolder(folder);
  });

  it('ends with 0 when the suite resolves, with 1 when it rejects', async () => {
    const good = await launch('exports.run = () => Promise.resolve();');
    assert.equal(await ended(good.child), 0);
    const bad = await launch('exports.run = () => Promise.reject(new Error("no"));');
    assert.equal(await ended(bad.child), 1);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`leaves no server behind when it is ended by ${signal}`, async () => {
      const { child, folder } = await launch(
        'require("fs").writeFileSync(__dirname + "/started", ""); exports.run = () => new Promise(() => {});',
      );
      await until('the suite runs', () => existsSync(path.join(folder, 'started')));
      await until('the launcher and its server run', () => processesOf(folder).length >= 2);
      const end = ended(child);
      child.kill(signal);
      assert.equal(await end, signal === 'SIGTERM' ? 143 : 'SIGKILL');
      await until('all processes are gone', () => processesOf(folder).length === 0);
    });
  }
});

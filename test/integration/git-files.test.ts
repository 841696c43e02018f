import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { verdictOf, type StateVerdict } from '../proof/modules/stateVerdict';
import { describeSumWorld } from '../support/describeSumWorld';
import { skip } from '../support/skip';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

const app = {
  'go.mod': 'module example.com/app\n\ngo 1.23\n\nrequire example.com/quote v1.5.2\n',
  'main.go': `${imports('main', 'example.com/quote', 'example.com/quote/say')}\nfunc main() {}\n`,
};

/** What a clone lacks, which only git knows: the real git answers, and go judges the clone. */
describeSumWorld('files that git does not have', (world) => {
  before(function () {
    try {
      execFileSync('git', ['--version']);
    } catch {
      skip(this, 'needs git');
    }
  });

  const git = (dir: string, ...args: readonly string[]): void => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    execFileSync('git', [...who, ...args], { cwd: dir, stdio: 'ignore' });
  };

  const asked = ['gosum-not-tracked', 'vendor-gitignored'];

  const ours = ({ findings }: StateVerdict): readonly string[] =>
    findings
      .filter(({ check }) => asked.includes(check))
      .map(({ check, severity, location }) => `${severity} ${check} ${location?.file.split('/').pop() ?? ''}`);

  /** Commits all that git takes, verifies the folder, and has go build a clone. */
  async function judge(
    folder: TemporaryFolder,
    args: readonly string[] = ['add', '-A'],
  ): Promise<{ readonly said: readonly string[]; readonly complaint: string | undefined }> {
    git(folder.path, 'init', '-q');
    git(folder.path, ...args);
    git(folder.path, 'commit', '-qm', 'all');
    const verdict = await verdictOf(folder.path, world().variables, asked);
    assert.ok(verdict.untouched, 'looking changes nothing, not in .git either');
    assert.equal(world().complaint(folder.path), undefined, 'go is content here');
    const clone = await TemporaryFolder.create();
    try {
      git(clone.path, 'clone', '-q', folder.path, clone.at('repo'));
      return { said: ours(verdict), complaint: world().complaint(clone.at('repo')) };
    } finally {
      await clone.remove();
    }
  }

  async function withApp(
    files: Readonly<Record<string, string>>,
    vendored: boolean,
    test: (folder: TemporaryFolder) => Promise<void>,
  ): Promise<void> {
    const folder = await TemporaryFolder.create({ ...app, ...files });
    try {
      world().goOnline(folder.path, ['mod', 'tidy']);
      if (vendored) world().goOnline(folder.path, ['mod', 'vendor']);
      await test(folder);
    } finally {
      await folder.remove();
    }
  }

  it('a go.sum that a rule ignores', () =>
    withApp({ '.gitignore': '*.sum\n' }, false, async (folder) => {
      const { said, complaint } = await judge(folder);
      assert.deepEqual(said, ['warning gosum-not-tracked go.sum']);
      assert.match(complaint ?? '', /missing go\.sum entry/);
    }));

  it('trap: a go.sum that a rule ignores, and that was added all the same', () =>
    withApp({ '.gitignore': '*.sum\n' }, false, async (folder) => {
      const { said, complaint } = await judge(folder, ['add', '-f', '.']);
      assert.deepEqual(said, []);
      assert.equal(complaint, undefined);
    }));

  it('a vendored package that a rule ignores', () =>
    withApp({ '.gitignore': 'say/\n' }, true, async (folder) => {
      const { said, complaint } = await judge(folder);
      assert.deepEqual(said, ['warning vendor-gitignored s.go']);
      assert.match(complaint ?? '', /example\.com\/quote\/say/);
    }));

  it('the way out that the check names: vendor excepted behind the rule', () =>
    withApp({ '.gitignore': 'say/\n!/vendor/**\n' }, true, async (folder) => {
      const { said, complaint } = await judge(folder);
      assert.deepEqual(said, []);
      assert.equal(complaint, undefined);
    }));

  it('trap: a vendor folder that nobody commits', () =>
    withApp({ '.gitignore': '/vendor/\n' }, true, async (folder) => {
      const { said, complaint } = await judge(folder);
      assert.deepEqual(said, []);
      assert.equal(complaint, undefined);
    }));

  it('runs no program that the repository names to watch its files', () =>
    withApp({ '.gitignore': '*.sum\n' }, false, async (folder) => {
      await judge(folder);
      const outside = await TemporaryFolder.create({ watch: `#!/bin/sh\ntouch "$(dirname "$0")/ran"\n` });
      await chmod(outside.at('watch'), 0o755);
      try {
        git(folder.path, 'config', 'core.fsmonitor', outside.at('watch'));
        const verdict = await verdictOf(folder.path, world().variables, asked);
        assert.deepEqual(ours(verdict), ['warning gosum-not-tracked go.sum']);
        assert.equal(await outside.exists('ran'), false);
        git(folder.path, 'status');
        assert.equal(await outside.exists('ran'), true, 'control: git itself runs it');
      } finally {
        await outside.remove();
      }
    }));
});

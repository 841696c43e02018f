import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { nodePlaces } from '../../src/host/places';
import { buildChecks } from '../../src/engine/checks/build/index';
import { BuiltCli } from '../support/builtCli';
import { verifyOnDisk } from '../support/diskEngine';
import { askGo, realGoroot, askGoSync } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Nobody's account, for files that are not ours. */
const other = 12_345;

describe('files of other accounts, before the real go', () => {
  const goroot = realGoroot() ?? '';
  let folder: TemporaryFolder;

  before(function () {
    if (goroot === '') skip(this, 'needs go');
    // Nobody else can give files away; the proof of it runs where somebody can.
    if (process.getuid?.() !== 0) skip(this, 'needs root');
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({
      'home/keep': '',
      'm/go.mod': 'module example.com/m\n\ngo 1.22\n',
      'm/main.go': 'package main\n\nfunc main() {}\n',
    });
    chmodSync(folder.path, 0o755);
  });
  afterEach(() => folder.remove());

  describe('buildvcs-blocked', () => {
    const cases: readonly (readonly [name: string, blocked: boolean, prepare: () => void | Promise<void>])[] = [
      ['own', false, () => undefined],
      ['the work tree', true, () => chownSync(folder.at('m'), other, other)],
      ['the .git folder', true, () => chownSync(folder.at('m/.git'), other, other)],
      [
        'agreed to',
        false,
        async () => {
          chownSync(folder.at('m'), other, other);
          await folder.write({ 'home/.gitconfig': `[Safe]\n\tdirectory = "${folder.at('m')}"\n` });
        },
      ],
      [
        'all below a folder agreed to, then taken back',
        true,
        async () => {
          chownSync(folder.at('m'), other, other);
          await folder.write({ 'home/.gitconfig': '[safe]\n\tdirectory = *\n\tdirectory =\n' });
        },
      ],
    ];
    for (const [name, blocked, prepare] of cases) {
      it(name, async function () {
        if (spawnSync('git', ['init', '-q', folder.at('m')]).status !== 0) skip(this, 'needs git');
        await prepare();
        const variables = {
          PATH: `${goroot}/bin:/usr/bin:/bin`,
          HOME: folder.at('home'),
          GOCACHE: '/tmp/go-preflight-places-test-cache',
          GOTOOLCHAIN: 'local',
          GIT_CONFIG_NOSYSTEM: '1',
        };
        const { findings } = await verifyOnDisk(folder.at('m'), buildChecks, variables);
        assert.deepEqual(
          findings.map(({ check }) => check),
          blocked ? ['buildvcs-blocked'] : [],
        );
        const go = await askGo(['build', '-o', folder.at('out'), '.'], { goroot, cwd: folder.at('m'), variables });
        assert.equal(go.code !== 0, blocked, go.output);
        if (blocked) assert.match(go.output, /error obtaining VCS status/);
        const vet = await askGo(['vet', '.'], { goroot, cwd: folder.at('m'), variables });
        assert.equal(vet.code, 0, vet.output);
      });
    }
  });

  it('gocache-unwritable: a cache that root made, for another account', async () => {
    const cli = new BuiltCli();
    try {
      mkdirSync(folder.at('cache'));
      chownSync(folder.at('home'), other, other);
      const env = { HOME: folder.at('home'), GOCACHE: folder.at('cache'), GOFLAGS: '-buildvcs=false' };
      const only = '--only=gocache-unwritable,gomodcache-unwritable,disk-space-low';
      const args = [only, '--format=json', '--profile=static', folder.at('m')];
      const errorsFor = async (uid: number): Promise<string[]> => {
        const { stdout } = await cli.run(args, { env, uid });
        const { findings } = JSON.parse(stdout) as { findings: { check: string; severity: string }[] };
        return findings.filter(({ severity }) => severity === 'error').map(({ check }) => check);
      };
      assert.deepEqual(await errorsFor(other), ['gocache-unwritable']);
      const build = askGoSync(['build', '-o', '/dev/null', '.'], {
        goroot,
        cwd: folder.at('m'),
        variables: cli.environment(env),
        user: other,
      });
      assert.match(build.stderr, /failed to initialize build cache/);
      chownSync(folder.at('cache'), other, other);
      assert.deepEqual(await errorsFor(other), []);
    } finally {
      cli.remove();
    }
  });
});

describe('room on a file system', () => {
  it('is known of a folder on a disk', async () => {
    const { freeMiB } = (await nodePlaces.look(process.cwd())) ?? {};
    assert.ok(freeMiB !== undefined && freeMiB >= 0);
  });

  it('is not known where the file system counts no blocks', async function () {
    if (process.platform !== 'linux') skip(this, 'needs /proc');
    assert.equal((await nodePlaces.look('/proc'))?.freeMiB, undefined);
  });
});

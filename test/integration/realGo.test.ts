import * as assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { askGo, askGoSync, goPrints, type GoRun } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** A go that says what it was given, fails, or hangs. */
const standIn = `#!/bin/sh
case $1 in
env) echo "$PWD $GOFLAGS $HOME"; cat ;;
build) echo built; echo stops >&2; exit 3 ;;
test) exec sleep 600 ;;
esac
`;

describe('the runner of the real go', () => {
  let folder: TemporaryFolder;
  const ways = {
    'and waited for': async (args: readonly string[], run: GoRun) => Promise.resolve(askGoSync(args, run)),
    'beside other work': askGo,
  };

  before(async function () {
    if (process.platform === 'win32') skip(this, 'needs shell scripts');
    folder = await TemporaryFolder.create({ 'bin/go': standIn, 'm/go.mod': 'module m\n' });
    await chmod(folder.at('bin/go'), 0o755);
  });
  after(() => folder.remove());

  for (const [name, ask] of Object.entries(ways)) {
    const run = (args: readonly string[], more: GoRun = {}): ReturnType<typeof ask> =>
      ask(args, { goroot: folder.path, cwd: folder.at('m'), ...more });

    it(`${name}: it has its folder, variables and input, and answers what it said`, async () => {
      const added = await run(['env'], { env: { GOFLAGS: '-v', HOME: undefined }, input: 'typed' });
      assert.equal(added.stdout, `${folder.at('m')} -v \ntyped`);
      const { PATH } = process.env;
      assert.equal((await run(['env'], { variables: { PATH } })).stdout, `${folder.at('m')}  \n`);
      const failed = await run(['build', '.']);
      const command = `go build . in ${folder.at('m')}`;
      assert.deepEqual(failed, { command, code: 3, stdout: 'built\n', stderr: 'stops\n', output: 'built\nstops\n' });
    });

    it(`${name}: one that hangs, or is not there, is named`, async () => {
      await assert.rejects(async () => run(['test', './...'], { deadlineMs: 300 }), {
        message: `go test ./... in ${folder.at('m')} did not end within 0.005 min`,
      });
      await assert.rejects(async () => run(['list'], { goroot: folder.at('m') }), /^Error: go list in .* ENOENT$/);
    });
  }

  it('says what a command said that had to succeed', () => {
    const run = { goroot: folder.path, cwd: folder.at('m') };
    assert.throws(() => goPrints(['build', '.'], run), /^Error: go build \. in .*: exit code 3\nbuilt\nstops\n$/);
  });
});

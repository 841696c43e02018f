import assert from 'node:assert/strict';
import { goworkSumPending } from '../../src/engine/checks/sums/gowork-sum-pending';
import { verifyOnDisk } from '../support/diskEngine';
import { describeSumWorld } from '../support/describeSumWorld';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

/** What go writes into go.work.sum although nobody asked it to: the check says before what a build writes. */
describeSumWorld('go.work.sum before the real go', (world) => {
  const goMod = (name: string, ...requires: readonly string[]): string =>
    `module example.com/${name}\n\ngo 1.24\n${requires.map((one) => `\nrequire example.com/${one}\n`).join('')}`;

  async function judge(files: Readonly<Record<string, string>>, tidied: readonly string[]): Promise<void> {
    const folder = await TemporaryFolder.create({
      'go.work': 'go 1.24\n\nuse ./app\n\nuse ./lib\n',
      'app/app.go': imports('app', 'example.com/deep'),
      'lib/go.mod': goMod('lib'),
      'lib/lib.go': 'package lib\n',
      ...files,
    });
    try {
      // Everything is in the module cache before, and nothing of it in the tree.
      world().goOnline(folder.at('app'), ['mod', 'download'], { GOWORK: 'off' });
      await folder.write(files);
      for (const member of tidied) world().goOnline(folder.at(member), ['mod', 'tidy'], { GOWORK: 'off' });
      const { findings } = await verifyOnDisk(folder.path, [goworkSumPending], world().variables);
      const built = world().go(folder.path, ['build', './app', './lib'], { GOFLAGS: '-mod=readonly' });
      assert.equal(built.code, 0, built.output);
      const written = (await folder.exists('go.work.sum')) ? await folder.read('go.work.sum') : '';
      assert.equal(findings.length > 0, /^example\.com\/deep v1\.0\.0 h1:/m.test(written), written);
    } finally {
      await folder.remove();
    }
  }

  it('a requirement without go mod tidy: the build writes the hash', () =>
    judge({ 'app/go.mod': goMod('app', 'deep v1.0.0') }, []));

  it('after go mod tidy it writes nothing', () => judge({ 'app/go.mod': goMod('app', 'deep v1.0.0') }, ['app']));

  it('trap: the go.sum of another member has the hash', () =>
    judge(
      {
        'app/go.mod': goMod('app', 'deep v1.0.0'),
        'lib/go.mod': goMod('lib', 'deep v1.0.0'),
        'lib/lib.go': imports('lib', 'example.com/deep'),
      },
      ['lib'],
    ));
});

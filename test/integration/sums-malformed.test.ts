import assert from 'node:assert/strict';
import { gosumMalformedLine } from '../../src/engine/checks/sums/gosum-malformed-line';
import { gosumMissingZipHash } from '../../src/engine/checks/sums/gosum-missing-zip-hash';
import { describeSumWorld } from '../support/describeSumWorld';
import { verifyOnDisk } from '../support/diskEngine';
import type { SumWorld } from '../support/sumWorld';
import { emptyGoModHash } from '../../src/engine/parse/goSum';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

const requires = ['quote v1.5.2', 'text v0.3.0', 'deep v1.0.0', 'deep/inner v1.0.0'];

function module(go: string): Record<string, string> {
  return {
    'go.mod': `module example.com/main\n\ngo ${go}\n\n${requires.map((one) => `require example.com/${one}\n`).join('')}`,
    'main.go': `${imports('main', 'example.com/quote', 'example.com/deep/inner/x')}\nfunc main() {}\n`,
    'main_test.go': imports('main', 'example.com/deep'),
    'text.go': imports('main', 'example.com/text/language'),
  };
}

/** What happens to lines of a tidy go.sum, so that go cannot read some of it. */
function statesOf(tidy: string): readonly (readonly [string, string])[] {
  const lines = tidy.trimEnd().split('\n');
  const join = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('');
  return [
    ['a line too much', `${tidy}oops\n`],
    ['two lines too much', `four fields are here\n${tidy}oops\n`],
    ['a line that nothing needs', `${tidy}oops\nexample.com/gen v1.0.0 ${lines[0]?.split(' ')[2] ?? ''}\n`],
    ['a version that go never writes', `${tidy}oops\nexample.com/gen 1.0.0 ${lines[0]?.split(' ')[2] ?? ''}\n`],
    ['a hash of an empty go.mod', `${tidy}oops\nexample.com/gen 1.0.0 ${emptyGoModHash}\n`],
    [
      'a hash that fits no content',
      `${tidy.replace(/^(example.com\/quote v1.5.2 h1:)\w{4}/m, '$1')}oops\nexample.com/gen 1.0.0 h1:x\n`,
    ],
    ['no line that can be read', 'oops\n'],
    ...lines.map((line, at): [string, string] => [
      `without its hash: ${line}`,
      join(lines.toSpliced(at, 1, line.split(' ').slice(0, 2).join(' '))),
    ]),
    ...lines.map((line, at): [string, string] => [
      `a field too much: ${line}`,
      join(lines.toSpliced(at, 1, `${line} x`)),
    ]),
    ...lines.map((line, at): [string, string] => [
      `beside the whole line: ${line}`,
      join(lines.toSpliced(at, 0, line.split(' ').slice(0, 2).join(' '))),
    ]),
  ];
}

/** What the module's own files import says that the hash is needed. */
function neededAtHome(name: string): boolean {
  return /: example\.com\/(?:quote|text|deep|deep\/inner) v[^/ ]+ /.test(name) && !name.includes('text v0.1.0');
}

/** Whether go mod tidy is offered, and whether the findings are gone after it. */
async function repairedByTidy(
  folder: TemporaryFolder,
  world: SumWorld,
): Promise<{ offered: boolean; repairs: boolean }> {
  const verify = async () => (await verifyOnDisk(folder.path, [gosumMalformedLine], world.variables)).findings;
  const findings = await verify();
  assert.ok(findings.length > 0);
  const offers = findings.map(({ fixes }) => fixes.some((fix) => fix.kind === 'command'));
  assert.equal(new Set(offers).size, 1, 'one answer for all lines of a file');
  world.tidyOnline(folder.path);
  return { offered: offers[0] === true, repairs: (await verify()).length === 0 };
}

describeSumWorld('lines of go.sum that go cannot read', (world) => {
  for (const go of ['1.21', '1.16']) {
    it(`go ${go}: go mod tidy is offered where it repairs the file, and nowhere else`, async () => {
      const folder = await TemporaryFolder.create(module(go));
      try {
        world().goOnline(folder.path, ['mod', 'tidy']);
        world().goOnline(folder.path, ['vet', './...']);
        const goMod = await folder.read('go.mod');
        const tidy = await folder.read('go.sum');
        const kinds = new Map<string, number>();
        for (const [name, sums] of statesOf(tidy)) {
          await folder.write({ 'go.mod': goMod, 'go.sum': sums });
          const { offered, repairs } = await repairedByTidy(folder, world());
          if (offered) assert.ok(repairs, `${name}: go mod tidy does nothing`);
          if (name.startsWith('a version that')) assert.ok(offered, name);
          // Whether something needs the hash is not always known without go.
          if (neededAtHome(name) && !name.startsWith('beside'))
            assert.ok(offered, `${name}: go mod tidy would repair it`);
          const kind = offered ? 'offered' : repairs ? 'not known' : 'of no use';
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        }
        assert.ok((kinds.get('offered') ?? 0) >= 15, [...kinds].join(' '));
        assert.ok((kinds.get('of no use') ?? 0) >= 15, [...kinds].join(' '));
      } finally {
        await folder.remove();
      }
    });
  }

  it('go mod download stops there, and is not offered for the hash that such a line lost', async () => {
    const folder = await TemporaryFolder.create(module('1.21'));
    try {
      world().goOnline(folder.path, ['mod', 'tidy']);
      const tidy = await folder.read('go.sum');
      await folder.write({ 'go.sum': tidy.replace(/^(example.com\/quote v1.5.2) .*$/m, '$1') });
      const { findings } = await verifyOnDisk(folder.path, [gosumMissingZipHash], world().variables);
      const commands = findings.flatMap(({ fixes }) =>
        fixes.flatMap((fix) => (fix.kind === 'command' ? [fix.args] : [])),
      );
      assert.deepEqual(commands, [['mod', 'tidy']]);
      assert.match(
        world().go(folder.path, ['mod', 'download', 'example.com/quote@v1.5.2']).output,
        /malformed go\.sum/,
      );
    } finally {
      await folder.remove();
    }
  });
});

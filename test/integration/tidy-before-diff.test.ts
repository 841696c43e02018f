import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { modulesChecks } from '../../src/engine/checks/modules/index';
import { sumsChecks } from '../../src/engine/checks/sums/index';
import { gomodDirectiveTooNew } from '../../src/engine/checks/modules/gomod-directive-too-new';
import { verifyOnDisk } from '../support/diskEngine';
import { EngineOnDisk } from '../support/engineOnDisk';
import { askGoSync, needGo } from '../support/realGo';
import { skip } from '../support/skip';
import { imports, SumWorld } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Two series without `go mod tidy -diff`, the oldest that knows toolchains among them, and one that has it. */
const olds = [
  { old: 'go1.21.13', hasDiff: false },
  { old: 'go1.22.12', hasDiff: false },
  { old: 'go1.24.11', hasDiff: true },
];
/** The checks that rest on what go mod tidy would do; the others must not say it a second time. */
const authority = ['gomod-tidy-drift', 'gomod-updates-needed', 'gosum-stale'];
const checks = [...modulesChecks, ...sumsChecks];
const hash = 'h1:UbKctms7wg5+u1mOwH55Yl/IpYPLnPIPdWontNP2eiQ=';

interface Change {
  readonly name: string;
  /** by file: what becomes of the tidy text */
  readonly to: Readonly<Record<string, (text: string) => string>>;
  /** which checks speak, and of what */
  readonly says: readonly string[];
  /** go cannot tell offline */
  readonly unknown?: true;
}

const line = (text: string) => (sums: string) => [...sums.trimEnd().split('\n'), text].toSorted().join('\n') + '\n';

const changes: readonly Change[] = [
  { name: 'tidy', to: {}, says: [] },
  { name: 'other line ends', to: { 'go.mod': (text) => text.replaceAll('\n', '\r\n') }, says: [] },
  { name: 'not formatted', to: { 'go.mod': (text) => text.replaceAll('require ', 'require    ') }, says: [] },
  {
    name: 'a version too low, which the static checks see',
    to: { 'go.mod': (text) => text.replace('example.com/sampler v1.3.0', 'example.com/sampler v1.2.0') },
    says: [],
  },
  {
    name: 'a requirement that nothing but the graph needs is gone',
    to: { 'go.mod': (text) => text.replace(/^.*example\.com\/text .*\n/m, '') },
    says: ['gomod-updates-needed'],
  },
  {
    name: 'indirect and not needed',
    to: { 'go.mod': (text) => `${text}\nrequire example.com/deep v1.0.0 // indirect\n` },
    says: ['gomod-tidy-drift'],
  },
  { name: 'a stale hash', to: { 'go.sum': line(`example.com/zzz v1.0.0 ${hash}`) }, says: ['gosum-stale'] },
  {
    name: 'a go.sum that is in no order, which go does not repair',
    to: { 'go.sum': (text) => `${text.trimEnd().split('\n').toReversed().join('\n')}\n` },
    says: [],
  },
  { name: 'other line ends of go.sum', to: { 'go.sum': (text) => text.replaceAll('\n', '\r\n') }, says: [] },
  { name: 'a go.sum with nothing in it', to: { 'go.sum': () => '' }, says: [] },
  {
    name: 'both files',
    to: {
      'go.mod': (text) => `${text}\nrequire example.com/deep v1.0.0 // indirect\n`,
      'go.sum': line(`example.com/zzz v1.0.0 ${hash}`),
    },
    says: ['gomod-tidy-drift', 'gosum-stale'],
  },
  {
    name: 'an import that no module has',
    to: { 'main.go': (text) => text.replace('_ "example.com/quote"', '_ "example.com/quote"\n\t_ "example.net/none"') },
    says: [],
    unknown: true,
  },
];

describe('go mod tidy of older Go', () => {
  let world: SumWorld;

  before(async function () {
    needGo(this);
    world = await SumWorld.create();
  });

  after(async () => {
    await (world as SumWorld | undefined)?.remove();
  });

  /** What the checks say with one go; the folder keeps its bytes, and nothing is left in the temporary folder. */
  const verdict = async (folder: TemporaryFolder, temporary: TemporaryFolder, variables: object): Promise<string[]> => {
    const before = await folder.contents();
    const own = { ...world.variables, TMPDIR: temporary.path, ...variables };
    const engine = new EngineOnDisk(folder.path, checks, own);
    try {
      const { findings, outcomes } = await engine.run();
      assert.deepEqual(await folder.contents(), before);
      assert.deepEqual(readdirSync(temporary.path), []);
      return [
        ...findings.map(({ check, location, message }) => JSON.stringify([check, location, message])),
        ...outcomes.map(({ check, subject, kind, reason }) => JSON.stringify([check, subject, kind, reason])),
      ].toSorted();
    } finally {
      await engine.dispose();
    }
  };

  for (const { old, hasDiff } of olds)
    it(`the checks say the same with ${old} as with today’s go`, async function () {
      await compare(old, hasDiff, pathOf(old) ?? skip(this, `needs ${old}, which the module proxy has`));
    });

  it('a directive that came later stops go1.22.12, and is an error with it alone', async function () {
    const path = pathOf('go1.22.12') ?? skip(this, 'needs go1.22.12, which the module proxy has');
    const oldGo = { ...world.variables, PATH: path, GOROOT: '' };
    for (const line of ['tool example.com/main/x', 'godebug panicnil=1', 'ignore ./x', 'toolchain go1.21.13']) {
      const folder = await TemporaryFolder.create({
        'go.mod': `module example.com/main\n\ngo 1.21\n\n${line}\n`,
        'x/main.go': 'package main\n\nfunc main() {}\n',
      });
      const errors = async (variables: Readonly<Record<string, string>>): Promise<number> => {
        const { findings } = await verifyOnDisk(folder.path, [gomodDirectiveTooNew], variables);
        return findings.filter(({ severity }) => severity === 'error').length;
      };
      const { output } = world.go(folder.path, ['list', './...'], oldGo);
      assert.equal((await errors(oldGo)) > 0, output.includes('unknown directive'), `${line}: ${output}`);
      assert.equal(await errors(world.variables), 0, line);
      await folder.remove();
    }
  });

  async function compare(old: string, hasDiff: boolean, path: string): Promise<void> {
    const folder = await TemporaryFolder.create({
      'go.mod':
        'module example.com/main\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n\nrequire example.com/near v1.0.0\n\nreplace example.com/near => ./near\n',
      'main.go': `${imports('main', 'example.com/quote', 'example.com/near')}\nfunc main() {}\n`,
      'near/go.mod': 'module example.com/near\n\ngo 1.21\n',
      'near/n.go': 'package near\n',
    });
    const temporary = await TemporaryFolder.create();
    const oldGo = { PATH: path, GOROOT: '' };
    try {
      world.goOnline(folder.path, ['mod', 'download', 'example.com/deep@v1.0.0']);
      world.goOnline(folder.path, ['mod', 'tidy']);
      assert.match(world.go(folder.path, ['version'], oldGo).output, new RegExp(` ${old} `));
      const { output } = world.go(folder.path, ['mod', 'tidy', '-diff'], oldGo);
      assert.equal(output.includes('flag provided but not defined: -diff'), !hasDiff);
      const names = ['go.mod', 'go.sum', 'main.go'];
      const texts = await Promise.all(names.map((name) => folder.read(name)));
      const tidy = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
      for (const { name, to, says, unknown } of changes) {
        const drifted = Object.entries(to).map(([file, change]) => [file, change(tidy[file] ?? '')] as const);
        for (const [file, text] of drifted) assert.notEqual(text, tidy[file], name);
        await folder.write({ ...tidy, ...Object.fromEntries(drifted) });
        const [now, then] = [await verdict(folder, temporary, {}), await verdict(folder, temporary, oldGo)];
        assert.deepEqual(then, now, name);
        const unanswered = then.filter((one) => one.startsWith('["gomod-tidy-drift",".","unknown"'));
        assert.equal(unanswered.length, unknown ? 1 : 0, `${name}: ${then.join('\n')}`);
        const speak = authority.filter((id) => then.some((one) => one.startsWith(`["${id}",{"file"`)));
        assert.deepEqual(speak, says, `${name}: ${then.join('\n')}`);
      }
    } finally {
      await Promise.all([folder.remove(), temporary.remove()]);
    }
  }
});

/** PATH with an older Go first, which the go command downloads as the toolchain that it is asked for. */
function pathOf(toolchain: string): string | undefined {
  const { code, stdout } = askGoSync(['env', 'GOROOT'], {
    env: { GOTOOLCHAIN: toolchain, GOFLAGS: '', GOWORK: 'off' },
  });
  return code === 0 ? `${stdout.trim()}/bin:/usr/bin:/bin` : undefined;
}

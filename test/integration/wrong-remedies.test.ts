import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { allChecks } from '../../src/engine/checks/registry';
import { applyEdits, type Finding, type Fix, type TextEdit } from '../../src/engine/index';
import { EngineOnDisk } from '../support/engineOnDisk';
import { needGo } from '../support/realGo';
import { imports, SumWorld } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

type Variables = Readonly<Record<string, string>>;

/**
 * Faults for which gopls offers a command that cannot help (probes P13, P21 and P31): what we offer must help, and
 * nothing that we say may offer that command.
 */
describe('faults for which gopls has the wrong remedy', () => {
  let world: SumWorld;
  let folder: TemporaryFolder;

  before(async function () {
    needGo(this);
    world = await SumWorld.create();
  });
  after(async () => {
    await (world as SumWorld | undefined)?.remove();
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({
      'm/go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/quote v1.5.2\n',
      'm/main.go': `${imports('main', 'example.com/quote')}\nfunc main() {}\n`,
      'home/env': '',
    });
    world.goOnline(folder.at('m'), ['mod', 'tidy']);
  });
  afterEach(() => folder.remove());

  const findingsOf = async (variables: Variables = {}): Promise<readonly Finding[]> => {
    const engine = new EngineOnDisk(folder.at('m'), allChecks, { ...world.variables, ...variables });
    try {
      return (await engine.run()).findings;
    } finally {
      await engine.dispose();
    }
  };
  const complaint = (variables: Variables = {}): string => world.complaint(folder.at('m'), variables) ?? 'content';
  const commandsOf = (findings: readonly Finding[]): readonly string[] =>
    findings.flatMap(({ fixes }) => fixes).map((fix) => (fix.kind === 'command' ? `go ${fix.args.join(' ')}` : ''));
  const onlyFix = (findings: readonly Finding[], check: string): Fix => {
    const own = findings.filter((finding) => finding.check === check);
    const [fix, ...others] = own.flatMap(({ fixes }) => fixes);
    assert.ok(fix && own.length === 1 && others.length === 0, JSON.stringify(findings));
    return fix;
  };

  it('P13: a replacement folder that is gone is repaired in its line, not by go get', async () => {
    const tidy = await folder.read('m/go.mod');
    const broken = `${tidy}\nreplace example.com/quote => ../missing\n`;
    await folder.write({ 'm/go.mod': broken });
    assert.match(complaint(), /replacement directory \.\.\/missing does not exist/);
    assert.throws(() => world.goOnline(folder.at('m'), ['get', 'example.com/quote']), /replaced by \.\.\/missing/);

    const findings = await findingsOf();
    const fix = onlyFix(findings, 'gomod-replace-target-missing');
    assert.ok(!commandsOf(findings).some((command) => command.startsWith('go get')), JSON.stringify(findings));
    assert.ok(fix.kind === 'edit');
    const repaired = applyEdits(broken, fix.edits as readonly TextEdit[]);
    await folder.write({ 'm/go.mod': repaired ?? '' });
    assert.equal(complaint(), 'content');
  });

  for (const { name, check, harm } of [
    {
      name: 'a vendored file that is gone',
      check: 'vendor-package-dir-missing',
      harm: () => rm(folder.at('m/vendor/example.com/sampler/s.go')),
    },
    {
      name: 'an import that is not vendored',
      check: 'vendor-import-missing',
      harm: () => folder.write({ 'm/more.go': imports('main', 'example.com/quote/say') }),
    },
  ]) {
    it(`P21: ${name} is repaired by go mod vendor, not by go get`, async () => {
      world.goOnline(folder.at('m'), ['mod', 'vendor']);
      assert.equal(complaint(), 'content');
      await harm();
      const before = complaint();
      assert.match(before, /vendor/);
      world.goOnline(folder.at('m'), ['get', './...']);
      assert.equal(complaint(), before, 'go get does not help');

      const findings = await findingsOf();
      const fix = onlyFix(findings, check);
      assert.ok(!commandsOf(findings).some((command) => command.startsWith('go get')), JSON.stringify(findings));
      assert.ok(fix.kind === 'command');
      assert.deepEqual([fix.args, fix.cwd], [['mod', 'vendor'], folder.at('m')]);
      world.goOnline(fix.cwd, fix.args);
      assert.equal(complaint(), 'content');
    });
  }

  it('P31: -mod=vendor without a vendor folder is taken out of GOFLAGS, not answered with a vendor folder', async () => {
    const stored = { GOENV: folder.at('home/env'), GOFLAGS: '' };
    await folder.write({ 'home/env': 'GOFLAGS=-mod=vendor\n' });
    assert.match(complaint(stored), /inconsistent vendoring/);

    const findings = await findingsOf(stored);
    const fix = onlyFix(findings, 'goflags-mod-conflict');
    assert.ok(!commandsOf(findings).some((command) => command.includes('vendor')), JSON.stringify(findings));
    assert.ok(fix.kind === 'setting');
    assert.deepEqual([fix.key, fix.value], ['GOFLAGS', undefined]);
    world.goOnline(folder.path, ['env', '-u', fix.key], stored);
    assert.equal(complaint(stored), 'content');
    assert.equal(await folder.exists('m/vendor'), false);
  });

  it('P31: where GOFLAGS is exported, the finding names the variable and offers no vendor folder', async () => {
    const exported = { GOFLAGS: '-mod=vendor' };
    assert.match(complaint(exported), /inconsistent vendoring/);
    const findings = await findingsOf(exported);
    const [finding] = findings.filter(({ check }) => check === 'goflags-mod-conflict');
    assert.equal(finding?.message.id, 'goflags-mod-conflict.noVendor', JSON.stringify(findings));
    assert.ok(!commandsOf(findings).some((command) => command.includes('vendor')), JSON.stringify(findings));
  });
});

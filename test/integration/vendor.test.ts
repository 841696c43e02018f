import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { vendorChecks } from '../../src/engine/checks/vendor/index';
import type { Finding, RunResult } from '../../src/engine/index';
import { verifyOnDisk } from '../support/diskEngine';
import { describeSumWorld } from '../support/describeSumWorld';
import { imports } from '../support/sumWorld';
import { TemporaryFolder } from '../support/temporaryFolder';

type Files = Readonly<Record<string, string>>;

/** One change to a module that `go mod vendor` has just written. `null` deletes a file or a folder. */
interface Change {
  readonly name: string;
  readonly files: (now: Files) => Readonly<Record<string, string | null>>;
}

const edit = (name: string, file: string, from: string | RegExp, to: string): Change => ({
  name,
  files: (now) => {
    const before = now[file] ?? '';
    const after = before.replace(from, to);
    assert.notEqual(after, before, `${name}: nothing to change in ${file}`);
    return { [file]: after };
  },
});

const txt = 'vendor/modules.txt';

const changes: readonly Change[] = [
  { name: 'as go mod vendor wrote it', files: () => ({}) },
  edit('require raised', 'go.mod', 'example.com/quote v1.5.2', 'example.com/quote v1.6.0'),
  edit('require dropped', 'go.mod', /\n.*example\.com\/sampler v1\.3\.0.*/, ''),
  edit('require added', 'go.mod', /$/, '\nrequire example.com/deep v1.0.0\n'),
  edit('replace added', 'go.mod', /$/, '\nreplace example.com/deep => ../deep\n'),
  edit('replace of a version added', 'go.mod', /$/, '\nreplace example.com/quote v1.0.0 => example.com/fork v1.6.0\n'),
  edit('replace dropped', 'go.mod', /\nreplace example\.com\/check .*/, ''),
  edit('replace changed', 'go.mod', '=> ./check', '=> ./check/.'),
  edit('explicit dropped', txt, '## explicit; go 1.21', '## go 1.21'),
  edit('a newer go annotated', txt, /## explicit.*/, '## explicit; go 1.99'),
  edit('a language version annotated', txt, /## explicit.*/, '## explicit; go 1.20'),
  {
    name: 'a go.mod in vendor',
    files: () => ({ 'vendor/example.com/sampler/go.mod': 'module example.com/sampler\n' }),
  },
  { name: 'a package left over', files: () => ({ 'vendor/example.com/left/l.go': 'package left\n' }) },
  edit('explicit of all dropped', txt, /## explicit; /g, '## '),
  edit('package line dropped', txt, 'example.com/sampler\n', '\n'),
  edit('module line broken', txt, '# example.com/sampler v1.3.0', '# example.com/sampler 1.3.0'),
  edit('replace dropped in modules.txt', txt, / => \.\/check/g, ''),
  edit('trailing replace dropped', txt, /# example\.com\/check => \.\/check\n$/, ''),
  edit('replace added in modules.txt', txt, /$/, '# example.com/none => ./none\n'),
  edit('a module more', txt, /$/, '# example.com/none v1.0.0\n## explicit\n'),
  edit('a provider more', txt, /$/, '# example.com/none v1.0.0\n## explicit\nexample.com/none\n'),
  edit('an implicit provider more', txt, /$/, '# example.com/none v1.0.0\nexample.com/none\n'),
  edit('a comment more', txt, /^/, '# a comment\n'),
  edit('markers of a merge', txt, /^/, '<<<<<<< HEAD\n=======\n>>>>>>> other\n'),
  edit('CR LF', txt, /\n/g, '\r\n'),
  { name: 'no modules.txt', files: () => ({ [txt]: null }) },
  { name: 'empty modules.txt', files: () => ({ [txt]: '' }) },
  { name: 'a package folder gone', files: () => ({ 'vendor/example.com/sampler': null }) },
  { name: 'a package folder for another port gone', files: () => ({ 'vendor/example.com/winapi': null }) },
  { name: 'a test package folder gone', files: () => ({ 'vendor/example.com/check': null }) },
  {
    name: 'a package folder without Go files',
    files: () => ({ 'vendor/example.com/sampler/s.go': null, 'vendor/example.com/sampler/LICENSE': 'x' }),
  },
  {
    name: 'a new import of a vendored module',
    files: () => ({ 'sub/more.go': imports('sub', 'example.com/quote/say') }),
  },
  { name: 'a new import in a test', files: () => ({ 'sub/more_test.go': imports('sub', 'example.com/quote/say') }) },
  {
    name: 'a new import for another port',
    files: () => ({ 'sub/more_windows.go': imports('sub', 'example.com/quote/say') }),
  },
  {
    name: 'a package that modules.txt does not list',
    files: () => ({
      'sub/more.go': imports('sub', 'example.com/quote/say'),
      'vendor/example.com/quote/say/s.go': 'package say\n',
    }),
  },
  { name: 'a file by hand', files: () => ({ 'vendor/example.com/quote/README': 'changed\n' }) },
];

const app: Files = {
  'main.go': `${imports('main', 'example.com/quote', 'example.com/text/language')}\nfunc main() {}\n`,
  'main_test.go': imports('main', 'example.com/check'),
  'main_windows.go': imports('main', 'example.com/winapi'),
  'sub/sub.go': 'package sub\n',
  'check/go.mod': 'module example.com/check\n\ngo 1.21\n',
  // go mod vendor copies Go files that a package embeds.
  'check/c.go': 'package check\n\nimport _ "embed"\n\n//go:embed templates/main.go\nvar Program string\n',
  'check/templates/main.go': 'package main\n\nfunc main() {}\n',
};

function goMod(goVersion: string): string {
  const requires = ['quote v1.5.2', 'check v1.0.0', 'winapi v1.0.0', 'text v0.3.0', 'sampler v1.3.0'];
  const lines = requires.map((one) => `require example.com/${one}\n`).join('');
  return `module example.com/main\n\ngo ${goVersion}\n\n${lines}\nreplace example.com/check => ./check\n`;
}

const errorsOf = (result: RunResult): readonly Finding[] =>
  result.findings.filter(({ severity }) => severity === 'error');

const shown = (result: RunResult): string =>
  JSON.stringify(
    result.findings.map(({ check, severity, location, message }) => [
      check,
      severity,
      location?.range.start.line,
      message.args,
    ]),
  );

describeSumWorld('vendor before the real go', (world) => {
  for (const goVersion of ['1.16', '1.21', '1.24']) {
    it(`go ${goVersion}: an error where go stops, and nowhere else`, async () => {
      let complaints = 0;
      for (const change of changes) {
        const folder = await TemporaryFolder.create({ ...app, 'go.mod': goMod(goVersion) });
        try {
          world().goOnline(folder.path, ['mod', 'tidy']);
          world().goOnline(folder.path, ['mod', 'vendor']);
          await apply(change, folder);
          const complaint = world().complaint(folder.path);
          const result = await verifyOnDisk(folder.path, vendorChecks, world().variables);
          const label = `${change.name}\n${shown(result)}\n${complaint ?? 'go is content'}`;
          assert.equal(errorsOf(result).length > 0, complaint !== undefined, label);
          if (change.name.startsWith('as go mod vendor')) assert.deepEqual(result.findings, [], label);
          if (complaint === undefined) continue;
          complaints++;
          // go mod vendor makes everything right again, unless go.mod itself asks for what does not exist.
          if (world().go(folder.path, ['mod', 'vendor']).code !== 0) continue;
          const repaired = await verifyOnDisk(folder.path, vendorChecks, world().variables);
          assert.deepEqual(repaired.findings, [], `${change.name}, repaired\n${shown(repaired)}`);
        } finally {
          await folder.remove();
        }
      }
      assert.ok(complaints >= 12, `${complaints} changes that go complains about`);
    });
  }

  it('a workspace: its own vendor folder counts, those of its modules do not', async () => {
    const folder = await TemporaryFolder.create({
      'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./lib\n)\n',
      'app/go.mod':
        'module example.com/app\n\ngo 1.22\n\nrequire example.com/quote v1.5.2\n\nreplace example.com/check => ../check\n',
      'app/app.go': imports('app', 'example.com/quote'),
      'lib/go.mod': 'module example.com/lib\n\ngo 1.22\n\nrequire example.com/text v0.3.0\n',
      'lib/lib.go': imports('lib', 'example.com/text/width'),
      'check/go.mod': 'module example.com/check\n\ngo 1.21\n',
      'check/c.go': 'package check\n',
    });
    try {
      for (const module of ['app', 'lib']) world().goOnline(folder.at(module), ['mod', 'tidy'], { GOWORK: 'off' });
      world().goOnline(folder.path, ['work', 'vendor']);
      const judge = async (label: string): Promise<readonly string[]> => {
        const code = world().go(folder.path, ['list', '-deps', './app/...', './lib/...']).code;
        const result = await verifyOnDisk(folder.path, vendorChecks, world().variables);
        assert.equal(errorsOf(result).length > 0, code !== 0, `${label}\n${shown(result)}`);
        return result.findings.map(({ check }) => check);
      };
      assert.deepEqual(await judge('as go work vendor wrote it'), []);
      const txtBefore = await folder.read(txt);
      await folder.write({ [txt]: txtBefore.replaceAll('=> ./check', '=> ../check') });
      assert.deepEqual(await judge('a folder as seen from the module'), ['vendor-replace-differs']);
      await folder.write({ [txt]: txtBefore.replace('# example.com/text v0.3.0', '# example.com/text v0.1.0') });
      assert.deepEqual(await judge('another version'), ['vendor-require-not-explicit']);
      await folder.write({ [txt]: txtBefore.replace('## workspace\n', '') });
      assert.deepEqual(await judge('not of a workspace'), []);
      await folder.write({ [txt]: txtBefore });
      await rm(folder.at('vendor/example.com/sampler'), { recursive: true });
      assert.deepEqual(await judge('a package gone'), ['vendor-package-dir-missing']);
    } finally {
      await folder.remove();
    }
  });
});

async function apply(change: Change, folder: TemporaryFolder): Promise<void> {
  for (const [name, text] of Object.entries(change.files(await folder.contents()))) {
    if (text === null) await rm(folder.at(name), { recursive: true });
    else await folder.write({ [name]: text });
  }
}

import assert from 'node:assert/strict';
import { allChecks, type Check, type RunResult } from '../../../../src/engine/index';
import { EditedRepository } from '../../../support/editedRepository';
import { SeededRandom } from '../../../support/seededRandom';

const goMod = `module example.com/shop

go 1.26

require (
	github.com/a/one v1.0.0
	github.com/a/two v1.1.0 // indirect
)
`;

/** More folders than are taken together in any list, with what the checks look at. */
function shop(): Record<string, string> {
  const files: Record<string, string> = {
    'go.mod': goMod,
    'go.sum': ['one v1.0.0', 'one v1.0.0/go.mod', 'two v1.1.0', 'two v1.1.0/go.mod']
      .map((line) => `github.com/a/${line} h1:${'A'.repeat(43)}=\n`)
      .join(''),
    'main.go': 'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/shop/p1"\n)\n\nfunc main() { fmt.Println(p1.F) }\n',
    'nested/go.mod': 'module example.com/nested\n\ngo 1.25\n',
    'nested/n.go': 'package nested\n\nimport _ "example.com/shop/p2"\n',
    'testdata/hidden/h.go': 'package hidden\n\nimport _ "errors"\n',
    'cgo/c.go': 'package cgo\n\nimport "C"\n',
    'cgo/c.c': 'int x;\n',
    'assets/a.go': 'package assets\n\nimport _ "embed"\n\n//go:embed a.txt\nvar A string\n',
    'assets/a.txt': 'text\n',
    'far/f.go': '//go:build plan9\n\npackage far\n',
    Makefile: 'build:\n\tGOOS=windows go build -tags integration ./...\n',
  };
  for (let at = 0; at < 40; at++) {
    const next = `example.com/shop/p${(at + 1) % 40}`;
    files[`p${at}/p.go`] =
      `package p${at}\n\nimport (\n\t"os"\n\n\t"github.com/a/one"\n\t_ "${next}"\n)\n\nvar F = os.Args\nvar _ = one.X\n`;
    files[`p${at}/p_test.go`] = `package p${at}\n\nimport "testing"\n\nfunc TestF(*testing.T) {}\n`;
    if (at % 9 === 0) files[`p${at}/far.go`] = `package p${at}\n\nimport _ "example.com/shop/far"\n`;
    if (at % 5 === 0) files[`p${at}/p_windows.go`] = `package p${at}\n\nimport _ "context"\n`;
    if (at % 7 === 0) files[`p${at}/tagged.go`] = `//go:build integration && !linux\n\npackage p${at}\n`;
    if (at % 8 === 0) files[`p${at}/old.go`] = `//go:build go1.${18 + at}\n\npackage p${at}\n`;
    if (at % 11 === 0) files[`p${at}/p.go`] = `//go:build linux\n\n${files[`p${at}/p.go`] ?? ''}`;
  }
  return files;
}

interface Vendoring {
  readonly files: Record<string, string>;
  readonly goFile: (name: string, ...imports: readonly string[]) => string;
  readonly modulesTxt: (isListed: (path: string) => boolean) => string;
}

/** A module that builds from vendor, a nested one that does not, and packages that only other packages in vendor import. */
function vendoring(): Vendoring {
  const goFile = (name: string, ...imports: readonly string[]): string =>
    [`package ${name}\n`, ...imports.map((path) => `import _ "${path}"\n`)].join('\n');
  const modulesTxt = (isListed: (path: string) => boolean): string =>
    [
      [
        '# github.com/a/one v1.0.0',
        '## explicit; go 1.26',
        'github.com/a/one',
        'github.com/a/one/in',
        'github.com/a/one/gone',
      ],
      ['# github.com/a/two v1.2.0', '## explicit; go 1.26', 'github.com/a/two/deep'],
    ]
      .flatMap(([module = '', explicit = '', ...packages]) => [module, explicit, ...packages.filter(isListed)])
      .map((line) => `${line}\n`)
      .join('');
  const files: Record<string, string> = {
    'go.mod':
      'module example.com/main\n\ngo 1.26\n\nrequire (\n\tgithub.com/a/one v1.0.0\n\tgithub.com/a/two v1.2.0\n)\n\ntool github.com/a/one/in\n',
    'm.go': goFile('main', 'fmt', 'example.com/main/x', 'github.com/a/one'),
    'x/x.go': goFile('x', 'fmt', 'github.com/a/one/in'),
    'x/x_test.go': goFile('x', 'github.com/a/two/deep'),
    'y/y.go': goFile('y'),
    'nested/go.mod': 'module example.com/nested\n\ngo 1.26\n',
    'nested/n.go': goFile('nested', 'example.com/nested/inner'),
    'vendor/modules.txt': modulesTxt((path) => !path.endsWith('gone')),
    'vendor/github.com/a/one/one.go': goFile('one', 'github.com/a/two/deep'),
    'vendor/github.com/a/one/in/in.go': goFile('in', 'fmt'),
    'vendor/github.com/a/two/deep/deep.go': goFile('deep'),
    'vendor/github.com/a/two/unlisted/u.go': goFile('unlisted'),
  };
  return { files, goFile, modulesTxt };
}

type Change = (text: string) => string;

const changesOfGo: readonly Change[] = [
  (text) => `//go:build linux &&\n\n${text}`,
  (text) => `//go:build darwin\n\n${text}`,
  (text) => `//go:build go1.19\n\n${text}`,
  (text) => `//go:build integratoin\n\n${text}`,
  (text) => `//go:build ignore\n// +build !ignore\n\n${text}`,
  (text) => `//go:build plan9 || never\n\n${text}`,
  (text) => text.replace(/^package/m, '// go-preflight:ignore package-excluded-on-target it is known\npackage'),
  (text) => text.replace(/^import/m, '// go-preflight:ignore import-of-excluded-package it is known\nimport'),
  (text) => text.replace(/^\/\/go:build.*\n\n/, ''),
  (text) => text.replace(/^package \w+/m, '$&_test'),
  (text) => text.replace(/^package (\w+)\n/m, 'package $1\n\nimport _ "github.com/b/absent"\n'),
  (text) => text.replace(/^package (\w+)\n/m, 'package $1\n\nimport _ "example.com/shop/testdata/hidden"\n'),
  (text) => text.replace(/^package (\w+)\n/m, 'package $1\n\nimport _ "example.com/shop/gone"\n'),
  (text) => text.replace(/\n\t"github.com\/a\/one"/, '\n\t"github.com/a/two"'),
  (text) => text.replace(/\n\t"os"/, '\n\t"no/such"\n\t"C"'),
  (text) => `${text}\n// the body alone\n`,
  () => '',
];

const changesOfGoMod: readonly Change[] = [
  (text) => `${text}\nrequire x\n`,
  (text) => `${text}\nrequire github.com/b/absent v1.0.0\n`,
  (text) => `${text}\nignore ./p3\n`,
  (text) => text.replace('go 1.26', 'go 1.16'),
  (text) => text.replace('module example.com/shop', 'module example.com/other'),
  (text) => text.replace(/\tgithub.com\/a\/one.*\n/, ''),
  (text) => text.replace(' // indirect', ''),
  (text) => text,
];

/** All that a face shows. */
function said({ outcomes, findings, summary }: RunResult): unknown {
  return { outcomes, findings, summary };
}

describe('edit after edit, the engine', () => {
  it('says with every check what an engine says that remembers nothing', async () => {
    const files = shop();
    const repository = new EditedRepository(files, allChecks);
    const names = Object.keys(files).filter((name) => /\.go$|go\.mod$/.test(name));
    const random = new SeededRandom(21);
    const typed = new Set<string>();
    await repository.verify();
    for (let edit = 0; edit < 80; edit++) {
      const name = random.pick(random.below(4) === 0 ? ['go.mod', 'main.go', 'p0/p.go'] : names);
      const change = random.pick(name.endsWith('.go') ? changesOfGo : changesOfGoMod);
      const text = change(files[name] ?? '');
      const kind = random.below(5);
      if (typed.has(name) && kind < 2) {
        repository.type(name, undefined);
        typed.delete(name);
      } else if (kind < 3) {
        repository.type(name, text);
        typed.add(name);
      } else if (kind === 3) repository.save(name, text);
      else repository.save(name.endsWith('.go') ? name : 'p40/new.go', edit % 2 === 0 ? undefined : 'package p40\n');
      const [warm, cold] = [await repository.verify(), await repository.verifyFromScratch()];
      assert.deepEqual(said(warm), said(cold), `edit ${edit}: ${name}`);
    }
  });

  it('says what becomes of requirements as one that remembers nothing, wherever the modules around change', async () => {
    const lib = (name: string): string => `module example.com/${name}\n\ngo 1.26\n`;
    const main = (names: readonly string[]): string =>
      [
        'module example.com/main\n\ngo 1.26\n',
        ...names.map((name) => `require example.com/${name} v1.0.0\n`),
        ...names.map((name) => `replace example.com/${name} => ./lib/${name}\n`),
      ].join('\n');
    const goFile = (name: string, ...imports: readonly string[]): string =>
      [`package ${name}\n`, ...imports.map((path) => `import _ "example.com/${path}"\n`)].join('\n');
    const all = ['a', 'b', 'c', 'd', 'a/deep'];
    const files: Record<string, string> = {
      'go.mod': main(all),
      'm.go': goFile('main', 'a'),
      'x/x.go': goFile('x', 'b'),
      ...Object.fromEntries(all.map((name) => [`lib/${name}/go.mod`, lib(name)])),
      'lib/a/a.go': goFile('a', 'b/in'),
      'lib/a/a_test.go': goFile('a', 'd'),
      'lib/b/in/in.go': goFile('in', 'c', 'a/deep/er'),
      'lib/b/in/in_windows.go': goFile('in', 'd'),
      'lib/c/c.go': goFile('c'),
      'lib/d/d.go': goFile('d'),
      'lib/a/deep/er/er.go': goFile('er', 'd'),
    };
    const repository = new EditedRepository(files, allChecks);
    const random = new SeededRandom(5);
    const names = [
      ...Object.keys(files).filter((name) => name.endsWith('.go')),
      'lib/a/deep/er/new.go',
      'lib/c/new.go',
    ];
    const imported = ['a', 'b', 'b/in', 'c', 'd', 'a/deep', 'a/deep/er', 'a/gone'];
    const fates = new Set<string>();
    await repository.verify();
    for (let edit = 0; edit < 80; edit++) {
      const choice = random.below(10);
      if (choice === 0) repository.save('go.mod', main(all.filter(() => random.below(4) > 0)));
      else if (choice === 1) repository.save('lib/a/deep/go.mod', random.below(2) === 0 ? undefined : lib('a/deep'));
      else {
        const name = random.pick(names);
        const text = goFile('p', ...imported.filter(() => random.below(4) === 0));
        if (choice < 6) repository.type(name, random.below(3) === 0 ? undefined : text);
        else repository.save(name, random.below(3) === 0 ? undefined : text);
      }
      const [warm, cold] = [await repository.verify(), await repository.verifyFromScratch()];
      assert.deepEqual(said(warm), said(cold), `edit ${edit}`);
      for (const { check } of warm.findings) fates.add(check);
    }
    for (const check of ['require-unused', 'require-should-be-indirect']) assert.equal(fates.has(check), true, check);
  });

  it('says of a vendor folder what one says that remembers nothing, whatever is imported of it', async () => {
    const { files, goFile, modulesTxt } = vendoring();
    const repository = new EditedRepository(files, allChecks);
    const random = new SeededRandom(8);
    const names = [...Object.keys(files).filter((name) => name.endsWith('.go')), 'vendor/github.com/a/one/new/n.go'];
    const imported = ['fmt', 'example.com/main/x', 'github.com/a/one', 'github.com/a/one/in', 'github.com/a/one/gone'];
    imported.push('github.com/a/two/deep', 'github.com/a/two/unlisted', 'github.com/b/three');
    const seen = new Set<string>();
    await repository.verify();
    for (let edit = 0; edit < 80; edit++) {
      const choice = random.below(12);
      if (choice === 0)
        repository.save(
          'vendor/modules.txt',
          modulesTxt(() => random.below(4) > 0),
        );
      else if (choice === 1)
        repository.type('go.mod', random.below(2) === 0 ? undefined : files['go.mod']?.replace('1.2.0', '1.3.0'));
      else {
        const name = random.pick(names);
        const constraint = random.pick([
          '',
          '',
          '//go:build linux &&\n\n',
          '//go:build plan9\n\n',
          '//go:build ignore\n\n',
        ]);
        const text = constraint + goFile('p', ...imported.filter(() => random.below(4) === 0));
        if (choice < 9) repository.type(name, random.below(3) === 0 ? undefined : text);
        else repository.save(name, random.below(4) === 0 ? undefined : text);
      }
      const [warm, cold] = [await repository.verify(), await repository.verifyFromScratch()];
      assert.deepEqual(said(warm), said(cold), `edit ${edit}`);
      for (const { check } of warm.findings) seen.add(check);
    }
    for (const check of ['vendor-import-missing', 'vendor-package-unlisted', 'vendor-package-dir-missing'])
      assert.equal(seen.has(check), true, check);
  });

  /** What is judged again after a text was typed. */
  async function judgedAfter(
    name: string,
    change: Change,
    files = shop(),
  ): Promise<{ checks: readonly string[]; reads: readonly string[] }> {
    const judged = new Set<string>();
    const watched = allChecks.map((check): Check => {
      const note = (): void => void judged.add(check.id);
      if (check.scope === 'module') {
        const run: typeof check.run = (module, facts) => (note(), check.run(module, facts));
        return { ...check, run };
      }
      const run: typeof check.run = (root, facts) => (note(), check.run(root, facts));
      return { ...check, run };
    });
    const repository = new EditedRepository(files, watched);
    await repository.verify();
    judged.clear();
    repository.files.reads.length = 0;
    repository.type(name, change(files[name] ?? ''));
    await repository.verify();
    return { checks: [...judged].toSorted(), reads: repository.files.reads.filter((path) => path.endsWith('.go')) };
  }

  it('judges nothing again where only the body of a file changed', async () => {
    const { checks, reads } = await judgedAfter('p1/p.go', (text) => `${text}\n// the body alone\n`);
    assert.deepEqual([checks, reads], [[], []]);
  });

  const familiesOf = (ids: readonly string[]): readonly string[] =>
    [...new Set(allChecks.flatMap(({ id, family }) => (ids.includes(id) ? [family] : [])))].toSorted();

  it('judges again what looks at headers where one changed, and nothing of requirements, hashes and packages', async () => {
    const { checks, reads } = await judgedAfter('p0/p_windows.go', (text) => `//go:build windows\n\n${text}`);
    assert.deepEqual(familiesOf(checks), ['build-tags', 'cgo']);
    assert.deepEqual(reads, [], 'no other file is read, and this one is open');
  });

  it('leaves requirements and hashes alone where a file drops out of all builds, and others import the same', async () => {
    const { checks } = await judgedAfter('p0/p_windows.go', (text) => `//go:build linux &&\n\n${text}`);
    assert.deepEqual(familiesOf(checks), ['build-tags', 'cgo']);
  });

  it('leaves vendor alone where what is imported of it stays the same', async () => {
    const { files } = vendoring();
    const other = await judgedAfter('x/x.go', (text) => text.replace('"fmt"', '"example.com/main/y"'), files);
    assert.deepEqual(familiesOf(other.checks).includes('vendor'), false);
    const gone = await judgedAfter('x/x.go', (text) => text.replace('"github.com/a/one/in"', '"os"'), files);
    assert.equal(gone.checks.includes('vendor-import-missing'), true);
  });

  it('leaves the releases of files alone where another file of their folder changed', async () => {
    const { checks } = await judgedAfter('p0/p_windows.go', (text) => `//go:build linux &&\n\n${text}`);
    assert.equal(checks.includes('go-build-syntax-error'), true);
    assert.equal(checks.includes('constraint-dead-release-tag'), false);
    const own = await judgedAfter('p0/old.go', (text) => text.replace('1.18', '1.19'));
    assert.equal(own.checks.includes('constraint-dead-release-tag'), true);
  });

  it('looks at what rests on go.mod where it changed, not at the constraints of files', async () => {
    const { checks, reads } = await judgedAfter('go.mod', (text) => `${text}\nrequire github.com/b/absent v1.0.0\n`);
    assert.equal(checks.includes('require-unused'), true);
    assert.equal(familiesOf(checks).includes('build-tags'), false);
    assert.deepEqual(reads, []);
  });
});

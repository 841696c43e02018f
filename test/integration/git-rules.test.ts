import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { FactStore } from '../../src/engine/facts/factStore';
import { isIgnored, trackedFiles } from '../../src/engine/facts/git/gitFolder';
import type { Facts } from '../../src/engine/facts/fact';
import { createNodePorts } from '../../src/host/index';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Each a .gitignore at the top, all asked of each of the paths below. */
const rules: readonly string[] = [
  '*.sum',
  '/go.sum',
  'go.sum\n!go.sum',
  '!go.sum\ngo.sum',
  'vendor',
  'vendor/',
  '/vendor/',
  '/vendor/*\n!/vendor/a',
  'vendor/**',
  '**/vendor/*.go',
  'a/**/c.go',
  'a/**',
  '**/b',
  '**',
  '*',
  '*\n!*/\n!*.go',
  '/*\n!/a',
  'b/\n!vendor/**',
  'b/\n!/vendor/a/b/',
  'core',
  '# go.sum\n\\#x',
  '\\!go.sum',
  'go.sum   ',
  'go.sum\\ ',
  'go.sum\r\n*.md\r',
  '\uFEFFgo.sum',
  '?o.sum',
  'go.s[tu]m',
  'go.s[!u]m',
  'go.s[^t]m',
  'go.s[a-z]m',
  'go.s[[:alpha:]]m',
  'go.s[[:digit:]]m',
  'go.s[]u]m',
  'go.s[',
  'go.sum[',
  '[g]o.sum\n!go.su?',
  'go.sum\\',
  'g\\o.sum',
  'a-b\nc-*-d.go\n{x,y}|(z)+^$',
  '[a-]-b',
  '[!-]-b',
  '[+--]x',
  'x\\-y',
  'a*c.go',
  'a/*c.go',
  'a/b*/c.go',
  'x**y/a',
  'a/***/c.go',
  '***/c.go',
  'a//c.go',
  '/',
  '!',
  ' go.sum',
  'GO.SUM',
  '[A-Z]O.*',
  'a/b',
  '/b/c.go',
  'b/c.go',
  '日本',
  '*本',
  'd?t',
  'a/\n!a/b/c.go',
  '/a/b/*\n!/a/b/c.go',
];

const paths: readonly string[] = [
  'go.sum',
  'go.mod',
  'go.stm',
  'a/go.sum',
  'a/b/c.go',
  'a/c.go',
  'abc.go',
  'b/c.go',
  'vendor/a/b/c.go',
  'vendor/a/a.go',
  'vendor/x.go',
  'vendor/modules.txt',
  'a/vendor/x.go',
  'core',
  'a/core/x.go',
  '#x',
  '!go.sum',
  'go.sum ',
  'go.sum[',
  'readme.md',
  'xzy/a',
  'x/y/a',
  '日本',
  'd.t',
  'a-b',
  'a/a-b',
  '--b',
  ',x',
  'x-y',
  'c-1-d.go',
  '{x,y}|(z)+^$',
  'a/b/d/c.go',
];

/** The real git judges what is read of its files. */
describe('rules and index of git', function () {
  let folder: TemporaryFolder;
  let close: (() => Promise<void>) | undefined;
  let variables: Record<string, string>;

  before(function () {
    if (spawnSync('git', ['--version']).status !== 0) skip(this, 'needs git');
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({ 'home/.gitconfig': '' });
    variables = { PATH: process.env.PATH ?? '', HOME: folder.at('home'), GIT_CONFIG_NOSYSTEM: '1' };
    await folder.write(Object.fromEntries(paths.map((path) => [`r/${path}`, ''])));
    git('init', '-q');
  });
  afterEach(async () => {
    await close?.();
    await folder.remove();
  });

  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: folder.at('r'),
      env: variables,
      encoding: 'utf8',
    });
  const facts = async (): Promise<Facts> => {
    await close?.();
    const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
    const host = createNodePorts({ logger, variables });
    close = () => host.dispose();
    return new FactStore(host.ports, folder.at('r')).session(new AbortController().signal);
  };
  /** what git ignores of the paths */
  const theirs = (): readonly string[] =>
    spawnSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: folder.at('r'),
      env: variables,
      input: paths.join('\0'),
      encoding: 'utf8',
    })
      .stdout.split('\0')
      .filter((path) => path !== '');
  const ours = async (): Promise<readonly string[]> => {
    const own = await facts();
    const ignored: string[] = [];
    for (const path of paths)
      if (await isIgnored(folder.at(`r/${path}`), folder.at('r'), false, own)) ignored.push(path);
    return ignored;
  };

  it(`ignores what git ignores, by ${rules.length} files and ${paths.length} paths`, async () => {
    let some = 0;
    for (const rule of rules) {
      await folder.write({ 'r/.gitignore': `${rule}\n` });
      const expected = theirs();
      some += expected.length;
      assert.deepEqual(await ours(), expected, JSON.stringify(rule));
    }
    assert.ok(some > 100, 'control: git ignores much of it');
  });

  it('knows in which order files of rules count', async () => {
    const worlds: readonly Readonly<Record<string, string>>[] = [
      { 'r/.gitignore': '*.go\n', 'r/a/.gitignore': '!c.go\n' },
      { 'r/.gitignore': 'a/\n', 'r/a/.gitignore': '!c.go\n' },
      { 'r/.gitignore': '!*.go\n', 'r/a/.gitignore': '/b\n', 'r/.git/info/exclude': '*.go\n*.sum\n' },
      { 'home/.config/git/ignore': '*.sum\ncore\n', 'r/.git/info/exclude': '!core\n' },
      { 'home/.gitconfig': '[core]\n\texcludesFile = "~/rules" # mine\n', 'home/rules': 'vendor\n' },
      {
        'home/.gitconfig': '[CORE] ExcludesFile = ~/rules ; mine\n',
        'home/rules': '*.md\n',
        'home/.config/git/ignore': '*.go\n',
      },
      { 'home/.gitconfig': '[core]\n\texcludesFile = own/rules\n', 'r/own/rules': 'vendor\n*.sum\n' },
      { 'r/vendor/.gitignore': '*\n!modules.txt\n', 'r/vendor/a/.gitignore': '!a.go\n' },
    ];
    for (const world of worlds) {
      await folder.write(world);
      const expected = theirs();
      assert.ok(expected.length > 0, `control: ${JSON.stringify(world)}`);
      assert.deepEqual(await ours(), expected, JSON.stringify(world));
      for (const name of Object.keys(world)) await folder.write({ [name]: '' });
    }
  });

  it('takes upper and lower case for one where the repository does', async () => {
    git('config', 'core.ignoreCase', 'true');
    for (const rule of ['GO.SUM', 'VENDOR/', '[A-C]/B']) {
      await folder.write({ 'r/.gitignore': `${rule}\n` });
      assert.deepEqual(await ours(), theirs(), rule);
    }
  });

  it('reads the index of each version, and of SHA-256', async () => {
    const has = async (): Promise<readonly string[]> => {
      const names = await (await facts()).get(trackedFiles, folder.at('r'));
      assert.ok(typeof names !== 'string', 'an index that can be read');
      return [...names].map((name) => name.slice(folder.at('r').length + 1)).toSorted();
    };
    const listed = (): readonly string[] =>
      git('ls-files')
        .split('\n')
        .filter((name) => /(?:^|\/)(?:go\.|vendor\/)/.test(name))
        .toSorted();
    assert.deepEqual(await has(), [], 'nothing was ever added');
    await folder.write({ [`r/vendor/${'long/'.repeat(60)}x.go`]: '' });
    git('add', '-A');
    for (const version of ['2', '4', '2']) {
      git('update-index', '--index-version', version);
      assert.deepEqual(await has(), listed(), version);
    }
    // Version 3 comes with a flag that version 2 has no room for.
    await folder.write({ 'r/a/go.mod': '' });
    git('add', '--intent-to-add', 'a/go.mod');
    assert.deepEqual(await has(), listed());
    assert.ok(listed().includes('a/go.mod') && listed().length > 8);
    git('update-index', '--split-index');
    assert.equal(await (await facts()).get(trackedFiles, folder.at('r')), 'split');
    await folder.write({ 's/go.mod': '', 's/go.sum': '' });
    execFileSync('git', ['init', '-q', '--object-format=sha256', folder.at('s')], { env: variables });
    execFileSync('git', ['add', '-A'], { cwd: folder.at('s'), env: variables });
    const other = await (await facts()).get(trackedFiles, folder.at('s'));
    assert.deepEqual(other, new Set([folder.at('s/go.mod'), folder.at('s/go.sum')]));
  });

  it('follows a work tree of its own to its index', async () => {
    git('add', 'go.mod');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x');
    git('worktree', 'add', '-q', folder.at('w'));
    const tracked = await (await facts()).get(trackedFiles, folder.at('w'));
    assert.deepEqual(tracked, new Set([folder.at('w/go.mod')]));
    await folder.write({ 'r/.git/info/exclude': 'go.sum\n', 'w/go.sum': '' });
    assert.equal(await isIgnored(folder.at('w/go.sum'), folder.at('w'), false, await facts()), true);
  });
});

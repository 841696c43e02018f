import assert from 'node:assert/strict';
import { allChecks } from '../../../src/engine/checks/registry';
import { gosumCrlf } from '../../../src/engine/checks/sums/gosum-crlf';
import { MemoryFiles, emptyTree } from '../../support/memoryPorts';
import { runCli } from '../../support/memoryCli';
import { passingCheck, sampleCheck, unknownCheck, wordCheck } from '../../support/sampleChecks';

const goMod = (text: string): MemoryFiles => new MemoryFiles({ '/work/go.mod': text });

describe('command line', () => {
  describe('usage', () => {
    const wrong: [string, string[], RegExp][] = [
      ['an unknown option', ['--formt', 'json'], /unknown option --formt; did you mean --format\?/],
      ['an option like none', ['--zzz'], /unknown option --zzz\n/],
      ['an unknown short option', ['-x'], /unknown option -x/],
      [
        'a word that an option does not take',
        ['--format=jsno'],
        /--format does not know "jsno"; did you mean "json"\?/,
      ],
      ['a missing value', ['--profile'], /--profile wants one of: static, offline, network, build/],
      ['an option in place of a value', ['--explain', '--list'], /--explain wants a value: --explain ID/],
      ['a value for a switch', ['--strict=yes'], /--strict takes no value/],
      ['two folders', ['a', 'b'], /one folder at a time: "a" and "b"/],
      [
        'a reserved word',
        ['watch'],
        /"watch" is reserved for a subcommand; the folder of that name is written \.\/watch/,
      ],
      ['an option that a subcommand has no use for', ['env', '--fix'], /--fix does not go with env/],
      ['a question without its subject', ['why'], /why wants "go" or the path of a module/],
      ['a word too many', ['env', 'a', 'b'], /env cannot use "b"/],
      ['a reserved word with an option for it', ['explain'], /use --explain ID/],
      ['a folder that is not there', ['nowhere'], /no such folder: nowhere/],
      ['a command at length', ['environment'], /no such folder: environment; did you mean the command env\?/],
      ['a command with a slip', ['versoins'], /no such folder: versoins; did you mean the command versions\?/],
      ['a path like a command', ['./snapshots'], /no such folder: \.\/snapshots\n/],
      ['a file', ['./go.mod'], /\.\/go\.mod is a file; give the folder to verify, such as \./],
      ['a check that does not exist', ['--only', 'god'], /--only does not know "god"; did you mean "good"\?/],
      ['an empty list', ['--only', ','], /--only wants at least one check or family/],
      ['a selection of nothing', ['--only', 'good', '--skip', 'modules'], /leave no check to run/],
      ['an unknown check to explain', ['--explain', 'godo'], /--explain does not know "godo"; did you mean "good"\?/],
      [
        'a profile without checks',
        ['--profile', 'network'],
        /no checks of profile "network" yet; use: static, offline/,
      ],
    ];
    for (const [what, argv, expected] of wrong) {
      it(`${what} is exit 2, said on stderr`, async () => {
        const { code, stdout, stderr } = await runCli(argv, { checks: [passingCheck('good')] });
        assert.match(stderr, expected);
        assert.match(stderr, /^go-preflight: .*\nSee go-preflight --help\.\n$/);
        assert.deepEqual([code, stdout], [2, '']);
      });
    }

    it('is told in the language that was asked for, wherever the mistake stands', async () => {
      for (const argv of [
        ['--lang', 'zh-cn', '--formt', 'json'],
        ['--format=jsno', '--lang=zh-cn'],
      ]) {
        const resources = { 'messages.zh-cn.json': '{"cli.seeHelp":"详见 go-preflight --help。"}' };
        const { code, stderr } = await runCli(argv, { checks: [passingCheck('good')], resources });
        assert.equal(code, 2);
        assert.match(stderr, /\n详见 go-preflight --help。\n$/);
      }
    });

    it('a profile that a check has is accepted', async () => {
      const check = { ...passingCheck('reach'), profile: 'network' as const };
      const { code, stdout } = await runCli(['--profile', 'network'], { checks: [check] });
      assert.equal(code, 0);
      assert.match(stdout, /^Ready: 1 check passed/);
    });

    it('a folder named like a reserved word is reached by its path', async () => {
      const files = new MemoryFiles({ '/work/env/go.mod': 'module m\n' });
      for (const argv of [['./env'], ['--', 'env']])
        assert.equal((await runCli(argv, { files, checks: [passingCheck('good')] })).code, 0);
    });
  });

  describe('configuration', () => {
    const files = (config: string): MemoryFiles =>
      new MemoryFiles({ '/work/go.mod': 'BAD\n', '/work/go-preflight.jsonc': config });
    const checks = [wordCheck('no-bad', 'BAD', 'good'), { ...passingCheck('reach'), profile: 'network' as const }];

    it('of the folder counts, and --config stands in for it', async () => {
      const off = files('{ "checks": { "no-bad": "off" } }');
      assert.equal((await runCli([], { files: off, checks })).code, 0);
      off.write('/work/other.jsonc', '{ "checks": { "no-bad": "warning" } }');
      const { code, stdout } = await runCli(['--config', 'other.jsonc'], { files: off, checks });
      assert.equal(code, 0);
      assert.match(stdout, /go\.mod:1:1 {2}warning {2}no-bad/);
    });

    it('cannot agree to the network for its user: that takes the flag, and is said', async () => {
      const setup = { files: files('{ "profile": "network" }'), checks };
      const { stdout, stderr } = await runCli(['--format', 'json'], setup);
      assert.match(stderr, /asks for profile "network", which only the command line can grant: --profile network\n$/);
      assert.equal((JSON.parse(stdout) as { profile: string }).profile, 'offline');
      const granted = await runCli(['--format', 'json', '--profile', 'network'], setup);
      assert.equal((JSON.parse(granted.stdout) as { profile: string }).profile, 'network');
      const empty = await runCli([], { ...setup, checks: [passingCheck('good')] });
      assert.match(empty.stderr, /this version has no checks of profile "network" yet/);
    });

    it('that lowers the profile is obeyed, unless the flag says otherwise', async () => {
      const setup = { files: files('{ "profile": "static" }'), checks };
      const profileOf = async (argv: string[]): Promise<string> =>
        (JSON.parse((await runCli(['--format', 'json', ...argv], setup)).stdout) as { profile: string }).profile;
      assert.equal(await profileOf([]), 'static');
      assert.equal(await profileOf(['--profile', 'offline']), 'offline');
    });
  });

  describe('exit code', () => {
    const bad = (severity: 'error' | 'warning' | 'info' | 'hint') => wordCheck('no-bad', 'BAD', 'good', { severity });
    const table: [string, Parameters<typeof runCli>[0], Parameters<typeof bad>[0], number][] = [
      ['an error', [], 'error', 1],
      ['a warning', [], 'warning', 0],
      ['a warning with --fail-on warning', ['--fail-on', 'warning'], 'warning', 1],
      ['an error with --fail-on warning', ['--fail-on', 'warning'], 'error', 1],
      ['an info with --fail-on info', ['--fail-on', 'info'], 'info', 1],
      ['a hint with --fail-on info', ['--fail-on', 'info'], 'hint', 0],
      ['an error with --fail-on never', ['--fail-on', 'never'], 'error', 0],
    ];
    for (const [what, argv, severity, expected] of table)
      it(`of ${what} is ${expected}`, async () => {
        const { code } = await runCli(argv, { files: goMod('BAD\n'), checks: [bad(severity)] });
        assert.equal(code, expected);
      });

    it('is 3 where there is no Go', async () => {
      const { code, stdout } = await runCli([], { tree: emptyTree, checks: [passingCheck('good')] });
      assert.equal(code, 3);
      assert.equal(stdout, 'Nothing to check: no go.mod, go.work or Go file in /work\n');
    });

    it('is 4 under --strict where an error may hide, and 0 without', async () => {
      const checks = [passingCheck('good'), unknownCheck('blind', 'module-cache')];
      assert.equal((await runCli(['--strict'], { checks })).code, 4);
      assert.equal((await runCli([], { checks })).code, 0);
    });

    it('is 0 under --strict where only what was not asked for is unknown', async () => {
      const checks = [passingCheck('good'), { ...passingCheck('reach'), profile: 'network' as const }];
      assert.equal((await runCli(['--strict'], { checks })).code, 0);
    });

    it('is 4 under --strict where a check failed itself', async () => {
      const throws = sampleCheck('throws', () => {
        throw new Error('boom');
      });
      const { code, stdout } = await runCli(['--strict'], { checks: [passingCheck('good'), throws] });
      assert.equal(code, 4);
      assert.match(stdout, /not verified: the check itself failed: Error: boom\n {5}= throws\n/);
      assert.match(stdout, /Not verified: 1 check passed · 1 not verified \(1 failed itself\)/);
    });

    it('is 130 when cancelled', async () => {
      const controller = new AbortController();
      const slow = sampleCheck('slow', async () => {
        controller.abort();
        await new Promise((resolve) => setImmediate(resolve));
        return { kind: 'passed' };
      });
      const { code, stdout, stderr, disposed } = await runCli([], { checks: [slow], signal: controller.signal });
      assert.deepEqual([code, stdout, stderr], [130, '', 'go-preflight: cancelled; nothing was changed\n']);
      assert.equal(disposed, 1);
    });

    it('is 5 for a fault of our own, which is said to be one', async () => {
      const tree = (): never => {
        throw new Error('scanner\nbroke');
      };
      const { code, stderr, disposed } = await runCli([], { tree, checks: [passingCheck('good')] });
      assert.equal(code, 5);
      assert.match(stderr, /^go-preflight: internal error: scanner\\nbroke\. This is a bug in Go Preflight 1\.2\.3/);
      assert.equal(disposed, 1);
    });
  });

  describe('languages', () => {
    const resources = { 'messages.zh-cn.json': JSON.stringify({ 'no-bad.bad': '{what} 不好' }) };
    const setup = { files: goMod('BAD\n'), checks: [wordCheck('no-bad', 'BAD', 'good')], resources };
    it('come from --lang, else from LC_ALL before LANG', async () => {
      assert.match((await runCli(['--lang', 'zh-cn'], setup)).stdout, /BAD 不好/);
      assert.match((await runCli([], { ...setup, variables: { LC_ALL: 'zh_CN.UTF-8' } })).stdout, /BAD 不好/);
      assert.match((await runCli([], { ...setup, variables: { LANG: 'zh_CN', LC_ALL: 'C' } })).stdout, /BAD is bad/);
    });

    it('do not change JSON unless asked', async () => {
      const variables = { LC_ALL: 'zh_CN.UTF-8' };
      assert.match((await runCli(['--format', 'json'], { ...setup, variables })).stdout, /"BAD is bad"/);
      assert.match((await runCli(['--format', 'json', '--lang', 'zh-cn'], setup)).stdout, /"BAD 不好"/);
    });
  });

  describe('colours', () => {
    const setup = { files: goMod('BAD\n'), checks: [wordCheck('no-bad', 'BAD', 'good')] };
    const coloured = async (argv: string[], terminal: boolean, variables: Record<string, string>): Promise<boolean> =>
      (await runCli(argv, { ...setup, terminal, variables })).stdout.includes('\u001b[');
    it('are for terminals, and obey NO_COLOR, FORCE_COLOR, TERM and --no-color', async () => {
      assert.equal(await coloured([], true, {}), true);
      assert.equal(await coloured([], false, {}), false);
      assert.equal(await coloured([], true, { NO_COLOR: '1' }), false);
      assert.equal(await coloured([], true, { NO_COLOR: '' }), true);
      assert.equal(await coloured([], false, { FORCE_COLOR: '1' }), true);
      assert.equal(await coloured([], true, { FORCE_COLOR: '0' }), false);
      assert.equal(await coloured([], false, { FORCE_COLOR: '1', NO_COLOR: '1' }), false);
      assert.equal(await coloured(['--no-color'], false, { FORCE_COLOR: '1' }), false);
      assert.equal(await coloured([], true, { TERM: 'dumb' }), false);
    });

    it('are no part of the words: the text is the same without them', async () => {
      const plain = await runCli(['--no-color'], { ...setup, terminal: true });
      const colours = await runCli([], { ...setup, terminal: true });
      assert.equal(colours.stdout.replace(/\u001b\[\d+m/g, ''), plain.stdout);
    });
  });

  describe('progress', () => {
    it('is rewritten on a terminal and leaves nothing; a pipe gets none', async () => {
      const checks = [passingCheck('good')];
      const onTerminal = await runCli([], { checks, terminal: true });
      assert.match(onTerminal.stderr, /^\r\u001b\[2Kverifying \/work.*\r\u001b\[2K$/s);
      assert.equal((await runCli([], { checks })).stderr, '');
    });
  });

  describe('--fix', () => {
    it('applies safe fixes, verifies again, and says what was done', async () => {
      const files = goMod('one BAD\ntwo\nthree BAD\n');
      const { code, stdout } = await runCli(['--fix'], { files, checks: [wordCheck('no-bad', 'BAD', 'good')] });
      assert.equal(await text(files, '/work/go.mod'), 'one good\ntwo\nthree good\n');
      assert.equal(code, 0);
      assert.match(
        stdout,
        /^go\.mod:1:5: Make BAD good\ngo\.mod:3:7: Make BAD good\nFixed 2 findings in 1 file\n\nReady: 1 check passed · [\d.]+ m?s\n$/,
      );
    });

    it('goes on where a fix uncovers the next', async () => {
      const files = goMod('A\n');
      const checks = [wordCheck('no-a', 'A', 'B'), wordCheck('no-b', 'B', 'c')];
      const { code } = await runCli(['--fix'], { files, checks });
      assert.deepEqual([code, await text(files, '/work/go.mod')], [0, 'c\n']);
    });

    it('ends where two fixes undo each other, and says that findings are left', async () => {
      const files = goMod('A\n');
      const checks = [wordCheck('no-a', 'A', 'B'), wordCheck('no-b', 'B', 'A')];
      const { code, stdout } = await runCli(['--fix'], { files, checks });
      assert.equal(code, 1);
      assert.match(stdout, /still there after its fix: go\.mod:1:1 {2}no-[ab]\n/);
    });

    it('does not touch what is not safe, nor a file outside the folder', async () => {
      const files = new MemoryFiles({ '/work/go.mod': 'BAD\n', '/elsewhere/go.mod': 'BAD\n' });
      const unsafe = sampleCheck('unsafe', {
        kind: 'findings',
        findings: [
          { message: { id: 'bad', args: { what: 'x' } }, fixes: [edit('/work/go.mod', false)], key: '1' },
          { message: { id: 'bad', args: { what: 'y' } }, fixes: [edit('/elsewhere/go.mod', true)], key: '2' },
        ],
      });
      const { stdout } = await runCli(['--fix'], { files, checks: [unsafe] });
      assert.equal(await text(files, '/work/go.mod'), 'BAD\n');
      assert.equal(await text(files, '/elsewhere/go.mod'), 'BAD\n');
      assert.match(
        stdout,
        /not fixed: .* {2}unsafe: the fix would change .*elsewhere\/go\.mod, which is outside the folder/,
      );
    });

    it('gives a file another form, byte for byte', async () => {
      const sum = `example.com/a v1.0.0/go.mod h1:${'A'.repeat(43)}=`;
      const files = new MemoryFiles({ '/work/go.mod': 'module example.com/m\n', '/work/go.sum': `${sum}\r\n` });
      const { code, stdout } = await runCli(['--fix'], { files, checks: [gosumCrlf] });
      assert.equal(await text(files, '/work/go.sum'), `${sum}\n`);
      assert.equal(code, 0);
      assert.match(stdout, /^go\.sum:1:1: Convert the file to LF\n/);
    });

    it('keeps a file that cannot be written, and says why', async () => {
      const files = goMod('BAD\n');
      const writeFile = (): Promise<void> => Promise.reject(new Error('EROFS: read-only file system'));
      const { code, stdout } = await runCli(['--fix'], {
        files,
        writeFile,
        checks: [wordCheck('no-bad', 'BAD', 'good')],
      });
      assert.equal(code, 1);
      assert.match(stdout, /not fixed: go\.mod:1:1 {2}no-bad: go\.mod cannot be written: EROFS/);
    });

    it('keeps a file that was saved since it was judged', async () => {
      const files = goMod('BAD\n');
      const meddling = sampleCheck('meddling', async (module, facts) => {
        await facts.readText(`${module.dir}/go.mod`);
        files.write('/work/go.mod', 'BAD and more\n');
        return { kind: 'passed' };
      });
      const { stdout } = await runCli(['--fix'], { files, checks: [wordCheck('no-bad', 'BAD', 'good'), meddling] });
      assert.equal(await text(files, '/work/go.mod'), 'BAD and more\n');
      assert.match(stdout, /no-bad: go\.mod changed since it was verified/);
    });

    it('keeps bytes that are not UTF-8', async () => {
      const bytes = Uint8Array.from([...Buffer.from('BAD '), 0xff, 0x0a]);
      const files = new MemoryFiles({ '/work/go.mod': bytes });
      const { stdout } = await runCli(['--fix'], { files, checks: [wordCheck('no-bad', 'BAD', 'good')] });
      assert.match(stdout, /no-bad: go\.mod is not UTF-8 text/);
      const after = await files.readFile('/work/go.mod');
      assert.deepEqual(after.kind === 'file' && [...after.bytes], [...bytes]);
    });

    it('says so where there is nothing to fix', async () => {
      const { stdout } = await runCli(['--fix'], { checks: [passingCheck('good')] });
      assert.match(stdout, /^Nothing to fix: no finding has a safe fix\n\nReady/);
    });

    it('tells on stderr what it did when the report is for machines', async () => {
      const { stdout, stderr } = await runCli(['--fix', '--format', 'json'], {
        files: goMod('BAD\n'),
        checks: [wordCheck('no-bad', 'BAD', 'good')],
      });
      assert.deepEqual((JSON.parse(stdout) as { findings: unknown[] }).findings, []);
      assert.match(stderr, /Fixed 1 finding in 1 file\n$/);
    });
  });

  describe('--explain and --list', () => {
    const resources = {
      'pages/good.md': '## Rule\n\nBe good.\n',
      'pages/good.zh-cn.md': '## 规则\n\n要好。\n',
      'messages.zh-cn.json': '{"good.title":"标题"}',
    };
    const checks = [passingCheck('good'), { ...passingCheck('quiet'), severity: 'hint' as const }];

    it('explain a check with what its metadata and its page say', async () => {
      const { code, stdout } = await runCli(['--explain', 'good'], { checks, resources });
      assert.equal(code, 0);
      assert.match(stdout, /^good {2}Title of good\nerror · family modules · profile static/);
      assert.match(stdout, /Why: Why of good\nFix: Fix of good\n\n## Rule\n\nBe good\.\n$/);
    });

    it('explain in Chinese, in English where a page is not translated', async () => {
      const chinese = await runCli(['--explain', 'good', '--lang', 'zh-cn'], { checks, resources });
      assert.match(chinese.stdout, /^good {2}标题\n/);
      assert.match(chinese.stdout, /## 规则/);
      const half = { ...resources, 'pages/good.zh-cn.md': undefined as never };
      assert.match(
        (await runCli(['--explain', 'good', '--lang', 'zh-cn'], { checks, resources: half })).stdout,
        /## Rule/,
      );
    });

    it('say when the page is missing', async () => {
      assert.match(
        (await runCli(['--explain', 'quiet'], { checks, resources })).stdout,
        /page of this check is missing/,
      );
    });

    it('list every check, as a table or as data', async () => {
      const { stdout } = await runCli(['--list'], { checks });
      assert.equal(
        stdout,
        'modules\n  good   error  static  Title of good\n  quiet  hint   static  Title of quiet\n\n2 checks\n',
      );
      const data = JSON.parse((await runCli(['--list', '--format', 'json'], { checks })).stdout) as { check: string }[];
      assert.deepEqual(
        data.map(({ check }) => check),
        ['good', 'quiet'],
      );
    });
  });

  it('--help says that no check needs the network, as long as none does', async () => {
    const { stdout } = await runCli(['--help']);
    assert.equal(
      stdout.includes('network has no checks yet'),
      allChecks.every(({ profile }) => profile !== 'network'),
    );
  });

  it('--help names every option and every exit code', async () => {
    const { code, stdout } = await runCli(['--help']);
    assert.equal(code, 0);
    for (const word of [
      '--format',
      '--profile',
      '--only',
      '--skip',
      '--fail-on',
      '--strict',
      '--fix',
      '--config',
      '--explain',
    ])
      assert.ok(stdout.includes(word), word);
    for (const exit of [0, 1, 2, 3, 4, 5, 130]) assert.match(stdout, new RegExp(`^ +${exit} {2}\\S`, 'm'));
    assert.doesNotMatch(stdout, /cli\.|\{/);
  });

  it('--version prints the version alone', async () => {
    assert.equal((await runCli(['--version'])).stdout, '1.2.3\n');
  });
});

const edit = (file: string, safe: boolean) => ({
  kind: 'edit' as const,
  safe,
  title: { id: 'edit', args: { what: file } },
  edits: [
    {
      kind: 'text' as const,
      file,
      range: { start: { line: 0, column: 0 }, end: { line: 0, column: 3 } },
      newText: 'x',
    },
  ],
});

async function text(files: MemoryFiles, path: string): Promise<string> {
  const content = await files.readFile(path);
  return content.kind === 'file' ? Buffer.from(content.bytes).toString() : content.kind;
}

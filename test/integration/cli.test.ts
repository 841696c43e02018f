import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Ajv from 'ajv';
import reportSchema from '../../schemas/report.schema.json';
import type { Report } from '../../src/report/contract';
import { BuiltCli, ended } from '../support/builtCli';
import { gone, pidsIn } from '../support/processes';
import { goPrints, needGo } from '../support/realGo';
import { skip } from '../support/skip';

const isRoot = process.getuid?.() === 0;
const validate = new Ajv({ strict: true, strictRequired: false }).compile(reportSchema);

describe('command line as a process', () => {
  let cli: BuiltCli;
  let work: string;

  before(() => {
    cli = new BuiltCli();
  });
  after(() => {
    cli.remove();
  });
  beforeEach(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-work-'));
    chmodSync(work, 0o755);
  });
  afterEach(() => {
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  /** Files relative to the folder of the test. */
  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(work, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  function executable(name: string, script: string): string {
    write({ [name]: script });
    const file = path.join(work, name);
    chmodSync(file, 0o755);
    return file;
  }

  const shop = { 'go.mod': 'module example.com/shop\n\ngo 1.21\n', 'shop.go': 'package shop\n' };
  const broken = { ...shop, 'go-preflight.jsonc': '{\n\t"profil": "static",\n}\n' };
  /** How old the go of this machine is concerns no test. */
  const whateverGo = ['--skip', 'go-patch-outdated'];
  const fails = ['--fail-on', 'warning', '--only', 'policy'];

  describe('exit code', () => {
    it('0: nothing to report is one line', async () => {
      write(shop);
      const { code, stdout, stderr } = await cli.run([work, '--profile', 'static', ...whateverGo]);
      assert.match(
        stdout,
        /^Ready: \d+ checks passed · \d+ not verified \((?:\d+ needs? --profile (?:build|offline)(?:, )?){2}\) · (?:\d\.\d\d s|\d ms)\n$/,
      );
      assert.deepEqual([code, stderr], [0, '']);
    });

    it('1: a finding, with its frame', async () => {
      write(broken);
      const { code, stdout } = await cli.run(fails, { cwd: work });
      assert.equal(code, 1);
      assert.match(
        stdout,
        /\ngo-preflight\.jsonc:2:2 {2}warning {2}config-invalid {2}the configuration has no key "profil", so it has no effect; "profile" is one\n {3}2 │ {3}"profil": "static",\n {5}│ {3}━{8}\n {5}= fix: Write "profile" {5}\(not applied by --fix\)\n/,
      );
    });

    it('2: a wrong word, a file, nothing there', async () => {
      write(shop);
      for (const [args, expected] of [
        [['--frmat', 'json'], /unknown option --frmat; did you mean --format\?/],
        [['./go.mod'], /\.\/go\.mod is a file; give the folder to verify, such as \./],
        [['nowhere'], /no such folder: nowhere/],
        [['--config', 'nowhere.jsonc'], /--config: nowhere\.jsonc cannot be read: no such file/],
      ] as const) {
        const { code, stdout, stderr } = await cli.run(args, { cwd: work });
        assert.match(stderr, expected);
        assert.deepEqual([code, stdout], [2, '']);
      }
    });

    it('3: a folder without Go', async () => {
      write({ 'readme.txt': 'x' });
      const { code, stdout } = await cli.run([work]);
      assert.equal(code, 3);
      assert.match(stdout, /^Nothing to check: no go\.mod, go\.work or Go file in .*\n$/);
    });

    it('130: Ctrl+C ends it and the processes that it started', async () => {
      write({ 'shop/go.mod': shop['go.mod'], 'shop/shop.go': shop['shop.go'] });
      const shell = executable('tools/sh', '#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\nexec sleep 600\n');
      const child = cli.start([path.join(work, 'shop')], { env: { SHELL: shell, PATH: '/usr/bin:/bin' } });
      const end = ended(child);
      const [pid = 0] = await pidsIn(path.join(work, 'tools/pid'));
      child.kill('SIGINT');
      const { code, stdout, stderr } = await end;
      assert.deepEqual([code, stdout], [130, '']);
      assert.equal(stderr, 'go-preflight: cancelled; nothing was changed\n');
      await gone(pid);
    });
  });

  describe('formats', () => {
    it('JSON: the contract, byte for byte the same in two runs but for durations', async () => {
      write({ ...broken, 'api/go.mod': 'module example.com/api\n\ngo 1.21\n', 'api/api.go': 'package api\n' });
      const runs = await Promise.all([1, 2].map(() => cli.run(['--format', 'json'], { cwd: work })));
      for (const { stdout } of runs) assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
      const [first, second] = runs.map(({ stdout }) => stdout.replace(/"durationMs": [\d.]+/g, ''));
      assert.equal(first, second);
      const report = JSON.parse(runs[0]?.stdout ?? '') as Report;
      assert.equal(report.root, work);
      assert.deepEqual([report.summary.modules, report.summary.goFiles], [2, 2]);
      assert.equal(
        report.tool.version,
        (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
      );
    });

    it('JSON is English and colourless whatever the terminal wants', async () => {
      write(broken);
      const env = { LC_ALL: 'zh_CN.UTF-8', FORCE_COLOR: '1' };
      const { stdout } = await cli.run(['--format', 'json'], { cwd: work, env });
      assert.match(stdout, /"message": "the configuration has no key/);
      assert.equal(stdout.includes('\u001b'), false);
    });

    it('Markdown: no home folder', async () => {
      const home = path.join(work, 'home/joedoe');
      write({ 'home/joedoe/shop/go.mod': shop['go.mod'], 'home/joedoe/shop/a.go': 'package a\n' });
      const { stdout } = await cli.run([path.join(home, 'shop'), '--format', 'markdown'], { env: { HOME: home } });
      assert.match(stdout, /^# Go environment: /);
      assert.match(stdout, /- Folder: `~\/shop`/);
      assert.doesNotMatch(stdout, /joedoe/);
    });

    it('for CI: a finding at its line, with the exit code of every format, and the summary of the step', async () => {
      write(broken);
      const summary = path.join(work, 'summary.md');
      writeFileSync(summary, 'before\n');
      const env = { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: path.dirname(work) };
      const file = `${path.basename(work)}/go-preflight.jsonc`;
      const report = async (format: string): Promise<string> => {
        const { code, stdout, stderr } = await cli.run([...fails, '--format', format], { cwd: work, env });
        assert.deepEqual([code, stderr], [1, ''], format);
        return stdout;
      };
      assert.ok((await report('github')).startsWith(`::warning file=${file},line=2,endLine=2,col=2,endColumn=10,`));
      assert.match(readFileSync(summary, 'utf8'), /^before\n# Go environment: [^]*`config-invalid`/);
      assert.match(await report('sarif'), new RegExp(`"uri": "${file}"`));
      assert.match(await report('gitlab'), new RegExp(`"path": "${file}"`));
      assert.match(await report('junit'), /<failure message="the configuration has no key &quot;profil&quot;/);
    });

    it('human speaks Chinese where the terminal does', async () => {
      write(broken);
      const { stdout } = await cli.run(fails, { cwd: work, env: { LANG: 'zh_CN.UTF-8' } });
      assert.match(
        stdout,
        /\ngo-preflight\.jsonc:2:2 {2}警告 {2}config-invalid {2}配置没有“profil”这个键，因此它不起作用；有“profile”\n/,
      );
      assert.match(stdout, /\n1 个警告 · 0 项检查通过 · /);
    });

    it('human obeys NO_COLOR and FORCE_COLOR, and is ASCII in a C locale', async () => {
      write(broken);
      const plain = await cli.run(fails, { cwd: work, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
      assert.equal(plain.stdout.includes('\u001b'), false);
      const coloured = await cli.run(fails, { cwd: work, env: { FORCE_COLOR: '1' } });
      assert.ok(coloured.stdout.includes('\u001b[33mwarning\u001b[39m'));
      const ascii = await cli.run(fails, { cwd: work, env: { LANG: 'C' } });
      assert.match(ascii.stdout, /^[\n -~]*$/);
    });

    it('explains every check that it lists, in both languages', async () => {
      const { stdout } = await cli.run(['--list', '--format', 'json']);
      const ids = (JSON.parse(stdout) as { check: string }[]).map(({ check }) => check);
      assert.ok(ids.includes('config-invalid'));
      const pages = readdirSync(path.join(cli.folder, 'dist/pages'));
      const missing = ids.flatMap((id) => [`${id}.md`, `${id}.zh-cn.md`]).filter((name) => !pages.includes(name));
      assert.deepEqual(missing, []);
      const { stdout: page } = await cli.run(['--explain', 'config-invalid', '--lang', 'zh-cn']);
      assert.match(page, /## 规则\n/);
      // What marks an example for our tests is not shown.
      assert.match(page, /^```jsonc$/m);
    });
  });

  describe('pipes', () => {
    /** A configuration with so many faults that their report is larger than any pipe. */
    function writeManyFaults(): void {
      const keys = Array.from({ length: 14_000 }, (_, at) => `  "unheard-of-${at}": ${at}`);
      write({ ...shop, 'go-preflight.jsonc': `{\n${keys.join(',\n')}\n}\n` });
    }

    it('a reader that leaves early is no error', async () => {
      writeManyFaults();
      const script = '"$0" "$@" | head -1; echo "exit ${PIPESTATUS[0]}"';
      const args = ['-c', script, process.execPath, cli.main, work, ...fails];
      const { stdout, stderr } = await ended(spawn('bash', args, { env: cli.environment() }));
      const lines = stdout.trimEnd().split('\n');
      assert.equal(lines.length, 2);
      assert.deepEqual([lines[1], stderr], ['exit 1', '']);
    });

    it('a reader that has closed before the first byte is none either', async () => {
      write(broken);
      const child = cli.start(fails, { cwd: work });
      child.stdout?.destroy();
      const { code, stderr } = await ended(child);
      assert.deepEqual([code, stderr], [1, '']);
    });

    it('a slow reader gets everything', async () => {
      writeManyFaults();
      const child = cli.start([work, ...fails, '--format', 'json']);
      const closed = once(child, 'close');
      let text = '';
      for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
        text += chunk.toString();
        await sleep(3);
      }
      const [code] = (await closed) as [number];
      assert.equal(code, 1);
      assert.ok(text.length > 5_000_000, String(text.length));
      assert.equal((JSON.parse(text) as Report).findings.length, 14_000);
    });

    it('a full disk is an error', async function () {
      if (!existsSync('/dev/full')) skip(this, 'needs /dev/full');
      write(broken);
      const script = '"$0" "$@" > /dev/full';
      const args = ['-c', script, process.execPath, cli.main, work, ...fails];
      const { code, stderr } = await ended(spawn('bash', args, { env: cli.environment() }));
      assert.equal(code, 5);
      assert.match(stderr, /ENOSPC/);
    });
  });

  describe('bad input', () => {
    it('a folder name with quotes, newlines and $(...) is a name', async () => {
      const name = `it's "a"\n$(touch pwned) \`x\` & ;\u001b[31m`;
      mkdirSync(path.join(work, name));
      write({
        [`${name}/go.mod`]: shop['go.mod'],
        [`${name}/a.go`]: 'package a\n',
        [`${name}/go-preflight.jsonc`]: '{ "x": 1 }',
      });
      const inside = await cli.run(fails, { cwd: path.join(work, name) });
      assert.equal(inside.code, 1, inside.stderr);
      const above = await cli.run(['--format', 'json', path.join(work, name)]);
      assert.equal((JSON.parse(above.stdout) as Report).root, path.join(work, name));
      const parent = await cli.run(['--profile', 'offline'], { cwd: work });
      for (const { stdout } of [inside, parent]) assert.equal(stdout.includes('\u001b'), false);
      for (const folder of [work, path.join(work, name)]) assert.equal(existsSync(path.join(folder, 'pwned')), false);
    });

    it('a go.mod that may not be read is told, and is not green', async function () {
      if (process.platform === 'win32') skip(this, 'permissions of POSIX');
      write(shop);
      chmodSync(path.join(work, 'go.mod'), 0);
      const { code, stdout, stderr } = await cli.run([work, '--format', 'json'], isRoot ? { uid: 65_534 } : {});
      const { summary } = JSON.parse(stdout) as Report;
      assert.ok(
        summary.verdict === 'broken' || summary.verdict === 'not-verified',
        `${summary.verdict} ${code} ${stderr}`,
      );
    });

    it('a folder that may not be read is named, and what lies in it is not verified', async function () {
      if (process.platform === 'win32') skip(this, 'permissions of POSIX');
      write({ ...shop, 'closed/closed.go': 'package closed\n' });
      chmodSync(path.join(work, 'closed'), 0);
      const args = [work, '--profile', 'static', '--only', 'build-tags'];
      const { code, stdout } = await cli.run(args, isRoot ? { uid: 65_534 } : {});
      chmodSync(path.join(work, 'closed'), 0o755);
      assert.match(stdout, /\nnot verified: closed cannot be read: permission denied\n {5}= /);
      assert.match(stdout, /^Not verified: /m);
      assert.equal(code, 0);
    });

    it('a go.sum of 200 MB is not read: that is said, in bounded time and memory', async () => {
      write({ 'go.mod': 'module example.com/m\n\ngo 1.21\n\nrequire example.com/x v1.0.0\n', 'a.go': 'package a\n' });
      const line = 'example.com/some/module/with/a/long/path v1.2.3 h1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y=\n';
      writeFileSync(path.join(work, 'go.sum'), Buffer.alloc(200 * 1024 * 1024, line));
      // Less memory than the file, beside what Node and the program take.
      const env = { NODE_OPTIONS: '--max-old-space-size=150' };
      const { code, stdout, durationMs } = await cli.run([work, '--profile', 'static', '--format', 'json'], { env });
      assert.equal(code, 0, stdout.slice(-500));
      const report = JSON.parse(stdout) as Report;
      assert.ok(validate(report));
      assert.equal(report.summary.verdict, 'not-verified');
      const zip = report.outcomes.find(({ check }) => check === 'gosum-missing-zip-hash');
      assert.equal(zip?.outcome, 'unknown');
      assert.match(zip.reason ?? '', /^go\.sum has 200 MB;/);
      assert.ok(durationMs < 400_000, String(durationMs));
    });

    it('a loop of links ends; folders behind links are left out as go leaves them out, a Go file that is a loop is named', async () => {
      write(shop);
      mkdirSync(path.join(work, 'sub'));
      symlinkSync('..', path.join(work, 'sub/loop'));
      symlinkSync('self', path.join(work, 'self'));
      const folders = await cli.run([work, '--profile', 'static', ...whateverGo]);
      assert.match(folders.stdout, /^Ready: /);
      assert.equal(folders.code, 0);
      symlinkSync('self.go', path.join(work, 'self.go'));
      const { code, stdout } = await cli.run([work, '--profile', 'static', '--only', 'build-tags']);
      assert.match(stdout, /\nnot verified: self\.go cannot be read: too many levels of symbolic links\n/);
      assert.equal(code, 0);
    });

    it('a working directory that is gone is a wrong folder', async () => {
      const gone = path.join(work, 'gone');
      mkdirSync(gone);
      const script = `rmdir "${gone}"; exec "$0" "$@"`;
      const { code, stderr } = await ended(
        spawn('bash', ['-c', script, process.execPath, cli.main], { cwd: gone, env: cli.environment() }),
      );
      // Node itself may refuse to start there; it must not look like a clean run.
      assert.notEqual(code, 0);
      assert.notEqual(stderr, '');
    });
  });

  describe('a go that does not work', () => {
    /** What `go-does-not-run` ends with; scripts are never run, so what they would do is not known. */
    type End = 'findings' | 'unknown' | 'not-applicable';

    async function verifyWith(prepare: (bin: string) => void): Promise<{ report: Report; end: End }> {
      write({ 'shop/go.mod': shop['go.mod'], 'shop/shop.go': shop['shop.go'] });
      // In a folder that looks like an installation, so that nothing but the program itself is wrong.
      write({ 'sdk/VERSION': 'go1.26.8\n', 'sdk/pkg/tool/x': '' });
      const bin = path.join(work, 'sdk/bin');
      mkdirSync(bin);
      prepare(bin);
      const env = { PATH: `${bin}:/usr/bin:/bin` };
      const { code, stdout, stderr, durationMs } = await cli.run([path.join(work, 'shop'), '--format', 'json'], {
        env,
      });
      const report = JSON.parse(stdout) as Report;
      assert.ok(validate(report), JSON.stringify(validate.errors));
      assert.notEqual(report.summary.verdict, 'ready');
      assert.ok(code === 0 || code === 1, `${code} ${stderr}`);
      assert.deepEqual(
        report.outcomes.filter(({ outcome }) => outcome === 'failed'),
        [],
      );
      // Not the ten minutes that it sleeps.
      assert.ok(durationMs < 500_000, String(durationMs));
      const own = report.outcomes.find(({ check }) => check === 'go-does-not-run');
      return { report, end: own?.outcome as End };
    }

    for (const [what, script] of [
      ['hangs', '#!/bin/sh\nexec sleep 600\n'],
      ['crashes', '#!/bin/sh\nkill -SEGV $$\n'],
      ['prints garbage', '#!/bin/sh\nhead -c 100000 /dev/urandom\n'],
    ] as const)
      it(`as a script that ${what}: nobody knows which Go it stands for`, async () => {
        const { report, end } = await verifyWith((bin) =>
          executable(path.relative(work, path.join(bin, 'go')), script),
        );
        assert.equal(end, 'not-applicable');
        assert.ok(report.findings.some(({ check }) => check === 'go-not-found'));
      });

    it('because it is missing', async () => {
      const { report } = await verifyWith(() => undefined);
      assert.ok(report.findings.some(({ check }) => check === 'go-not-found'));
    });

    it('because it is no program of this machine', async () => {
      const { report, end } = await verifyWith((bin) => {
        writeFileSync(path.join(bin, 'go'), Buffer.from('\x7fELF\x01 of some other machine'));
        chmodSync(path.join(bin, 'go'), 0o755);
      });
      // libc hands what the kernel refuses to a shell, whose complaint is all that is known.
      assert.equal(end, 'unknown');
      const own = report.outcomes.find(({ check }) => check === 'go-does-not-run');
      assert.match(own?.reason ?? '', /^go version failed: .*bin\/go/);
    });

    describe('as a program', () => {
      let program: string;

      before(function () {
        const folder = path.join(cli.folder, 'standin');
        mkdirSync(folder);
        writeFileSync(path.join(folder, 'main.go'), standIn);
        program = path.join(folder, 'go');
        needGo(this);
        const variables = { ...cli.environment(), GO111MODULE: 'off', GOFLAGS: '' };
        goPrints(['build', '-o', program, path.join(folder, 'main.go')], { variables });
      });

      for (const [mode, expected, message] of [
        ['hang', 'unknown', /bin\/go version did not answer within 10 s; run it in a terminal/],
        ['crash', 'findings', /bin\/go crashes at go version \(SIGABRT: abort/],
        ['garbage', 'findings', /bin\/go runs, but go version prints no version/],
        ['endless', 'findings', /bin\/go cannot be run \(printed more than \d+ bytes\)/],
        ['refuse', 'unknown', /^go version failed: go: not today$/],
      ] as const)
        it(`that ${mode === 'refuse' ? 'refuses' : `is made to ${mode}`}`, async () => {
          const { report, end } = await verifyWith((bin) => {
            copyFileSync(program, path.join(bin, 'go'));
            chmodSync(path.join(bin, 'go'), 0o755);
            writeFileSync(path.join(bin, 'mode'), mode);
          });
          assert.equal(end, expected);
          const said =
            report.findings.find(({ check }) => check === 'go-does-not-run')?.message ??
            report.outcomes.find(({ check }) => check === 'go-does-not-run')?.reason;
          assert.match(said ?? '', message);
        });
    });
  });
});

/** A program of the name go that does what the file `mode` beside it says. */
const standIn = `package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	self, _ := os.Executable()
	mode, _ := os.ReadFile(filepath.Join(filepath.Dir(self), "mode"))
	switch string(mode) {
	case "hang":
		time.Sleep(time.Hour)
	case "crash":
		syscall.Kill(os.Getpid(), syscall.SIGABRT)
		time.Sleep(time.Second)
	case "garbage":
		os.Stdout.Write([]byte{0, 1, 2, 0xff, 0xfe, 27, '[', '2', 'J', 10})
	case "endless":
		for {
			fmt.Println(strings.Repeat("y", 4000))
		}
	case "refuse":
		fmt.Fprintln(os.Stderr, "go: not today")
		os.Exit(2)
	}
}
`;

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BuiltCli, ended } from '../support/builtCli';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

/** Modules as their authors published them: each becomes the workspace of somebody who works on it. */
const published = ['golang.org/x/net@v0.62.0', 'github.com/nats-io/nats-server/v2@v2.15.2'];

/** Workspaces in which plain go downloads, switches, writes, or starts something. */
const made: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a go line that is not here': {
    'go.mod': 'module example.com/new\n\ngo 1.99\n\nrequire example.org/dep v1.0.0\n',
    'a.go': 'package a\n\nimport _ "example.org/dep"\n',
  },
  'a workspace with private modules': {
    'go.work': 'go 1.22\n\nuse (\n\t./a\n\t./b\n)\n',
    'a/go.mod': 'module corp.example/a\n\ngo 1.22\n\nrequire (\n\tcorp.example/b v0.0.0\n\texample.org/dep v1.0.0\n)\n',
    'a/a.go': 'package a\n\nimport (\n\t_ "corp.example/b"\n\t_ "example.org/dep"\n)\n',
    'a/go.sum': '',
    'b/go.mod': 'module corp.example/b\n\ngo 1.22\n',
    'b/b.go': 'package b\n\n// int f(void);\nimport "C"\n',
    '.vscode/settings.json': '{ "go.goroot": "/nonexistent", "go.toolsEnvVars": { "GOPRIVATE": "corp.example" } }\n',
    '.github/workflows/ci.yml':
      'on: push\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-go@v5\n        with:\n          go-version: "1.22"\n',
    Dockerfile: 'FROM golang:1.22\nWORKDIR /src\nCOPY . .\nRUN go build ./...\n',
    '.gitmodules': '[submodule "third"]\n\tpath = third\n\turl = https://example.org/third\n',
  },
  'a vendor folder, and a module file that go would change': {
    'go.mod': 'module example.com/v\n\ngo 1.22\n\nrequire example.org/dep v1.0.0\n',
    'vendor/modules.txt': '# example.org/dep v1.0.0\n## explicit\nexample.org/dep\n',
    'vendor/example.org/dep/dep.go': 'package dep\n',
    'main.go': 'package main\n\nimport _ "example.org/dep"\n\nfunc main() {}\n',
  },
};

/** Programs that a verifier might be tempted to start, and that must not be. */
const recorded = [
  'git',
  'gcc',
  'cc',
  'pkg-config',
  'sh',
  'bash',
  'zsh',
  'gopls',
  'golangci-lint',
  'staticcheck',
  'dlv',
];

describe('a run in the background', function () {
  const goroot = realGoroot() ?? '';
  let cli: BuiltCli;
  let folder: TemporaryFolder;
  let proxy: Server;
  let connections = 0;

  before(async function () {
    if (goroot === '') skip(this, 'needs go');
    try {
      execFileSync('strace', ['-V'], { stdio: 'ignore' });
    } catch {
      skip(this, 'needs strace');
    }
    cli = new BuiltCli();
    // No proxy speaks through it, and none needs to: to be asked is the fault.
    proxy = createServer((_, response) => response.writeHead(404).end());
    proxy.on('connection', () => connections++);
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    folder = await TemporaryFolder.create();
  });
  after(async () => {
    proxy.close();
    cli.remove();
    await folder.remove();
  });
  beforeEach(() => {
    connections = 0;
  });

  const url = (): string => `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`;

  /** Everything of the environment that could make go write, fetch, switch or start something. */
  async function hostileHome(home: string): Promise<Record<string, string>> {
    const bin = Object.fromEntries(
      recorded.map((name) => [`${home}/bin/${name}`, `#!/bin/sh\necho ${name} >> "$RECORD"\nexit 1\n`]),
    );
    await folder.write({
      ...bin,
      [`${home}/record`]: '',
      [`${home}/.config/go/env`]: `GOFLAGS=-mod=mod -u -w\nGOPROXY=${url()}\nGOINSECURE=*\nGOPRIVATE=corp.example\nGONOPROXY=none\n`,
      [`${home}/.config/go/telemetry/mode`]: 'on 2024-01-01',
      [`${home}/.netrc`]: 'machine 127.0.0.1 login me password secret\n',
    });
    await Promise.all(recorded.map((name) => chmod(folder.at(`${home}/bin/${name}`), 0o755)));
    return {
      PATH: `${goroot}/bin:${folder.at(`${home}/bin`)}:/usr/bin:/bin`,
      HOME: folder.at(home),
      RECORD: folder.at(`${home}/record`),
      SHELL: folder.at(`${home}/bin/zsh`),
      GOPROXY: '',
      GOFLAGS: '',
      GOTOOLCHAIN: 'auto',
      GOSUMDB: `sum.golang.org ${url()}`,
      HTTP_PROXY: url(),
      HTTPS_PROXY: url(),
    };
  }

  /** What a command started, by the paths that the kernel was given, and the sockets that it opened to other machines. */
  async function traced(command: readonly string[], cwd: string, env: Record<string, string>): Promise<Traced> {
    const log = folder.at('strace.log');
    const args = ['-f', '-qq', '-s', '400', '-e', 'trace=execve,execveat,connect', '-o', log, ...command];
    const { code, stdout, stderr } = await ended(
      spawn('strace', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    const lines = wholeCalls((await readFile(log, 'utf8')).split('\n'));
    const programs = lines.flatMap((line) => /\bexecve(?:at)?\((?:\d+, )?"([^"]+)".* = 0$/.exec(line)?.[1] ?? []);
    const sockets = lines.filter((line) => /\bconnect\(.*AF_INET/.test(line));
    return { code, stdout, stderr, programs, sockets };
  }

  interface Traced {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
    readonly programs: readonly string[];
    readonly sockets: readonly string[];
  }

  /** Where two processes are in the kernel at once, strace takes the line of one apart. */
  function wholeCalls(lines: readonly string[]): readonly string[] {
    const begun = new Map<string, string>();
    return lines.flatMap((line) => {
      const [, process = '', start] = /^(\d+) +(.*) <unfinished \.\.\.>$/.exec(line) ?? [];
      if (start !== undefined) begun.set(process, start);
      const [, same = '', end] = /^(\d+) +<\.\.\. \w+ resumed>(.*)$/.exec(line) ?? [];
      return end === undefined ? (start === undefined ? [line] : []) : [`${same} ${begun.get(same) ?? ''}${end}`];
    });
  }

  /** Files of the workspace and of the home folder, but for what belongs to go alone. */
  async function contents(): Promise<Record<string, string>> {
    const own = /(?:^|\/)(?:\.cache|go\/pkg\/mod\/cache)\/|^strace\.log$/;
    return Object.fromEntries(Object.entries(await folder.contents()).filter(([name]) => !own.test(name)));
  }

  async function verifyQuietly(workspace: string, home: string): Promise<void> {
    const env = await hostileHome(home);
    const before = await contents();
    const args = [process.execPath, cli.main, folder.at(workspace), '--profile', 'offline', '--format', 'json'];
    const { code, stdout, stderr, programs, sockets } = await traced(args, folder.at(workspace), env);
    assert.ok(code === 0 || code === 1, `${code} ${stderr}`);
    const report = JSON.parse(stdout) as {
      readonly profile: string;
      readonly outcomes: readonly { outcome: string }[];
    };
    assert.equal(report.profile, 'offline');
    assert.ok(report.outcomes.length > 100, `${report.outcomes.length} outcomes`);
    assert.deepEqual(
      report.outcomes.filter(({ outcome }) => outcome === 'failed'),
      [],
    );
    assert.deepEqual(sockets, [], 'sockets to other machines');
    assert.equal(connections, 0, 'connections to the proxy');
    // go starts its own compiler to ask for its version; all of that lies in its tree.
    const foreign = programs.filter((file) => file !== process.execPath && !file.startsWith(`${goroot}/`));
    assert.deepEqual(foreign, []);
    assert.ok(programs.includes(process.execPath), 'strace saw the start');
    assert.deepEqual(await contents(), before);
  }

  it('control: plain go asks the proxy, and strace sees what is started', async () => {
    await folder.write({ 'plain/go.mod': 'module m\n\ngo 1.22\n', 'plain/go.sum': '' });
    const env = { ...(await hostileHome('control')), GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
    const asked = await traced([`${goroot}/bin/go`, 'list', '-m', 'example.org/dep@latest'], folder.at('plain'), env);
    assert.ok(connections > 0, asked.stderr);
    assert.ok(asked.sockets.length > 0);
    const shell = await traced(['/bin/sh', '-c', 'git status; true'], folder.at('plain'), env);
    assert.ok(shell.programs.includes(folder.at('control/bin/git')), shell.programs.join());
    assert.equal(await folder.read('control/record'), 'git\n');
  });

  for (const [name, files] of Object.entries(made)) {
    it(`asks no server, starts nothing but go, and changes no file: ${name}`, async () => {
      const workspace = name.replaceAll(/\W+/g, '-');
      await folder.write(
        Object.fromEntries(Object.entries(files).map(([path, text]) => [`${workspace}/${path}`, text])),
      );
      execFileSync('git', ['init', '-q'], { cwd: folder.at(workspace) });
      await verifyQuietly(workspace, `home-${workspace}`);
    });
  }

  for (const module of published) {
    it(`asks no server, starts nothing but go, and changes no file: ${module}`, async () => {
      const variables = { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local', GOWORK: 'off' } as Record<string, string>;
      const answer = await askGo(['mod', 'download', '-json', module], { goroot, cwd: folder.path, variables });
      assert.equal(answer.code, 0, answer.output);
      const { Dir } = JSON.parse(answer.output.slice(answer.output.indexOf('{'))) as { Dir: string };
      const workspace = module.replaceAll(/\W+/g, '-');
      cpSync(Dir, folder.at(workspace), { recursive: true });
      execFileSync('chmod', ['-R', 'u+w', folder.at(workspace)]);
      execFileSync('git', ['init', '-q'], { cwd: folder.at(workspace) });
      await verifyQuietly(workspace, `home-${workspace}`);
    });
  }

  it('asks a shell only for why go --shell', async () => {
    const env = await hostileHome('home-why');
    await folder.write({ 'why/go.mod': 'module m\n\ngo 1.22\n' });
    const asked = async (...more: readonly string[]): Promise<readonly string[]> => {
      const args = [process.execPath, cli.main, 'why', 'go', '.', ...more];
      const { code, programs, sockets } = await traced(args, folder.at('why'), env);
      assert.deepEqual([code, sockets], [0, []]);
      return programs.filter((file) => file !== process.execPath);
    };
    assert.deepEqual(await asked(), []);
    const zsh = join(folder.path, 'home-why/bin/zsh');
    assert.deepEqual(
      (await asked('--shell')).filter((file) => !/\/(?:sh|dash|env)$/.test(file)),
      [zsh, zsh],
    );
  });
});

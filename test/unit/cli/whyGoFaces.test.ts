import assert from 'node:assert/strict';
import { openQuestions, whyGo, type AskShell, type GoFace, type ProcessResult } from '../../../src/engine/index';
import { installGo } from '../../support/goOnDisk';
import { MemoryFiles, linux, memoryPorts, type MemoryPorts } from '../../support/memoryPorts';
import { runCli } from '../../support/memoryCli';

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly settings?: unknown;
  /** what the shell prints: variables, and its answer to `command -v go` */
  readonly shell?: readonly [env: string, go: string];
  readonly go?: 'none';
}

/** Go 1.26.8 on PATH, Go 1.25.3 in /opt/go1.25, and a module. */
function portsOf({ files = {}, variables = {}, settings, shell, go }: World): MemoryPorts {
  const memory = new MemoryFiles({ '/work/go.mod': 'module m\n\ngo 1.24\n', ...files });
  if (go !== 'none') installGo(memory, '/usr/local/go', 'go1.26.8', { GOTOOLCHAIN: 'auto' });
  installGo(memory, '/opt/go1.25', 'go1.25.3', { GOTOOLCHAIN: 'auto' });
  if (settings !== undefined) memory.write('/work/.vscode/settings.json', JSON.stringify(settings, undefined, 2));
  const path = go === 'none' ? '/usr/bin:/bin' : '/usr/local/go/bin:/usr/bin';
  const answer = (): ProcessResult | undefined => {
    const marker = '__go_preflight_path__';
    const stdout = shell && `hello\n${[marker, shell[0], marker, shell[1], marker].join('\n')}\n`;
    return stdout === undefined ? undefined : { kind: 'exited', code: 0, stdout, stderr: '', durationMs: 1 };
  };
  return memoryPorts({
    files: memory,
    environment: { variables: { ...linux.variables, PATH: path, ...variables } },
    answer,
  });
}

async function facesOf(world: World, askShell: AskShell = 'never'): Promise<Readonly<Record<string, GoFace>>> {
  const ports = portsOf(world);
  const { faces } = await openQuestions(ports, '/work', new AbortController().signal)(whyGo('/work', askShell));
  if (askShell === 'never') assert.deepEqual(ports.calls, [], 'nothing is run');
  return Object.fromEntries(faces.map((face) => [face.face, face]));
}

/** Who takes what: the toolchain that runs, or how it ends. */
function taken(faces: Readonly<Record<string, GoFace>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(faces).map(([name, { runs, outcome }]) => [name, runs?.toolchain ?? outcome]),
  );
}

function said(face: GoFace | undefined): readonly string[] {
  return (face?.statements ?? []).map(({ message }) => message.id);
}

describe('the faces of the machine in why go', () => {
  it('has all programs take the same go where no setting interferes', async () => {
    const faces = await facesOf({ variables: { SHELL: '/bin/bash' } });
    assert.deepEqual(taken(faces), {
      terminal: 'go1.26.8',
      extension: 'go1.26.8',
      gopls: 'go1.26.8',
      shell: 'not-asked',
    });
    assert.deepEqual(
      Object.values(faces).map(({ same }) => same),
      [true, true, true, undefined],
    );
  });

  it('follows go.alternateTools into the extension, and through its PATH into gopls and the terminal', async () => {
    const settings = { 'go.alternateTools': { go: '/opt/go1.25/bin/go', dlv: 'x' } };
    const faces = await facesOf({ settings });
    assert.deepEqual(taken(faces), {
      terminal: 'go1.25.3',
      extension: 'go1.25.3',
      gopls: 'go1.25.3',
      shell: 'no-shell',
    });
    assert.equal(faces['extension']?.same, false);
    assert.deepEqual(said(faces['extension']).slice(0, 1), ['whyGo.takes.alternate']);
    assert.deepEqual(faces['extension']?.statements[0]?.evidence, [
      {
        kind: 'line',
        location: {
          file: '/work/.vscode/settings.json',
          range: { start: { line: 2, column: 10 }, end: { line: 2, column: 30 } },
        },
      },
    ]);
    assert.ok(said(faces['gopls']).includes('whyGo.prepended'));
  });

  it('leaves gopls and the terminal with the go of PATH where the extension may not touch it (vscode-go#713)', async () => {
    const settings = {
      'go.alternateTools': { go: '/opt/go1.25/bin/go' },
      'go.terminal.activateEnvironment': false,
    };
    assert.deepEqual(taken(await facesOf({ settings })), {
      terminal: 'go1.26.8',
      extension: 'go1.25.3',
      gopls: 'go1.26.8',
      shell: 'no-shell',
    });
  });

  it('looks into go.goroot before PATH, and gives it as GOROOT; a folder that is not there does not count', async () => {
    const faces = await facesOf({ settings: { 'go.goroot': '/opt/go1.25' } });
    assert.deepEqual(taken(faces)['gopls'], 'go1.25.3');
    assert.deepEqual(taken(faces)['extension'], 'go1.25.3');
    assert.deepEqual(said(faces['extension']), ['whyGo.takes.goroot', 'whyGo.settingGives', 'whyGo.gorootSame']);
    const gone = await facesOf({ settings: { 'go.goroot': '/opt/gone' } });
    assert.deepEqual([taken(gone)['extension'], gone['extension']?.same], ['go1.26.8', true]);
  });

  it('lets the settings of the folder win over those of the user, member by member', async () => {
    const user = { 'go.toolsEnvVars': { GOTOOLCHAIN: 'go1.25.3', GOFLAGS: '-v' }, 'go.goroot': '/opt/go1.25' };
    const faces = await facesOf({
      files: { '/home/u/.config/Code/User/settings.json': JSON.stringify(user) },
      settings: { 'go.toolsEnvVars': { GOTOOLCHAIN: 'local' }, 'go.goroot': '/usr/local/go' },
    });
    assert.equal(taken(faces)['gopls'], 'go1.26.8');
    const given = (faces['gopls']?.statements ?? []).filter(({ message }) => message.id === 'whyGo.settingGives');
    assert.deepEqual(
      given.map(({ message }) => `${message.args?.['name']}=${message.args?.['value']}`),
      ['GOROOT=/usr/local/go', 'GOFLAGS=-v', 'GOTOOLCHAIN=local'],
    );
  });

  it('reads the settings of the editor that started this process', async () => {
    const settings = JSON.stringify({ 'go.goroot': '/opt/go1.25' });
    const faces = await facesOf({
      files: {
        '/home/u/.config/Code/User/settings.json': '{}',
        '/home/u/.config/VSCodium/User/settings.json': settings,
      },
      variables: { VSCODE_CODE_CACHE_PATH: '/home/u/.config/VSCodium/CachedData/abc' },
    });
    assert.equal(taken(faces)['extension'], 'go1.25.3');
  });

  it('replaces ${env:NAME}, ${workspaceFolder} and ~, and lets null take a variable away', async () => {
    const faces = await facesOf({
      settings: {
        'go.goroot': '${env:SDKS}/go1.25',
        'terminal.integrated.env.linux': { PATH: '/opt/go1.25/bin:${env:PATH}', GOFLAGS: null },
        'terminal.integrated.env.osx': { PATH: '/nowhere' },
      },
      variables: { SDKS: '/opt', GOFLAGS: '-v' },
    });
    assert.deepEqual([taken(faces)['extension'], taken(faces)['terminal']], ['go1.25.3', 'go1.25.3']);
    assert.ok(said(faces['terminal']).includes('whyGo.settingTakesAway'));
  });

  it('finds GOBIN first, a snap where it really is, and the usual place last, each for the extension alone', async () => {
    const files = { '/home/u/gobin/go': 'ELF' };
    const ports = portsOf({ files, variables: { GOBIN: '/home/u/gobin' } });
    ports.files.executables.add('/home/u/gobin/go');
    installGo(ports.files, '/snap/go/current', 'go1.27.4');
    const ask = openQuestions(ports, '/work', new AbortController().signal);
    const extension = (await ask(whyGo('/work'))).faces.find(({ face }) => face === 'extension');
    assert.deepEqual(said(extension), ['whyGo.takes.gobin']);
    const usual = await facesOf({ variables: { PATH: '/usr/bin' } });
    assert.deepEqual(taken(usual), {
      terminal: 'go1.26.8',
      extension: 'go1.26.8',
      gopls: 'go1.26.8',
      shell: 'no-shell',
    });
    assert.deepEqual(said(usual['gopls']), ['whyGo.prepended', 'whyGo.onPathFirst']);
  });

  it('asks the shells where it is told to, and shows what they said', async () => {
    const shell = ['HOME=/home/u\nPATH=/opt/go1.25/bin:/usr/bin\nLINES=a\nb', '/opt/go1.25/bin/go'] as const;
    const faces = await facesOf({ variables: { SHELL: '/bin/zsh' }, shell }, 'always');
    assert.deepEqual([taken(faces)['shell'], taken(faces)['terminal']], ['go1.25.3', 'go1.25.3']);
    assert.deepEqual(faces['shell']?.statements[0]?.evidence, [
      {
        kind: 'command',
        command: "/bin/zsh -i -l -c 'env; command -v go'",
        output: 'PATH=/opt/go1.25/bin:/usr/bin\n/opt/go1.25/bin/go',
      },
    ]);
    assert.match(JSON.stringify(faces['terminal']?.statements), /\/bin\/zsh -i -c /);
  });

  it('asks a shell by itself only where there is no go, in the home folder', async () => {
    const shell = ['PATH=/opt/go1.25/bin', '/opt/go1.25/bin/go'] as const;
    const world: World = { variables: { SHELL: '/bin/bash' }, shell };
    const ports = portsOf(world);
    await openQuestions(ports, '/work', new AbortController().signal)(whyGo('/work', 'when-not-found'));
    assert.deepEqual(ports.calls, []);
    const without = portsOf({ ...world, go: 'none' });
    const ask = openQuestions(without, '/work', new AbortController().signal);
    const { outcome, faces } = await ask(whyGo('/work', 'when-not-found'));
    assert.deepEqual([outcome, faces.find(({ face }) => face === 'shell')?.runs?.toolchain], ['not-found', 'go1.25.3']);
    assert.deepEqual(
      without.calls.map(({ file, cwd, timeoutMs }) => [file, cwd, timeoutMs]),
      [
        ['/bin/bash', '/home/u', 10_000],
        ['/bin/bash', '/home/u', 10_000],
      ],
    );
  });

  it('says that a shell gave no answer', async () => {
    const faces = await facesOf({ variables: { SHELL: '/bin/bash' } }, 'always');
    assert.deepEqual([faces['shell']?.outcome, faces['shell']?.same], ['no-answer', undefined]);
    assert.deepEqual(taken(faces)['terminal'], 'go1.26.8');
  });

  it('takes --shell with why go alone', async () => {
    for (const argv of [['--shell'], ['env', '--shell'], ['why', 'rsc.io/quote', '--shell']]) {
      const { code, stderr } = await runCli(argv);
      assert.deepEqual([code, /^go-preflight: --shell belongs to go-preflight why go\n/.test(stderr)], [2, true]);
    }
  });

  it('shows no secret that a setting gives', async () => {
    const settings = {
      'go.toolsEnvVars': { GOPROXY: 'https://me:hunter22@corp.example', GITHUB_TOKEN: 'abcdef123456' },
    };
    const { files } = portsOf({ settings });
    for (const format of ['human', 'markdown', 'json']) {
      const { stdout } = await runCli(['why', 'go', '--format', format], { files });
      assert.match(stdout, /go\.toolsEnvVars/);
      assert.doesNotMatch(stdout, /hunter22|abcdef123456/);
    }
  });
});

import assert from 'node:assert/strict';
import { installGo } from '../../support/goOnDisk';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { MemoryFiles } from '../../support/memoryPorts';

const goenv = '/home/u/.config/go/env';

function machine(files: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}): CliSetup {
  const memory = new MemoryFiles({ '/work/go.mod': 'module m\n', ...files });
  installGo(memory, '/usr/local/go', 'go1.26.8', { GOPROXY: 'https://goproxy.example,direct', GOTOOLCHAIN: 'auto' });
  return { files: memory, variables: { PATH: '/usr/local/go/bin', ...variables } };
}

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly source: string;
  readonly layers: readonly { readonly source: string; readonly value: string; readonly line?: number }[];
  readonly elsewhere: readonly { readonly setting: string; readonly value: string; readonly line: number }[];
  readonly notes: readonly string[];
}

interface Answer {
  readonly goenv: { readonly path: string | null; readonly state: string };
  readonly variables: readonly Variable[];
  readonly ignoredLines: readonly { readonly text: string; readonly line: number }[];
}

async function environment(setup: CliSetup): Promise<Answer & { readonly of: (name: string) => Variable }> {
  const { code, stdout, stderr, ports } = await runCli(['env', '--format', 'json'], setup);
  assert.deepEqual([code, stderr, ports.calls], [0, '', []]);
  const answer = JSON.parse(stdout) as Answer;
  return {
    ...answer,
    of: (name) => answer.variables.find((each) => each.name === name) ?? assert.fail(`${name} is not there`),
  };
}

describe('env', () => {
  it('says of each variable which layer it comes from, and what that hides', async () => {
    const { of } = await environment(
      machine({ [goenv]: '# mine\nGOFLAGS=-v\nGOPROXY=direct\n' }, { GOFLAGS: '-mod=mod' }),
    );
    assert.deepEqual(
      ['GOFLAGS', 'GOPROXY', 'GOTOOLCHAIN', 'GOPATH', 'GOMOD'].map(
        (name) => `${name} ${of(name).source} ${of(name).value}`,
      ),
      [
        'GOFLAGS environment -mod=mod',
        'GOPROXY user-file direct',
        'GOTOOLCHAIN goroot-file auto',
        'GOPATH default /home/u/go',
        'GOMOD computed /work/go.mod',
      ],
    );
    assert.deepEqual(
      of('GOFLAGS').layers.map(({ source, value, line }) => [source, value, line]),
      [
        ['environment', '-mod=mod', undefined],
        ['user-file', '-v', 2],
      ],
    );
  });

  it('prints what somebody set first, the rest as defaults', async () => {
    const { stdout } = await runCli(['env'], machine({ [goenv]: 'GOFLAGS=-v\n' }, { GOFLAGS: '-mod=mod' }));
    const lines = stdout.split('\n');
    assert.deepEqual(lines.slice(0, 3), [
      'Set by somebody',
      `  ${'GOFLAGS=-mod=mod'.padEnd(44)}  process environment`,
      `    hidden: GOFLAGS=-v  go env -w (${goenv}:1:9)`,
    ]);
    assert.ok(lines.includes('Defaults'));
    assert.ok(
      lines.some((line) =>
        /^ {2}GOPROXY=https:\/\/goproxy\.example,direct +distribution \(.*go\.env:2:9\)$/.test(line),
      ),
    );
  });

  it('names misspelt and useless settings, and lines that go skips', async () => {
    const { of, ignoredLines } = await environment(
      machine(
        { [goenv]: 'goflags=-v\nGOPRIVATES=corp.example\nGODEBUG=x=1\nGOSUMDB=off\nGOLANG_VERSION=1\n' },
        { GOSUMDB: '', CGO_ENABLED: 'yes', GOSUMBD: 'off', GOOGLE_CLOUD: 'x' },
      ),
    );
    assert.deepEqual(of('GOPRIVATES').notes, ['go has no variable of this name; GOPRIVATE is near']);
    assert.deepEqual(of('GOSUMBD').notes, ['go has no variable of this name; GOSUMDB is near']);
    assert.deepEqual(of('GODEBUG').notes, [
      'go reads it from the process environment alone: the stored line has no effect',
    ]);
    assert.deepEqual(of('GOSUMDB').notes, ['set to nothing in the process environment, which counts as not set']);
    assert.deepEqual(of('CGO_ENABLED').notes, ['neither 0 nor 1: go passes over it without a word']);
    assert.deepEqual(
      ignoredLines.map(({ text, line }) => [text, line]),
      [['goflags=-v', 1]],
    );
  });

  it('has the layer of the editor: what settings give to their own programs', async () => {
    const settings =
      '{\n  // for gopls\n  "go.toolsEnvVars": { "GOFLAGS": "-tags=e2e" },\n  "go.goroot": "/opt/go",\n}\n';
    const { of } = await environment(machine({ '/work/.vscode/settings.json': settings }));
    const [flags, goroot] = [of('GOFLAGS'), of('GOROOT')].map(({ elsewhere }) => elsewhere[0]);
    assert.deepEqual([flags?.setting, flags?.value, flags?.line], ['go.toolsEnvVars', '-tags=e2e', 3]);
    assert.deepEqual([goroot?.setting, goroot?.value, goroot?.line], ['go.goroot', '/opt/go', 4]);
    assert.equal(of('GOROOT').value, '/usr/local/go');
  });

  it('says that GOENV=off leaves the file unread', async () => {
    const { goenv: file, of } = await environment(machine({ [goenv]: 'GOFLAGS=-v\n' }, { GOENV: 'off' }));
    assert.deepEqual([file.state, file.path], ['off', null]);
    assert.equal(of('GOENV').value, 'off');
  });

  it('shows no secret, whatever the format', async () => {
    const setup = machine(
      { [goenv]: 'GOPROXY=https://me:hunter22@goproxy.example\nGOAUTH=/opt/login --token=tops3cret\n' },
      { GONOSUMDB: 'abcdef123456', GITHUB_TOKEN: 'abcdef123456' },
    );
    for (const format of ['human', 'json', 'markdown']) {
      const { stdout } = await runCli(['env', '--format', format], setup);
      assert.doesNotMatch(stdout, /hunter22|abcdef123456|tops3cret/, format);
      assert.match(stdout, /goproxy\.example/);
    }
  });
});

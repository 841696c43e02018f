import assert from 'node:assert/strict';
import { runCli, type CliSetup } from '../../support/memoryCli';
import { installGo } from '../../support/goOnDisk';
import { MemoryFiles } from '../../support/memoryPorts';

/** A machine with Go at /usr/local/go, and these files. */
function machine(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
  go = 'go1.26.8',
): CliSetup & { readonly files: MemoryFiles } {
  const memory = new MemoryFiles(files);
  installGo(memory, '/usr/local/go', go, { GOTOOLCHAIN: 'auto' });
  return { files: memory, variables: { PATH: '/usr/bin:/usr/local/go/bin:/bin', ...variables } };
}

interface Statement {
  readonly topic: string;
  readonly message: string;
  readonly evidence: readonly Readonly<Record<string, unknown>>[];
}

interface Answer {
  readonly outcome: string;
  readonly answer: string;
  readonly command: { readonly path: string; readonly binary: string; readonly manager: string | null } | null;
  readonly runs: { readonly toolchain: string; readonly path: string | null } | null;
  readonly statements: readonly Statement[];
}

async function whyGo(setup: CliSetup, ...argv: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr, ports } = await runCli(['why', 'go', ...argv, '--format', 'json'], setup);
  assert.deepEqual([code, stderr, ports.calls], [0, '', []]);
  return JSON.parse(stdout) as Answer;
}

const topics = ({ statements }: Answer, topic: string): string[] =>
  statements.filter((each) => each.topic === topic).map(({ message }) => message);

describe('why go', () => {
  it('says which go it is, and each reason with its place', async () => {
    const setup = machine({ '/work/go.mod': 'module m\n\ngo 1.24\n' });
    const { stdout } = await runCli(['why', 'go'], setup);
    assert.equal(
      stdout,
      [
        'go here is go1.26.8: /usr/local/go/bin/go',
        '',
        'Which command',
        '  /usr/local/go/bin/go comes first: its folder is number 2 of the 3 of PATH, and none before it has a go  [PATH]',
        '  Its tree calls itself go1.26.8  [/usr/local/go/VERSION:1:1]',
        '',
        'Its tree',
        '  GOROOT is not set: compiler and standard library are its own, in /usr/local/go  [/usr/local/go]',
        '',
        'Whether it may switch',
        '  GOTOOLCHAIN=auto: go switches to a newer toolchain where the module asks for it, and may download it  [/usr/local/go/go.env:2:13]',
        '',
        'What the module asks for',
        '  go.mod asks for go 1.24  [/work/go.mod:3:4]',
        '',
        'So',
        '  go1.26.8 does the work itself',
        '',
        'What other programs take',
        '  The integrated terminal: the same, go1.26.8',
        '    What the start files of its shell change was not looked at',
        '  The Go extension: the same, go1.26.8',
        '  gopls: the same, go1.26.8',
        '  A login shell: there is none to ask',
        '',
      ].join('\n'),
    );
  });

  it('asks in the folder that is named', async () => {
    const setup = machine({ '/work/a/go.mod': 'module a\n\ngo 1.27.1\n', '/work/b/go.mod': 'module b\n\ngo 1.20\n' });
    assert.equal((await whyGo(setup, 'a')).outcome, 'missing');
    assert.equal((await whyGo(setup, 'b')).outcome, 'local');
  });

  it('switches to the toolchain in the module cache that the go line asks for', async () => {
    const folder = '/home/u/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64';
    const setup = machine({ '/work/go.mod': 'module m\n\ngo 1.27.1\n', [`${folder}/bin/go`]: 'ELF' });
    const answer = await whyGo(setup);
    assert.deepEqual(
      [answer.outcome, answer.runs],
      ['switch', { toolchain: 'go1.27.1', version: '1.27.1', path: `${folder}/bin/go` }],
    );
    assert.deepEqual(topics(answer, 'outcome'), [
      'The go line is above go1.26.8: it runs go1.27.1, which is in the module cache',
    ]);
  });

  it('says what keeps go from switching, and what that hides', async () => {
    const setup = machine(
      { '/work/go.mod': 'module m\n\ngo 1.99\n', '/home/u/.config/go/env': 'GOTOOLCHAIN=go1.25.0+path\n' },
      { GOTOOLCHAIN: 'local' },
    );
    const answer = await whyGo(setup);
    assert.equal(answer.outcome, 'refused');
    assert.match(answer.answer, /^go here stops: Go 1\.99 is needed, and Go 1\.26\.8 runs/);
    const [winner, stored, shipped] = answer.statements.filter(({ topic }) => topic === 'setting');
    assert.deepEqual(winner?.evidence, [{ kind: 'variable', name: 'GOTOOLCHAIN', value: 'local' }]);
    assert.equal(stored?.message, 'GOTOOLCHAIN=go1.25.0+path does not count: the process environment hides it');
    assert.deepEqual(stored.evidence, [{ kind: 'file', file: '/home/u/.config/go/env', line: 1, column: 13 }]);
    assert.match(shipped?.message ?? '', /^GOTOOLCHAIN=auto does not count/);
  });

  it('lets go.work speak before go.mod', async () => {
    const setup = machine({
      '/work/go.work': 'go 1.25\n\ntoolchain go1.26.1\n\nuse ./a\n',
      '/work/a/go.mod': 'module a\n\ngo 1.20\n',
    });
    assert.deepEqual(topics(await whyGo(setup, 'a'), 'lines'), [
      'A go.work is in effect: its lines count, not those of go.mod',
      'go.work asks for go 1.25',
      'go.work suggests toolchain go1.26.1',
    ]);
    const off = await whyGo({ ...setup, variables: { ...setup.variables, GOWORK: 'off' } }, 'a');
    assert.deepEqual(topics(off, 'lines'), ['GOWORK=off: no go.work counts', 'go.mod asks for go 1.20']);
  });

  it('looks behind a shim, and names the line that chose the version', async () => {
    const shim = '/home/u/.asdf/shims/go';
    const setup = machine(
      {
        [shim]: '#!/usr/bin/env bash\nexec /opt/asdf/bin/asdf exec "go" "$@"\n',
        '/work/.tool-versions': '# tools\nnodejs 22.1.0\ngolang  1.25.3\n',
        '/work/go.mod': 'module m\n\ngo 1.24\n',
      },
      { PATH: '/home/u/.asdf/shims:/usr/local/go/bin' },
    );
    setup.files.executables.add(shim);
    installGo(setup.files, '/home/u/.asdf/installs/golang/1.25.3/go', 'go1.25.3');
    const answer = await whyGo(setup);
    assert.deepEqual(
      [answer.command?.path, answer.command?.binary, answer.command?.manager],
      [shim, '/home/u/.asdf/installs/golang/1.25.3/go/bin/go', 'asdf'],
    );
    const chosen = answer.statements.find(({ message }) => message.startsWith('The version'));
    assert.deepEqual(chosen?.evidence, [{ kind: 'file', file: '/work/.tool-versions', line: 3, column: 9 }]);
    assert.deepEqual(topics(answer, 'others'), ['/usr/local/go/bin/go (go1.26.8) comes later on PATH']);
  });

  it('does not claim to know what only a manager knows', async () => {
    const shim = '/home/u/.goenv/shims/go';
    const setup = machine(
      { [shim]: '#!/usr/bin/env bash\nexec goenv exec "go" "$@"\n', '/work/.go-version': 'latest\n' },
      { PATH: '/home/u/.goenv/shims:/usr/local/go/bin' },
    );
    setup.files.executables.add(shim);
    const answer = await whyGo(setup);
    assert.deepEqual([answer.outcome, answer.command, answer.runs], ['unknown', null, null]);
    assert.match(answer.answer, /cannot be told: \/home\/u\/\.goenv\/shims\/go comes first/);
  });

  it('names the line of mise.toml in the right place', async () => {
    const shim = '/home/u/.local/share/mise/shims/go';
    const setup = machine(
      { '/opt/mise/bin/mise': 'ELF', '/work/mise.toml': '[env]\nA = "1"\n\n[tools]\nnode = "22"\ngo = "1.25.3"\n' },
      { PATH: '/home/u/.local/share/mise/shims:/usr/bin' },
    );
    setup.files.links.set(shim, '/opt/mise/bin/mise');
    setup.files.executables.add('/opt/mise/bin/mise');
    installGo(setup.files, '/home/u/.local/share/mise/installs/go/1.25.3', 'go1.25.3');
    const answer = await whyGo(setup);
    const chosen = answer.statements.find(({ message }) => message.startsWith('The version'));
    assert.deepEqual(chosen?.evidence, [{ kind: 'file', file: '/work/mise.toml', line: 6, column: 7 }]);
  });

  it('says a GOROOT that leads elsewhere, a relative entry of PATH, and that there is no go at all', async () => {
    const elsewhere = await whyGo(machine({ '/work/': '' }, { GOROOT: '/opt/go', PATH: 'bin:/usr/local/go/bin' }));
    assert.match(topics(elsewhere, 'goroot')[0] ?? '', /come from there, not from its own tree$/);
    assert.deepEqual(topics(elsewhere, 'others'), ['The entry bin of PATH is relative: go is never run from there']);
    const none = await whyGo({ files: new MemoryFiles({ '/work/go.mod': 'module m\n' }) });
    assert.deepEqual([none.outcome, none.command], ['not-found', null]);
  });

  it('shows no secret, and as Markdown not whose machine it is', async () => {
    const setup = machine(
      { '/work/': '', '/home/u/.config/go/env': 'GOTOOLCHAIN=https://me:hunter22@corp\n' },
      { PATH: '/home/u/bin:/usr/local/go/bin', GITHUB_TOKEN: 'abcdef123456' },
    );
    const { stdout } = await runCli(['why', 'go', '--format', 'markdown'], setup);
    assert.doesNotMatch(stdout, /hunter22|abcdef123456|\/home\/u/);
    assert.match(stdout, /^# Why this Go\n\nIn `\/work`\n\n\*\*go here stops: GOTOOLCHAIN=/);
  });
});

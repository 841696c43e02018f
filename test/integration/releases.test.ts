import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import * as path from 'node:path';
import { openQuestions, whereFrom, whyGo, type Question } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';
import { askGo, goEnv, realGoroot, askGoSync } from '../support/realGo';
import { skip } from '../support/skip';
import { TemporaryFolder } from '../support/temporaryFolder';

const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Beside the installed one: the first that knows toolchains, one whose support has ended, and the newest line. */
const releases = ['go1.21.13', 'go1.24.13', 'go1.27.4'];

/** Names that `go env` prints and that go makes anew in each call, or that each release spells another way. */
const ofTheCall = new Set(['GOGCCFLAGS']);

describe('what is answered without go, on several releases', function () {
  const installed = realGoroot() ?? '';
  const trees = new Map<string, string>();
  let folder: TemporaryFolder;

  before(function () {
    if (installed === '') skip(this, 'needs go');
    for (const release of releases) {
      const env = { GOTOOLCHAIN: release, GOFLAGS: '', GOWORK: 'off' };
      const { code, stdout } = askGoSync(['env', 'GOROOT'], { cwd: '/', env });
      if (code !== 0) skip(this, `needs ${release}, which the module proxy has`);
      trees.set(release, stdout.trim());
    }
  });
  beforeEach(async () => {
    folder = await TemporaryFolder.create({
      'home/.config/go/env': 'GOFLAGS=-v\nGOPRIVATE=corp.example\n',
      'm/go.mod': 'module example.com/m\n\ngo 1.21\n',
    });
  });
  afterEach(() => folder.remove());

  const treeOf = (release: string): string => trees.get(release) ?? '';
  const variablesOf = (
    folders: readonly string[],
    own: Readonly<Record<string, string>> = {},
  ): Record<string, string> => ({
    HOME: folder.at('home'),
    PATH: [...folders, '/usr/bin', '/bin'].join(':'),
    GOTOOLCHAIN: 'local',
    ...own,
  });

  async function ask<T>(question: Question<T>, root: string, variables: Record<string, string>): Promise<T> {
    const host = createNodePorts({ logger, variables });
    try {
      return await openQuestions(host.ports, root, new AbortController().signal)(question);
    } finally {
      await host.dispose();
    }
  }

  /** What the go that a shell finds says of itself in a folder. */
  function goVersion(dir: string, variables: Record<string, string>): string {
    const script = { cwd: dir, env: variables, encoding: 'utf8', timeout: 600_000 } as const;
    return /go version (\S+)/.exec(execFileSync('/bin/sh', ['-c', 'go version'], script))?.[1] ?? '';
  }

  for (const release of releases) {
    it(`env says what go env of ${release} says`, async () => {
      const variables = variablesOf([`${treeOf(release)}/bin`], {
        GOSUMDB: '',
        GONOPROXY: 'a.example',
        CGO_ENABLED: '0',
      });
      const dir = folder.at('m');
      const { rows } = await ask(whereFrom(dir), dir, variables);
      const real = await askGo(['env', '-w=false', '-u=false', '-json'], {
        goroot: treeOf(release),
        cwd: dir,
        variables,
      });
      assert.equal(real.code, 0, real.output);
      const ours = new Map(rows.map(({ name, value }) => [name, value]));
      const differing = Object.entries(JSON.parse(real.output) as Record<string, string>)
        .filter(([name]) => !ofTheCall.has(name))
        .filter(([name, value]) => (ours.get(name) ?? '') !== value)
        .map(([name, value]) => `${name}: go says ${value}, we say ${ours.get(name)}`);
      assert.deepEqual(differing, []);
    });

    it(`why go says which toolchain ${release} runs`, async () => {
      const other = release === 'go1.24.13' ? 'go1.27.4' : 'go1.24.13';
      const goLines = { [release]: '1.21', [other]: other.slice(2) };
      for (const [name, line] of Object.entries(goLines)) {
        await folder.write({ 'm/go.mod': `module example.com/m\n\ngo ${line}\n` });
        // A toolchain on PATH is looked for by its name, before anything is downloaded.
        await mkdir(folder.at('named'), { recursive: true });
        await symlink(`${treeOf(name)}/bin/go`, folder.at(`named/${name}`)).catch(() => undefined);
        const own = { GOTOOLCHAIN: 'auto', GOPROXY: 'off', GOFLAGS: '-mod=readonly' };
        const variables = variablesOf([`${treeOf(release)}/bin`, folder.at('named')], own);
        const { runs, outcome } = await ask(whyGo(folder.at('m')), folder.at('m'), variables);
        // The newest of the three does not go down.
        const expected = release === 'go1.27.4' ? release : name;
        assert.deepEqual([runs?.toolchain, outcome], [expected, expected === release ? 'local' : 'switch']);
        assert.equal(goVersion(folder.at('m'), variables), expected);
      }
    });
  }

  it('takes the first of several on PATH, as a shell does', async () => {
    const orders = [releases, releases.toReversed()];
    for (const order of orders) {
      const variables = variablesOf(order.map((release) => `${treeOf(release)}/bin`));
      const { runs } = await ask(whyGo(folder.at('m')), folder.at('m'), variables);
      assert.equal(runs?.toolchain, order[0]);
      assert.equal(goVersion(folder.at('m'), variables), order[0]);
    }
  });

  /** Stand-ins that work as those of the managers do; the scripts are ours, their layout on the disk is that of the managers. */
  describe('behind a shim', () => {
    const manager = '#!/bin/sh\n';
    /** walks up to the nearest file of that name, as every manager does */
    const nearest = (name: string): string =>
      `d=$PWD; while [ "$d" != / ] && [ ! -e "$d/${name}" ]; do d=$(dirname "$d"); done\n`;

    async function script(name: string, text: string): Promise<void> {
      await folder.write({ [name]: text });
      await chmod(folder.at(name), 0o755);
    }

    async function install(at: string, release: string): Promise<void> {
      await mkdir(path.dirname(folder.at(at)), { recursive: true });
      await symlink(treeOf(release), folder.at(at));
    }

    /** The answer equals what the shim really runs, in each folder. */
    async function agrees(variables: Record<string, string>, wanted: Readonly<Record<string, string>>): Promise<void> {
      for (const [dir, release] of Object.entries(wanted)) {
        await mkdir(folder.at(dir), { recursive: true });
        const { runs, command } = await ask(whyGo(folder.at(dir)), folder.at(dir), variables);
        assert.equal(goVersion(folder.at(dir), variables), release, `the shim in ${dir}`);
        assert.deepEqual([runs?.toolchain, command?.manager !== undefined], [release, true], dir);
      }
    }

    it('of asdf: .tool-versions of the folder, or the one of the home folder', async () => {
      await script(
        'bin/asdf',
        `${manager}shift 2\n${nearest('.tool-versions')}f="$d/.tool-versions"; [ -e "$f" ] || f="$HOME/.tool-versions"\nv=$(awk '$1 == "golang" {print $2}' "$f")\nexec "$HOME/.asdf/installs/golang/$v/go/bin/go" "$@"\n`,
      );
      await script(
        'home/.asdf/shims/go',
        '#!/usr/bin/env bash\n# asdf-plugin: golang 1.24.13\nexec asdf exec "go" "$@"\n',
      );
      await install('home/.asdf/installs/golang/1.24.13/go', 'go1.24.13');
      await install('home/.asdf/installs/golang/1.27.4/go', 'go1.27.4');
      await folder.write({
        'a/.tool-versions': 'nodejs 22.1.0\ngolang 1.27.4\n',
        'home/.tool-versions': 'golang 1.24.13\n',
      });
      const variables = variablesOf([folder.at('home/.asdf/shims'), folder.at('bin')]);
      await agrees(variables, { a: 'go1.27.4', 'a/below': 'go1.27.4', m: 'go1.24.13' });
    });

    it('of goenv: .go-version of the folder, or its own', async () => {
      await script(
        'bin/goenv',
        `${manager}shift 2\n${nearest('.go-version')}f="$d/.go-version"; [ -e "$f" ] || f="$HOME/.goenv/version"\nexec "$HOME/.goenv/versions/$(cat "$f")/bin/go" "$@"\n`,
      );
      await script('home/.goenv/shims/go', '#!/usr/bin/env bash\nexec goenv exec "go" "$@"\n');
      await install('home/.goenv/versions/1.21.13', 'go1.21.13');
      await install('home/.goenv/versions/1.27.4', 'go1.27.4');
      await folder.write({ 'a/.go-version': '1.27.4\n', 'home/.goenv/version': '1.21.13\n' });
      const variables = variablesOf([folder.at('home/.goenv/shims'), folder.at('bin')]);
      await agrees(variables, { a: 'go1.27.4', m: 'go1.21.13' });
    });

    it('of mise: a link to the manager, and mise.toml', async () => {
      await script(
        'bin/mise',
        `${manager}${nearest('mise.toml')}v=$(sed -n 's/^go = "\\(.*\\)"/\\1/p' "$d/mise.toml")\nexec "$HOME/.local/share/mise/installs/go/$v/bin/go" "$@"\n`,
      );
      await mkdir(folder.at('home/.local/share/mise/shims'), { recursive: true });
      await symlink(folder.at('bin/mise'), folder.at('home/.local/share/mise/shims/go'));
      await install('home/.local/share/mise/installs/go/1.24.13', 'go1.24.13');
      await folder.write({ 'a/mise.toml': '[tools]\nnode = "22"\ngo = "1.24.13"\n' });
      const variables = variablesOf([folder.at('home/.local/share/mise/shims')]);
      await agrees(variables, { a: 'go1.24.13', 'a/below': 'go1.24.13' });
    });

    it('that is a plain wrapper', async () => {
      await script('bin/go', `#!/bin/sh\n# ours\nset -e\nexec ${treeOf('go1.21.13')}/bin/go "$@"\n`);
      await agrees(variablesOf([folder.at('bin')]), { m: 'go1.21.13' });
    });

    it('is not guessed where only the manager knows', async () => {
      await script('bin/go', `#!/bin/sh\nexec "$(cat ${folder.at('secret')})" "$@"\n`);
      await folder.write({ secret: `${treeOf('go1.24.13')}/bin/go` });
      const variables = variablesOf([folder.at('bin'), `${treeOf('go1.27.4')}/bin`]);
      assert.equal(goVersion(folder.at('m'), variables), 'go1.24.13');
      const { outcome, runs } = await ask(whyGo(folder.at('m')), folder.at('m'), variables);
      assert.deepEqual([outcome, runs], ['unknown', undefined]);
    });
  });

  it('the faces of an editor agree with a shell that is given their variables', async () => {
    const settings = { 'go.goroot': treeOf('go1.24.13'), 'terminal.integrated.env.linux': { GOTOOLCHAIN: 'go1.27.4' } };
    await folder.write({ 'm/.vscode/settings.json': JSON.stringify(settings) });
    const variables = variablesOf([`${treeOf('go1.21.13')}/bin`]);
    const { faces, runs } = await ask(whyGo(folder.at('m')), folder.at('m'), variables);
    assert.equal(runs?.toolchain, 'go1.21.13');
    const taken = Object.fromEntries(faces.map((face) => [face.face, face.runs?.toolchain]));
    assert.deepEqual([taken['extension'], taken['gopls']], ['go1.24.13', 'go1.24.13']);
    // What golang/vscode-go does to its own environment, and VS Code to that of a terminal.
    const extension = variablesOf([`${treeOf('go1.24.13')}/bin`, `${treeOf('go1.21.13')}/bin`]);
    assert.equal(goVersion(folder.at('m'), { ...extension, GOROOT: treeOf('go1.24.13') }), 'go1.24.13');
    const cache = goEnv('GOMODCACHE', { cwd: '/' });
    const terminal = { ...extension, GOTOOLCHAIN: 'go1.27.4', GOMODCACHE: cache, GOPROXY: 'off' };
    assert.equal(goVersion(folder.at('m'), terminal), 'go1.27.4');
    const cached = await ask(whyGo(folder.at('m')), folder.at('m'), {
      ...variables,
      GOMODCACHE: cache,
      GOPROXY: 'off',
    });
    assert.equal(cached.faces.find(({ face }) => face === 'terminal')?.runs?.toolchain, 'go1.27.4');
  });
});

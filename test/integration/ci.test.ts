import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatOf } from '../../src/engine/parse/ci/sources/formats';
import { goEnv, needGo, askGoSync, type GoAnswer } from '../support/realGo';
import { skip } from '../support/skip';

interface Row {
  readonly module: string;
  readonly file: string;
  /** `line version`, `-` where nothing is written: by reading the file, and the same again by a script of its own */
  readonly sources: readonly string[];
}

describe('version sources of real files', () => {
  const folders = new Map<string, string>();
  let rows: readonly Row[] = [];

  before(async function () {
    rows = JSON.parse(await readFile('test/fixtures/version-sources.json', 'utf8')) as readonly Row[];
    const wanted = [...new Set(rows.map(({ module }) => module))];
    needGo(this);
    const env = { GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
    const { stdout } = askGoSync(['mod', 'download', '-json', ...wanted], { cwd: tmpdir(), env });
    for (const text of stdout.split(/(?<=^\})\n/m)) {
      if (!text.trim().startsWith('{')) continue;
      const { Path, Version, Dir } = JSON.parse(text) as { Path: string; Version: string; Dir?: string };
      if (Dir !== undefined) folders.set(`${Path}@${Version}`, Dir);
    }
    if (folders.size < wanted.length) skip(this, 'needs the network, or all modules of the table in the module cache');
  });

  it('has files of more than sixty repositories', () => {
    assert.ok(rows.length >= 60);
    assert.ok(new Set(rows.map(({ file }) => formatOf(file)?.kind)).size >= 15);
  });

  it('agrees with the table that was filled twice', async () => {
    const different: string[] = [];
    for (const { module, file, sources } of rows) {
      const format = formatOf(file);
      const text = await readFile(path.join(folders.get(module) ?? '', file), 'utf8');
      const read = format?.hint.test(text) === true ? await format.read(text, file) : [];
      const found = new Set(read.map((one) => `${one.range.start.line + 1} ${(one.float ?? one.text) || '-'}`));
      const expected = new Set(sources);
      const unlike = [...found].filter((one) => !expected.has(one)).concat(sources.filter((one) => !found.has(one)));
      if (unlike.length > 0) different.push(`${module} ${file}: ${unlike.join(', ')}`);
    }
    assert.deepEqual(different, []);
  });
});

describe('what the messages of container builds say of go', () => {
  let box = '';
  let goRoot = '';

  before(async function () {
    needGo(this);
    goRoot = goEnv('GOROOT');
    box = await mkdtemp(path.join(tmpdir(), 'gp-ci-'));
    // As in an image without a C compiler: nothing on PATH but go.
    await mkdir(path.join(box, 'bin'));
    await symlink(path.join(goRoot, 'bin', 'go'), path.join(box, 'bin', 'go'));
  });

  after(async () => {
    if (box !== '') await rm(box, { recursive: true, force: true });
  });

  async function build(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<GoAnswer> {
    const dir = path.join(box, name);
    await mkdir(path.join(dir, 'own'), { recursive: true });
    await writeFile(path.join(dir, 'go.mod'), 'module example.com/shop\n\ngo 1.21\n');
    await writeFile(path.join(dir, 'main.go'), 'package main\n\nimport _ "example.com/shop/own"\n\nfunc main() {}\n');
    await writeFile(path.join(dir, 'own', 'own.go'), 'package own\n\nimport _ "net"\n');
    return askGoSync(args, {
      goroot: box,
      cwd: dir,
      variables: {
        HOME: box,
        PATH: path.join(box, 'bin'),
        GOROOT: goRoot,
        GOPATH: path.join(box, 'gopath'),
        GOCACHE: path.join(box, 'cache'),
        GOTOOLCHAIN: 'local',
        GOPROXY: 'off',
        GOFLAGS: '-mod=readonly',
        GOENV: 'off',
        // Debian's go has another default.
        CC: 'gcc',
        ...env,
      },
    });
  }

  it('go says that it ignores a go.mod in GOPATH; builds use it all the same, go mod vendor does not', async () => {
    const warning = /ignoring go\.mod in \$GOPATH/;
    const built = await build('gopath', ['list', '-deps', '.'], { CGO_ENABLED: '0' });
    assert.match(built.stderr, warning);
    assert.equal(built.code, 0, built.stderr);
    assert.match(built.stdout, /^example\.com\/shop\/own$/m);
    for (const command of ['tidy', 'vendor', 'verify', 'graph', 'why']) {
      const { code, stderr } = await build('gopath', ['mod', command], {});
      assert.match(stderr, /go\.mod file not found/, command);
      assert.notEqual(code, 0);
    }
    assert.equal((await build('gopath', ['mod', 'download'], {})).code, 0);
  });

  it('the race detector and CGO_ENABLED=1 stop without a C compiler; nothing else does', async () => {
    const out = path.join(box, 'out');
    const race = await build('race', ['build', '-race', '-o', out, '.'], { CC: undefined });
    assert.match(race.stderr, /-race requires cgo|C compiler .* not found/);
    assert.notEqual(race.code, 0);
    const cgo = await build('cgo', ['build', '-o', out, '.'], { CGO_ENABLED: '1' });
    assert.match(cgo.stderr, /C compiler "gcc" not found/);
    const plain = await build('plain', ['build', '-o', out, '.'], { CC: undefined });
    assert.equal(plain.code, 0, plain.stderr);
  });
});

import assert from 'node:assert/strict';
import { allChecks, createEngine, loadConfig, type RunResult } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';

const check = 'dependency-excluded-on-target';

/** A module that needs example.com/a, which needs example.com/a/inner. */
function filesWith(inner: Readonly<Record<string, string>>): Record<string, string> {
  return {
    '/work/go.mod':
      'module example.com/shop\n\ngo 1.26\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ../a\n',
    '/work/shop.go': 'package shop\n\nimport _ "example.com/a"\n',
    '/a/go.mod': 'module example.com/a\n\ngo 1.26\n',
    '/a/a.go': 'package a\n\nimport _ "example.com/a/inner"\n',
    ...Object.fromEntries(Object.entries(inner).map(([name, text]) => [`/a/inner/${name}`, text])),
  };
}

const withoutFreebsd = filesWith({ 'i.go': '//go:build !freebsd\n\npackage inner\n' });
const ofC = filesWith({ 'i.go': 'package inner\n\nimport "C"\n' });

class Repository {
  readonly files: MemoryFiles;
  readonly #ports: ReturnType<typeof memoryPorts>;
  readonly #engine: ReturnType<typeof createEngine>;
  /** folders whose headers were asked of the disk */
  readonly read: string[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new MemoryFiles(files);
    const ports = memoryPorts({ files: this.files, tree: (root) => memoryTree(this.files, root) });
    const { contents } = ports;
    this.#ports = {
      ...ports,
      contents: {
        ...contents,
        readHeaders: (folder, signal) => {
          this.read.push(folder);
          return contents.readHeaders(folder, signal);
        },
      },
    };
    this.#engine = createEngine(this.#ports, allChecks);
  }

  async verify(settings: object = {}): Promise<RunResult> {
    const { config } = await loadConfig({ file: '/work/go-preflight.jsonc', settings }, this.#ports, allChecks);
    const request = { root: '/work', config, granted: 'offline' as const, only: [check] };
    return this.#engine.run(request, new AbortController().signal);
  }

  change(path: string, text: string): void {
    this.files.write(path, text);
    this.#engine.invalidate([path]);
  }
}

async function told(files: Readonly<Record<string, string>>, targets: readonly string[]): Promise<readonly string[]> {
  const { findings } = await new Repository(files).verify({ targets });
  return findings.map(({ severity, message, targets: rows = [] }) =>
    [severity, message.id.replace(`${check}.`, ''), ...rows].join(' '),
  );
}

describe('packages of other modules on the universe of targets', () => {
  it('a port that nobody names', async () => {
    assert.deepEqual(await told(withoutFreebsd, []), []);
  });

  it('a declared target', async () => {
    assert.deepEqual(await told(withoutFreebsd, ['freebsd/arm64']), ['error declared freebsd/arm64 freebsd/arm64,cgo']);
  });

  it('a package of C code: whether cgo is on decides', async () => {
    assert.deepEqual(await told(ofC, ['linux/amd64,cgo']), ['hint port ' + offOfFirstClass]);
    assert.deepEqual(await told(ofC, ['linux/amd64,nocgo']), ['error declared linux/amd64']);
    assert.deepEqual(await told(ofC, ['linux/amd64']), ['warning declared linux/amd64']);
  });

  it('a declared target with a tag is judged with its tag', async () => {
    const tagged = filesWith({ 'i.go': '//go:build !freebsd || bsd\n\npackage inner\n' });
    assert.deepEqual(await told(tagged, ['freebsd/amd64,nocgo,tags=bsd']), []);
    assert.deepEqual(await told(tagged, ['freebsd/amd64,nocgo,tags=bsd', 'freebsd/arm64,nocgo']), [
      'error declared freebsd/arm64',
    ]);
  });

  it('tests on a declared target', async () => {
    const files = { ...withoutFreebsd, '/work/shop.go': 'package shop\n' };
    const test = { '/work/shop_test.go': 'package shop\n\nimport _ "example.com/a/inner"\n' };
    assert.deepEqual(await told({ ...files, ...test }, ['freebsd/amd64,nocgo']), ['warning test freebsd/amd64']);
  });

  it('what is not at hand is unknown where it decides about a declared target, and there alone', async () => {
    const files = {
      '/work/go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire example.com/winio v1.0.0\n',
      '/work/shop_windows.go': 'package shop\n\nimport _ "example.com/winio"\n',
    };
    const kinds = async (targets: readonly string[]): Promise<readonly string[]> =>
      (await new Repository(files).verify({ targets })).outcomes.map(({ kind, unknown }) =>
        [kind, unknown?.needs ?? '', ...(unknown?.missing ?? [])].join(' ').trim(),
      );
    assert.deepEqual(await kinds([]), ['passed']);
    assert.deepEqual(await kinds(['linux/amd64']), ['passed']);
    assert.deepEqual(await kinds(['windows/amd64']), ['unknown module-cache example.com/winio@v1.0.0']);
  });
});

const offOfFirstClass =
  'darwin/amd64 darwin/arm64 linux/386 linux/amd64 linux/arm linux/arm64 windows/386 windows/amd64';

describe('packages of other modules from run to run', () => {
  const cached = {
    '/work/go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire example.com/a v1.0.0\n',
    '/work/shop.go': 'package shop\n\nimport _ "example.com/a"\n',
    '/home/u/go/pkg/mod/cache/download/example.com/a/@v/v1.0.0.ziphash': 'h1:x\n',
    '/home/u/go/pkg/mod/example.com/a@v1.0.0/a_linux.go': 'package a\n',
  };

  it('are read once where they lie in the module cache, whatever is edited or doubted', async () => {
    const repository = new Repository(cached);
    assert.equal((await repository.verify()).findings.length, 1);
    repository.change('/work/shop.go', '//go:build linux\n\npackage shop\n\nimport _ "example.com/a"\n');
    assert.equal((await repository.verify()).findings.length, 0);
    repository.change('/home/u/go/pkg/mod/example.com/a@v1.0.0/other.go', 'package a\n');
    repository.change('/work/shop.go', 'package shop\n\nimport _ "example.com/a"\n');
    assert.equal((await repository.verify()).findings.length, 1);
    assert.deepEqual(repository.read, ['/home/u/go/pkg/mod/example.com/a@v1.0.0']);
  });

  it('are read again where they lie in a folder and a file changes', async () => {
    const repository = new Repository(withoutFreebsd);
    const settings = { targets: ['freebsd/amd64'] };
    assert.equal((await repository.verify(settings)).findings.length, 1);
    repository.change('/a/inner/other.go', 'package inner\n');
    assert.equal((await repository.verify(settings)).findings.length, 0);
  });
});

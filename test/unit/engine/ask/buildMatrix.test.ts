import assert from 'node:assert/strict';
import { buildMatrix, matrixCounts, type BuildMatrix, type MatrixScope } from '../../../../src/engine/ask/buildMatrix';
import { isBuilt as isCellBuilt, type MatrixCell } from '../../../../src/engine/ask/matrixCells';
import { matrixMessages } from '../../../../src/engine/ask/matrixMessages';
import { isBuilt } from '../../../../src/engine/constraints/inclusion';
import { newestKnownMinor, portsOf } from '../../../../src/engine/constraints/ports';
import { format } from '../../../../src/engine/model/message';
import { askMemory } from '../../../support/askMemory';

const files = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/work/doc.go': 'package shop\n',
  '/work/disk/disk_windows.go': 'package disk\n',
  '/work/disk/both_windows.go': '//go:build windows\n\npackage disk\n',
  '/work/disk/other.go': '//go:build !windows\n\npackage disk\n',
  '/work/disk/pure.go': '//go:build !cgo\n\npackage disk\n',
  '/work/disk/c.go': 'package disk\n\nimport "C"\n',
  '/work/disk/tagged_test.go': '//go:build integration && linux\n\npackage disk\n',
  '/work/disk/aside.go': '//go:build ignore\n\npackage main\n',
  '/work/disk/future.go': '//go:build go1.99\n\npackage disk\n',
  '/work/disk/bad.go': '//go:build (linux\n\npackage disk\n',
  '/work/disk/words.go': 'package documentation\n',
  '/work/disk/add_arm64.s': 'TEXT ·add(SB), 0, $0\n',
  '/work/disk/add.h': '//go:build linux\n',
  '/work/nogo/x.c': 'int x;\n',
};

const scope: MatrixScope = { folder: '/work', targets: [], tags: [] };

async function matrixOf(part: Partial<MatrixScope> = {}, more: Record<string, string> = {}): Promise<BuildMatrix> {
  return askMemory({ ...files, ...more }, buildMatrix({ ...scope, ...part }));
}

function cellOf(matrix: BuildMatrix, path: string, target: string): MatrixCell | undefined {
  const at = matrix.targets.findIndex(({ name }) => name === target);
  return conditionOf(matrix, path)?.cells[at];
}

function conditionOf(
  { packages, conditions }: BuildMatrix,
  path: string,
): BuildMatrix['conditions'][number] | undefined {
  const all = packages.flatMap((each) => each.files.map((file) => ({ ...file, path: `${each.path}/${file.name}` })));
  return conditions[all.find((file) => file.path === path)?.condition ?? -1];
}

describe('build matrix', () => {
  it('has the files of packages, by folder and name, without C headers and what is no package', async () => {
    const { packages } = await matrixOf();
    assert.deepEqual(
      packages.map(({ path, files: listed }) => [path, listed.map(({ name }) => name).join(' ')]),
      [
        ['', 'doc.go'],
        [
          'disk',
          'add_arm64.s aside.go bad.go both_windows.go c.go disk_windows.go future.go other.go pure.go tagged_test.go words.go',
        ],
      ],
    );
  });

  it('says of each cell whether a build takes the file, and what is in the way', async () => {
    const matrix = await matrixOf();
    const cells = (target: string): Record<string, MatrixCell | undefined> =>
      Object.fromEntries(
        (matrix.packages[1]?.files ?? []).map(({ name }) => [name, cellOf(matrix, `disk/${name}`, target)]),
      );
    assert.deepEqual(cells('linux/amd64'), {
      'add_arm64.s': 'name',
      'aside.go': 'ignore',
      'bad.go': 'malformed',
      'both_windows.go': 'name',
      'c.go': 'with-cgo',
      'disk_windows.go': 'name',
      'future.go': 'release',
      'other.go': 'in',
      'pure.go': 'without-cgo',
      'tagged_test.go': 'tag',
      'words.go': 'documentation',
    });
    assert.equal(cellOf(matrix, 'disk/other.go', 'windows/arm64'), 'constraint');
    assert.equal(cellOf(matrix, 'disk/tagged_test.go', 'darwin/arm64'), 'constraint');
    assert.equal(cellOf(matrix, 'disk/c.go', 'js/wasm'), 'cgo');
    assert.equal(cellOf(matrix, 'disk/pure.go', 'js/wasm'), 'in');
    const more = await matrixOf({}, { '/work/x.go': '//go:build goexperiment.simd || windows\n\npackage shop\n' });
    assert.deepEqual([cellOf(more, '/x.go', 'linux/amd64'), cellOf(more, '/x.go', 'windows/amd64')], ['perhaps', 'in']);
    assert.equal(conditionOf(matrix, 'disk/both_windows.go')?.text, 'windows');
  });

  it('gives a reason for each kind of cell but the plain one', async () => {
    const matrix = await matrixOf();
    const said = (path: string): readonly string[] =>
      [...(conditionOf(matrix, path)?.why.values() ?? [])].map(({ id, args }) =>
        format(matrixMessages[id] ?? id, args),
      );
    assert.deepEqual(said('disk/disk_windows.go'), ['The name of the file demands windows']);
    assert.deepEqual(said('disk/tagged_test.go'), [
      'Only a build with -tags takes it (integration): integration && linux',
      'The constraint is false there: integration && linux',
    ]);
    assert.deepEqual(said('disk/c.go'), [
      'Built with cgo on alone',
      'It needs cgo, which builds for this target do not have',
    ]);
  });

  it('agrees with a build of each port, with cgo on and off', async () => {
    const matrix = await matrixOf();
    const lines: Record<string, readonly string[]> = { 'other.go': ['!windows'], 'pure.go': ['!cgo'], 'c.go': [] };
    let compared = 0;
    for (const [name, exprs] of Object.entries(lines)) {
      const file = {
        name,
        cgo: name === 'c.go',
        constraints: { goBuild: exprs.map((expr) => `//go:build ${expr}`), plusBuild: [], suspicious: false },
      };
      for (const { goos, goarch, cgo: has } of portsOf(newestKnownMinor)) {
        const build = { goos, goarch, compiler: 'gc', minor: newestKnownMinor, tags: new Set<string>() } as const;
        const [on, off] = [has && isBuilt(file, { ...build, cgo: true }), isBuilt(file, { ...build, cgo: false })];
        const every = has ? on && off : off;
        const expected = every ? 'in' : on ? 'with-cgo' : off ? 'without-cgo' : 'out';
        const cell = cellOf(matrix, `disk/${name}`, `${goos}/${goarch}`) ?? 'malformed';
        assert.equal(isCellBuilt(cell) ? cell : 'out', expected, `${name} ${goos}/${goarch}`);
        compared++;
      }
    }
    assert.equal(compared, 141);
  });

  it('states the universe: yours, what is declared, what is built here, then the ports, each once', async () => {
    const matrix = await matrixOf(
      { targets: ['freebsd/amd64,nocgo,tags=integration', 'nowhere/none', 'linux/amd64'] },
      { '/work/Makefile': 'release:\n\tCGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build ./...\n' },
    );
    assert.deepEqual(
      matrix.targets.slice(0, 5).map(({ name, origin }) => `${name} ${origin}`),
      [
        'linux/amd64 own',
        'freebsd/amd64,nocgo,tags=integration declared',
        'windows/amd64,nocgo built',
        'darwin/amd64 first-class',
        'darwin/arm64 first-class',
      ],
    );
    assert.equal(matrix.targets.length, 47 + 2);
    assert.equal(matrix.ports, 47);
    assert.equal(cellOf(matrix, 'disk/c.go', 'windows/amd64,nocgo'), 'cgo');
  });

  it('counts alike for every face', async () => {
    assert.deepEqual(matrixCounts(await matrixOf()), { files: 12, conditional: 11, missed: 8, nowhere: 5 });
    assert.equal(conditionOf(await matrixOf(), 'disk/other.go')?.ports, 44);
  });

  it('can be asked of a folder, and with tags that every build sets', async () => {
    const matrix = await matrixOf({ folder: '/work/disk', tags: ['integration'] });
    assert.deepEqual(
      matrix.packages.map(({ path }) => path),
      [''],
    );
    assert.equal(cellOf(matrix, '/tagged_test.go', 'linux/amd64'), 'in');
    assert.equal(cellOf(matrix, '/tagged_test.go', 'plan9/386'), 'constraint');
  });
});

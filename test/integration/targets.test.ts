import assert from 'node:assert/strict';
import { buildMatrix, isBuilt, openQuestions, type BuildMatrix } from '../../src/engine/index';
import { createNodePorts } from '../../src/host/index';
import { askGo, realGoroot } from '../support/realGo';
import { skip } from '../support/skip';

const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };

/** Packages of std with files for every system, cgo, assembly and tests. */
const packages = ['os', 'net', 'syscall', 'runtime', 'math/big', 'os/user'];

const builds = [
  { target: 'linux/amd64', cgo: '0' },
  { target: 'darwin/arm64', cgo: '1' },
  { target: 'windows/386', cgo: '0' },
  { target: 'js/wasm', cgo: '0' },
] as const;

describe('the build matrix, judged by go list', function () {
  let goroot = '';

  before(function () {
    goroot = realGoroot() ?? skip(this, 'needs go');
  });

  it('has each file of these packages built where go builds it', async () => {
    let compared = 0;
    for (const name of packages) {
      const folder = `${goroot}/src/${name}`;
      const matrix = await matrixOf(folder);
      for (const { target, cgo } of builds) {
        const built = await filesOf(goroot, folder, target, cgo);
        const column = matrix.targets.findIndex((each) => each.name === target);
        const own = matrix.packages.find(({ path }) => path === '');
        for (const file of own?.files ?? []) {
          const cell = matrix.conditions[file.condition]?.cells[column] ?? 'malformed';
          if (cell === 'perhaps') continue;
          const ours = cell === 'with-cgo' ? cgo === '1' : cell === 'without-cgo' ? cgo === '0' : isBuilt(cell);
          assert.equal(ours, built.has(file.name), `${name}/${file.name} on ${target}, cgo ${cgo}: ${cell}`);
          compared++;
        }
      }
    }
    assert.ok(compared > 2000, `only ${compared} files were compared`);
  });
});

async function matrixOf(folder: string): Promise<BuildMatrix> {
  const { PATH = '', HOME = '' } = process.env;
  const host = createNodePorts({ logger, variables: { PATH, HOME, GOFLAGS: '', GOENV: 'off', GOTOOLCHAIN: 'local' } });
  try {
    const ask = openQuestions(host.ports, folder, new AbortController().signal);
    return await ask(buildMatrix({ folder, targets: [], tags: [] }));
  } finally {
    await host.dispose();
  }
}

async function filesOf(goroot: string, folder: string, target: string, cgo: string): Promise<ReadonlySet<string>> {
  const [GOOS = '', GOARCH = ''] = target.split('/');
  const fields = 'GoFiles CgoFiles TestGoFiles XTestGoFiles SFiles CFiles SysoFiles';
  const lists = fields.split(' ').map((field) => `{{range .${field}}}{{.}}{{"\\n"}}{{end}}`);
  const variables = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', GOENV: 'off', GOTOOLCHAIN: 'local' };
  const { code, output } = await askGo(['list', '-e', '-find', '-f', lists.join(''), '.'], {
    goroot,
    cwd: folder,
    variables: {
      ...variables,
      GOOS,
      GOARCH,
      CGO_ENABLED: cgo,
    },
  });
  assert.equal(code, 0, output);
  return new Set(output.split('\n').filter((line) => line !== ''));
}

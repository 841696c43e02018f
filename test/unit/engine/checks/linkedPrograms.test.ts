import assert from 'node:assert/strict';
import { allChecks, createEngine, loadConfig } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';

/** A program with a main for Linux, and a file for all. */
const files = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/work/cmd/agent/flags.go': 'package main\n\nimport _ "example.com/shop/lib"\n',
  '/work/cmd/agent/main_linux.go': 'package main\n\nfunc main() {}\n',
  '/work/lib/lib.go': 'package lib\n',
};

async function told(more: Record<string, string>, settings: object = {}): Promise<string> {
  const memory = new MemoryFiles({ ...files, ...more });
  const ports = memoryPorts({ files: memory, tree: (root) => memoryTree(memory, root) });
  const { config } = await loadConfig({ file: '/work/go-preflight.jsonc', settings }, ports, allChecks);
  const only = ['main-undeclared-in-configuration'];
  const { findings } = await createEngine(ports, allChecks).run(
    { root: '/work', config, granted: 'offline', only },
    new AbortController().signal,
  );
  return findings.map(({ severity, targets = [] }) => `${severity} ${targets.join(' ')}`).join('; ') || 'nothing';
}

describe('who links a program decides whether its main is asked for', () => {
  it('nobody', async () => assert.equal(await told({}), 'nothing'));

  it('a declared target: everything is built there', async () => {
    assert.equal(await told({}, { targets: ['linux/amd64'] }), 'nothing');
    assert.equal(await told({}, { targets: ['windows/arm64'] }), 'error windows/arm64 windows/arm64,cgo');
    assert.equal(await told({}, { targets: ['windows/arm64,nocgo', 'js/wasm'] }), 'error windows/arm64');
  });

  it('a declared target that says nothing of cgo is no build without it', async () => {
    const cgo = { '/work/cmd/agent/main_linux.go': 'package main\n\nimport "C"\n\nfunc main() {}\n' };
    assert.equal(await told(cgo, { targets: ['linux/amd64'] }), 'nothing');
    assert.equal(await told(cgo, { targets: ['linux/amd64,nocgo'] }), 'error linux/amd64');
  });

  it('a declared target with the tag that main wants', async () => {
    const tagged = {
      '/work/cmd/agent/main_linux.go': '//go:build release\n\npackage main\n\nfunc main() {}\n',
    };
    assert.equal(await told(tagged, { targets: ['linux/amd64,nocgo,tags=release'] }), 'nothing');
    assert.equal(await told(tagged, { targets: ['linux/amd64,nocgo'] }), 'error linux/amd64');
  });

  const makefile = (...commands: readonly string[]): Record<string, string> => ({
    '/work/Makefile': `all:\n${commands.map((command) => `\tGOOS=freebsd GOARCH=amd64 go ${command}\n`).join('')}`,
  });
  const warning = 'warning freebsd/amd64';
  for (const [what, more, expected] of [
    ['a build of all', makefile('build ./...'), warning],
    ['an install of the program', makefile('install ./cmd/agent'), warning],
    ['a build of its folder and below', makefile('build ./cmd/...'), warning],
    ['vet', makefile('vet ./...'), 'nothing'],
    ['tests', makefile('test ./...'), 'nothing'],
    ['tests of all, and a build of the program', makefile('test ./...', 'build ./cmd/agent'), warning],
    ['tests of all, and a build of what it imports', makefile('test ./...', 'build ./lib'), 'nothing'],
    ['a build of all, and tests of it', makefile('build ./...', 'vet ./...'), warning],
    ['a build of the program, and its tests', makefile('test ./cmd/agent', 'build ./cmd/agent'), warning],
    ['a plugin', makefile('build -buildmode=plugin ./cmd/agent'), 'nothing'],
    ['a file alone', makefile('build ./cmd/agent/flags.go'), 'nothing'],
    ['flags for all commands', { '/work/Makefile': 'export GOFLAGS\na:\n\tGOOS=freebsd go build ./...\n' }, 'nothing'],
    [
      'an import of a program, which is linked by nobody',
      {
        ...makefile('build ./tool'),
        '/work/tool/tool.go': 'package tool\n\nimport _ "example.com/shop/cmd/agent"\n',
      },
      'nothing',
    ],
    [
      'a job that may fail',
      {
        '/work/.github/workflows/ci.yml':
          'jobs:\n  b:\n    continue-on-error: true\n    runs-on: windows-latest\n    steps:\n      - uses: actions/setup-go@v5\n      - run: go build ./...\n',
      },
      'nothing',
    ],
  ] as const)
    it(what, async () => assert.equal(await told(more), expected));
});

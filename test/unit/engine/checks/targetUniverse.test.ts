import assert from 'node:assert/strict';
import { allChecks, createEngine, loadConfig } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';

/** Package part lacks freebsd, and name onlyElsewhere is undefined there: the same two faults in each of these repositories. */
const files = {
  '/work/go.mod': 'module example.com/shop\n\ngo 1.24\n',
  '/work/shop.go': 'package shop\n\nimport _ "example.com/shop/part"\n',
  '/work/part/part.go': '//go:build !freebsd\n\npackage part\n',
  '/work/names/use.go': 'package names\n\nvar Used = onlyElsewhere\n',
  '/work/names/other.go': '//go:build !freebsd\n\npackage names\n\nconst onlyElsewhere = 1\n',
  '/work/names/names_freebsd.go': 'package names\n\nconst Here = 1\n',
};

const checks = ['import-of-excluded-package', 'symbol-missing-in-configuration'];

async function severities(more: Record<string, string>, settings: object = {}): Promise<readonly string[]> {
  const memory = new MemoryFiles({ ...files, ...more });
  const ports = memoryPorts({ files: memory, tree: (root) => memoryTree(memory, root) });
  const { config } = await loadConfig({ file: '/work/go-preflight.jsonc', settings }, ports, allChecks);
  const engine = createEngine(ports, allChecks);
  const request = { root: '/work', config, granted: 'offline' as const, only: checks };
  const { findings } = await engine.run(request, new AbortController().signal);
  return checks.map((id) => {
    const told = findings.filter(({ check }) => check === id);
    assert.ok(told.length <= 1, JSON.stringify(told.map(({ message }) => message)));
    return told.map(({ severity }) => severity).join() || 'nothing';
  });
}

describe('the universe of targets decides how bad a fault is', () => {
  it('a port that nobody names: nothing of an import, information of a name', async () => {
    assert.deepEqual(await severities({}), ['nothing', 'info']);
  });

  it('declared in the settings', async () => {
    assert.deepEqual(await severities({}, { targets: ['freebsd/arm64'] }), ['error', 'error']);
  });

  it('declared in the configuration of the repository', async () => {
    assert.deepEqual(await severities({ '/work/go-preflight.jsonc': '{ "targets": ["freebsd/arm64,nocgo"] }' }), [
      'error',
      'error',
    ]);
  });

  for (const [name, path, text] of [
    ['a makefile', 'Makefile', 'release:\n\tGOOS=freebsd GOARCH=amd64 go build ./...\n'],
    [
      'a matrix of a workflow',
      '.github/workflows/ci.yml',
      'jobs:\n  b:\n    strategy:\n      matrix:\n        goos: [linux, freebsd]\n    runs-on: ubuntu-latest\n    env:\n      GOOS: ${{ matrix.goos }}\n    steps:\n      - uses: actions/setup-go@v5\n      - run: go build ./...\n',
    ],
    ['a Dockerfile', 'Dockerfile', 'FROM golang:1.26\nRUN GOOS=freebsd GOARCH=amd64 go build ./...\n'],
  ] as const)
    it(`built by ${name}`, async () => {
      assert.deepEqual(await severities({ [`/work/${path}`]: text }), ['warning', 'warning']);
    });

  describe('a build of some packages says nothing of the others', () => {
    const goreleaser = (more: string): Record<string, string> => ({
      '/work/.goreleaser.yml': `builds:\n  - goos: [freebsd]\n    goarch: [amd64]\n${more}`,
    });
    const makefile = (operands: string, folder = ''): Record<string, string> => ({
      [`/work/${folder}Makefile`]: `release:\n\tGOOS=freebsd GOARCH=amd64 go build ${operands}\n`,
    });
    const tool = { '/work/cmd/tool/main.go': 'package main\n\nimport _ "example.com/shop/names"\n' };
    const onWindows = { '/work/cmd/tool/main_windows.go': tool['/work/cmd/tool/main.go'] };
    const byTest = { '/work/cmd/tool/main_test.go': tool['/work/cmd/tool/main.go'] };
    const plain = { '/work/cmd/tool/main.go': 'package main\n' };
    for (const [what, more, expected] of [
      ['the package in the folder of GoReleaser', goreleaser(''), ['warning', 'info']],
      [
        'a main package, and what it imports',
        { ...goreleaser('    main: ./cmd/tool\n'), ...tool },
        ['nothing', 'warning'],
      ],
      ['its folder', { ...goreleaser('    dir: ./cmd\n    main: ./tool\n'), ...tool }, ['nothing', 'warning']],
      ['a file alone', { ...goreleaser('    main: ./cmd/tool/main.go\n'), ...tool }, ['nothing', 'info']],
      ['a template', { ...goreleaser('    main: ./cmd/{{ .ProjectName }}\n'), ...tool }, ['nothing', 'info']],
      ['tags that only a run knows', goreleaser('    tags: ["{{ .Env.TAGS }}"]\n'), ['nothing', 'info']],
      ['an operand', { ...makefile('./cmd/tool'), ...tool }, ['nothing', 'warning']],
      ['an operand that only a run knows', { ...makefile('./cmd/$(TOOL)'), ...tool }, ['nothing', 'info']],
      ['an import for another system', { ...makefile('./cmd/tool'), ...plain, ...onWindows }, ['nothing', 'info']],
      ['an import of a test', { ...makefile('./cmd/tool'), ...plain, ...byTest }, ['nothing', 'info']],
      ['the folder of the makefile', { ...makefile('./...', 'cmd/'), ...tool }, ['nothing', 'warning']],
      [
        'another folder',
        { ...makefile('-o x && cd cmd && GOOS=freebsd go build ./...'), ...tool },
        ['nothing', 'info'],
      ],
      [
        'another module',
        { ...makefile('./...', 'cmd/'), '/work/cmd/go.mod': 'module m\n', ...tool },
        ['nothing', 'info'],
      ],
    ] as const)
      it(what, async () => assert.deepEqual(await severities(more), expected));
  });

  it('a name that a test lacks, where builds are made and no tests', async () => {
    const tests = { '/work/names/use.go': 'package names\n', '/work/names/use_test.go': files['/work/names/use.go'] };
    const makefile = (verb: string): Record<string, string> => ({
      '/work/Makefile': `all:\n\tGOOS=freebsd GOARCH=amd64 go ${verb} ./...\n`,
    });
    assert.deepEqual(await severities({ ...tests, ...makefile('build') }), ['warning', 'info']);
    assert.deepEqual(await severities({ ...tests, ...makefile('vet') }), ['warning', 'warning']);
    const some = '\tGOOS=freebsd GOARCH=amd64 go test ./part/...\n';
    for (const text of [
      `${makefile('build')['/work/Makefile']}${some}`,
      `all:\n${some}\tGOOS=freebsd GOARCH=amd64 go build ./...\n`,
    ])
      for (const part of [{}, { '/work/part/sub/sub.go': 'package sub\n\nimport _ "example.com/shop/names"\n' }])
        assert.deepEqual(await severities({ ...tests, ...part, '/work/Makefile': text }), ['warning', 'info']);
  });

  it('a first-class port that the code names', async () => {
    const named = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace('freebsd', 'windows'),
        text.replaceAll('freebsd', 'windows'),
      ]),
    );
    assert.deepEqual(await severities({ ...named, '/work/names/names_freebsd.go': 'package names\n' }), [
      'warning',
      'warning',
    ]);
  });

  it('a declared target with a tag is judged with its tag', async () => {
    const tagged = {
      '/work/part/part.go': '//go:build !freebsd || bsd\n\npackage part\n',
      '/work/names/other.go': '//go:build !freebsd || bsd\n\npackage names\n\nconst onlyElsewhere = 1\n',
    };
    const targets = (list: readonly string[]): object => ({ targets: list });
    assert.deepEqual(await severities(tagged, targets(['freebsd/amd64,tags=bsd'])), ['nothing', 'info']);
    assert.deepEqual(await severities(tagged, targets(['freebsd/amd64,tags=bsd', 'freebsd/amd64'])), [
      'error',
      'error',
    ]);
  });
});

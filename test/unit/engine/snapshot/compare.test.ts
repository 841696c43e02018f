import assert from 'node:assert/strict';
import type { Snapshot } from '../../../../src/engine/index';
import type { BuildInfo } from '../../../../src/engine/parse/buildInfo';
import { compare } from '../../../../src/engine/snapshot/compare';
import type { Comparison } from '../../../../src/engine/snapshot/difference';
import type { ModuleFacts } from '../../../../src/engine/snapshot/snapshot';
import { sideOfBinary, sideOfSnapshot } from '../../../../src/engine/snapshot/side';
import { sampleModule, sampleSnapshot } from '../../../support/sampleSnapshot';

/** `error GOFLAGS: -tags=a | ` : severity, subject, both values. */
function lines({ differences }: Comparison): readonly string[] {
  return differences.map(({ severity, subject, within, a, b }) => {
    const place = within === undefined ? subject : `${subject} in ${within}`;
    return `${severity} ${place}: ${a ?? '-'} | ${b ?? '-'}`;
  });
}

function between(a: Snapshot, b: Snapshot): Comparison {
  return compare(sideOfSnapshot(a), sideOfSnapshot(b));
}

function differing(a: Snapshot, b: Snapshot): readonly string[] {
  return lines(between(a, b));
}

/** A variable with one value here and another there, and what is said. */
const variables: readonly (readonly [name: string, a: string, b: string, expected: readonly string[]])[] = [
  ['GOFLAGS', '-tags=a', '', ['error GOFLAGS: -tags=a | ']],
  ['GOFLAGS', '-tags=b,a -v', '-v=true --tags=a,b', []],
  ['GOFLAGS', '-mod=mod -mod=vendor', '-mod=vendor', []],
  ['GOFLAGS', "'-ldflags=-s -w'", '-ldflags=-s', ["warning GOFLAGS: '-ldflags=-s -w' | -ldflags=-s"]],
  ['GOFLAGS', '-v', '', ['info GOFLAGS: -v | ']],
  ['GOFLAGS', '-count=1 -p=4', '-mod=mod -count=1', ['error GOFLAGS: -count=1 -p=4 | -mod=mod -count=1']],
  ['GOFLAGS', '-race', '-v', ['error GOFLAGS: -race | -v']],
  ['GOFLAGS', '-trimpath -v', '-v -trimpath=true', []],
  ['GOFLAGS', '-buildvcs=false', '', ['warning GOFLAGS: -buildvcs=false | ']],
  ['GOFLAGS', 'oops', '', ['error GOFLAGS: oops | ']],
  ['GOFLAGS', '-nosuch', '', ['warning GOFLAGS: -nosuch | ']],
  ['GOEXPERIMENT', 'synctest', '', ['error GOEXPERIMENT: synctest | ']],
  ['CGO_ENABLED', '1', '0', ['error CGO_ENABLED: 1 | 0']],
  ['GOOS', 'linux', 'windows', ['error GOOS: linux | windows']],
  ['GOARCH', 'amd64', 'arm64', ['error GOARCH: amd64 | arm64']],
  ['GOSUMDB', 'sum.golang.org', 'off', ['error GOSUMDB: sum.golang.org | off']],
  ['GOSUMDB', 'sum.golang.org', 'sum.corp', ['warning GOSUMDB: sum.golang.org | sum.corp']],
  ['GOAMD64', 'v1', 'v3', ['warning GOAMD64: v1 | v3']],
  ['GOPROXY', 'direct', 'off', ['warning GOPROXY: direct | off']],
  ['GOPROXY', 'https://***@p', 'https://***@p', []],
  ['GOTOOLCHAIN', 'auto', 'local', ['warning GOTOOLCHAIN: auto | local']],
  ['GOPRIVATE', 'corp.example', '', ['warning GOPRIVATE: corp.example | ']],
  ['GODEBUG', 'http2client=0', '', ['warning GODEBUG: http2client=0 | ']],
  ['CGO_CFLAGS', '-O0', '-O2 -g', ['warning CGO_CFLAGS: -O0 | -O2 -g']],
  ['GOCACHE', '~/a', '~/b', ['info GOCACHE: ~/a | ~/b']],
  ['GOMODCACHE', '/m', '/n', ['info GOMODCACHE: /m | /n']],
  // Made from what has its own line.
  ['GOMOD', '/a/go.mod', '/b/go.mod', []],
  ['GOTOOLDIR', '/a', '/b', []],
  // Of another architecture than the one that both build for.
  ['GOARM', '7', '6', []],
];

describe('comparison of two environments', () => {
  it('finds nothing between a snapshot and itself, whatever the time', () => {
    const first = sampleSnapshot();
    assert.deepEqual(between(first, { ...first, takenAt: '2027-01-01T00:00:00Z', folder: '~/other' }), {
      differences: [],
      notCompared: [],
    });
  });

  for (const [name, a, b, expected] of variables)
    it(`${name}: ${a} and ${b}`, () => {
      assert.deepEqual(differing(sampleSnapshot({ [name]: a }), sampleSnapshot({ [name]: b })), expected);
      const mirrored = expected.map((line) => line.replace(/: (.*) \| (.*)$/, ': $2 | $1'));
      assert.deepEqual(differing(sampleSnapshot({ [name]: b }), sampleSnapshot({ [name]: a })), mirrored);
    });

  it('says C variables and the C library quietly where cgo is off on both sides', () => {
    const [a, b] = ['-O0', '-O1'].map((flags) => sampleSnapshot({ CGO_ENABLED: '0', CGO_CFLAGS: flags }));
    assert.ok(a && b);
    assert.deepEqual(differing(a, b), ['info CGO_CFLAGS: -O0 | -O1']);
    const musl = { ...b, system: { ...b.system, libc: ['musl' as const] } };
    assert.deepEqual(differing(b, musl), ['info libc: glibc | musl']);
    const on = sampleSnapshot();
    const onMusl = { ...on, system: { ...on.system, libc: ['musl' as const] } };
    assert.deepEqual(differing(on, onMusl), ['warning libc: glibc | musl']);
    // A machine that has both finds what it needs.
    const both = { ...on, system: { ...on.system, libc: ['glibc' as const, 'musl' as const] } };
    assert.deepEqual(differing(on, both), ['info libc: glibc | glibc, musl']);
  });

  describe('of Go', () => {
    const running = (toolchain: string, version: string): Snapshot =>
      sampleSnapshot(
        {},
        {
          toolchain: { outcome: 'local', command: null, runs: { toolchain, version, path: null } },
          modules: [sampleModule({ runs: toolchain })],
        },
      );
    it('minor: error; patch, and a release that was patched: warning', () => {
      const here = sampleSnapshot();
      assert.deepEqual(differing(here, running('go1.27.4', '1.27.4')), ['error Go: go1.26.8 | go1.27.4']);
      assert.deepEqual(differing(here, running('go1.26.11', '1.26.11')), ['warning Go: go1.26.8 | go1.26.11']);
      assert.deepEqual(differing(here, running('go1.26.8-corp', '1.26.8')), ['warning Go: go1.26.8 | go1.26.8-corp']);
      assert.deepEqual(differing(here, running('go1.26rc1', '1.26rc1')), ['warning Go: go1.26.8 | go1.26rc1']);
    });

    it('that is not known is no green', () => {
      const none = sampleSnapshot({}, { toolchain: { outcome: 'not-found', command: null, runs: null }, modules: [] });
      const { notCompared } = between({ ...sampleSnapshot(), modules: [] }, none);
      assert.deepEqual(
        notCompared.map(({ topic, couldBeError }) => [topic, couldBeError]),
        [['go', true]],
      );
    });

    it('in one of several modules has a line of its own, and no second one for the whole folder', () => {
      const modules = [sampleModule(), sampleModule({ path: 'example.com/api', folder: 'api', runs: 'go1.27.4' })];
      const others = [sampleModule(), sampleModule({ path: 'example.com/api', folder: 'api', runs: 'go1.25.1' })];
      assert.deepEqual(differing(sampleSnapshot({}, { modules }), sampleSnapshot({}, { modules: others })), [
        'error Go in example.com/api: go1.27.4 | go1.25.1',
      ]);
    });
  });

  describe('of modules', () => {
    const withModule = (changes: Parameters<typeof sampleModule>[0]): Snapshot =>
      sampleSnapshot({}, { modules: [sampleModule(changes)] });
    const replaced = { path: 'rsc.io/quote', version: null, by: '../quote', byVersion: null };

    it('a replacement on one side, and another one, is an error', () => {
      const here = withModule({ replaces: [replaced] });
      assert.deepEqual(differing(here, sampleSnapshot()), ['error replace rsc.io/quote: ../quote | -']);
      assert.deepEqual(differing(here, withModule({ replaces: [{ ...replaced, by: '../fork' }] })), [
        'error replace rsc.io/quote: ../quote | ../fork',
      ]);
      // The same folder, in the home of two people or by its whole path.
      const home = withModule({ replaces: [{ ...replaced, by: '~/src/quote' }] });
      const whole = withModule({ replaces: [{ ...replaced, by: '/srv/src/quote' }] });
      assert.deepEqual(differing(home, whole), []);
    });

    it('another version, direct or indirect, is a warning', () => {
      const other = withModule({
        requires: [
          { path: 'rsc.io/quote', version: 'v1.5.1', indirect: false },
          { path: 'rsc.io/sampler', version: 'v1.2.0', selected: 'v1.2.1', indirect: true },
          { path: 'golang.org/x/text', version: 'v0.31.0', indirect: true },
        ],
      });
      assert.deepEqual(differing(sampleSnapshot(), other), [
        'warning golang.org/x/text: - | v0.31.0',
        'warning rsc.io/quote: v1.5.2 | v1.5.1',
        'warning rsc.io/sampler: v1.3.0 | v1.2.1',
      ]);
    });

    it('a version that one side worked out is not held against what the other only read', () => {
      const requires = [{ path: 'rsc.io/quote', version: 'v1.5.1', selected: 'v1.5.2', indirect: false }];
      const read = [{ path: 'rsc.io/quote', version: 'v1.5.1', indirect: false }];
      assert.deepEqual(differing(withModule({ requires }), withModule({ requires: read, complete: false })), []);
    });

    it('lines of go.mod, vendor and workspaces', () => {
      const other = withModule({
        go: '1.24',
        toolchain: 'go1.26.8',
        godebug: ['default=go1.21'],
        sha256: { goMod: null, goSum: null, vendor: 'c'.repeat(64) },
      });
      const workspace = { file: '<folder>/go.work', go: '1.25', toolchain: null, uses: ['.', './api'], replaces: [] };
      assert.deepEqual(differing(sampleSnapshot(), { ...other, workspace }), [
        'warning go: 1.25 | 1.24',
        'warning go.work: - | ., ./api',
        'warning godebug:  | default=go1.21',
        'warning vendor: - | vendor/modules.txt',
        'info toolchain: - | go1.26.8',
      ]);
    });

    it('the same module path where a user name is masked in one', () => {
      const own = withModule({
        path: 'git.corp/alice/shop',
        requires: [{ path: 'git.corp/alice/x', version: 'v1.0.0', indirect: false }],
      });
      const masked = withModule({
        path: 'git.corp/<user>/shop',
        requires: [{ path: 'git.corp/<user>/x', version: 'v1.0.0', indirect: false }],
      });
      assert.deepEqual(between(own, masked), { differences: [], notCompared: [] });
    });

    it('of another repository are not listed, and said not to be compared', () => {
      const { differences, notCompared } = between(sampleSnapshot(), withModule({ path: 'example.com/other' }));
      assert.deepEqual(
        [differences.length, notCompared.map(({ topic, couldBeError }) => [topic, couldBeError])],
        [0, [['modules', true]]],
      );
    });
  });

  it('tools, version files, compilers and the system', () => {
    const here = sampleSnapshot();
    const other: Snapshot = {
      ...here,
      system: { ...here.system, distribution: 'Alpine 3.22', kernel: '6.6.0' },
      compilers: [{ name: 'CC', command: 'gcc', path: '/usr/bin/gcc', realPath: '/usr/bin/gcc-13', version: '13' }],
      tools: [{ name: 'dlv', path: '/usr/bin/dlv', module: null, version: 'v1.25.0', go: 'go1.25.0' }],
      versions: [{ file: 'Dockerfile', kind: 'dockerfile', about: 'build', text: '1.25', meaning: 'builds' }],
      revision: 'f'.repeat(40),
    };
    assert.deepEqual(differing(here, other), [
      'warning CC: /usr/bin/x86_64-linux-gnu-gcc-14 | /usr/bin/gcc-13',
      'info distribution: Debian 13 | Alpine 3.22',
      'info kernel: 6.12.1 | 6.6.0',
      'info dlv: - | v1.25.0 (go1.25.0)',
      'info gopls: v0.21.0 (go1.26.8) | -',
      'info Dockerfile: build: - | 1.25',
    ]);
  });

  it('compilers by what they are, not by the name that a distribution of go looks for', () => {
    const here = sampleSnapshot();
    const compiler = (realPath: string): Snapshot => {
      const version = /-(\d+)$/.exec(realPath)?.[1] ?? null;
      return { ...here, compilers: [{ name: 'CC', command: 'cc', path: '/usr/bin/cc', realPath, version }] };
    };
    assert.deepEqual(differing(here, compiler('/usr/bin/gcc-14')), []);
    assert.deepEqual(differing(here, compiler('/usr/lib/llvm/bin/clang-14')), [
      'warning CC: /usr/bin/x86_64-linux-gnu-gcc-14 | /usr/lib/llvm/bin/clang-14',
    ]);
    assert.deepEqual(differing(here, compiler('/usr/bin/clang')), [
      'warning CC: /usr/bin/x86_64-linux-gnu-gcc-14 | /usr/bin/clang',
    ]);
    const named = (value: string): Snapshot => ({
      ...here,
      variables: [...here.variables, { name: 'CC', value, source: 'computed', hides: [], elsewhere: [] }],
    });
    assert.deepEqual(differing(named('gcc'), named('x86_64-linux-gnu-gcc')), []);
    assert.deepEqual(differing(sampleSnapshot({ CC: 'gcc -m64' }), sampleSnapshot({ CC: 'gcc' })), [
      'warning CC: gcc -m64 | gcc',
    ]);
  });

  it('a compiler whose version no name tells is not compared', () => {
    const here = sampleSnapshot();
    const unknown = {
      ...here,
      compilers: here.compilers.map((each) => ({ ...each, realPath: '/usr/bin/cc', version: null })),
    };
    assert.deepEqual(
      between(here, unknown).notCompared.map(({ topic }) => topic),
      ['compilers'],
    );
  });
});

describe('comparison with a binary', () => {
  const info: BuildInfo = {
    go: 'go1.26.8',
    path: 'example.com/shop/cmd/app',
    main: { path: 'example.com/shop', version: '(devel)' },
    deps: [{ path: 'rsc.io/quote', version: 'v1.5.2' }],
    settings: new Map([
      ['-buildmode', 'exe'],
      ['-compiler', 'gc'],
      ['CGO_ENABLED', '1'],
      ['GOARCH', 'amd64'],
      ['GOOS', 'linux'],
      ['GOAMD64', 'v1'],
    ]),
  };
  const withSettings = (...settings: readonly (readonly [string, string])[]): BuildInfo => ({
    ...info,
    settings: new Map([...info.settings, ...settings]),
  });
  const against = (binary: BuildInfo, snapshot: Snapshot = sampleSnapshot()): Comparison =>
    compare(sideOfSnapshot(snapshot), sideOfBinary(binary));

  it('built here finds nothing: what it does not link makes no difference', () => {
    const { differences, notCompared } = against(info);
    assert.deepEqual(
      [differences, notCompared.map(({ topic, couldBeError }) => [topic, couldBeError])],
      [[], [['variables', false]]],
    );
  });

  it('a dependency out of a folder that go.work uses is what the folder builds, whatever go.mod says of it', () => {
    const sample = sampleSnapshot();
    const api = { path: 'example.com/api', version: '(devel)' };
    const [module, ...others] = sample.modules;
    assert.ok(module);
    const snapshotWith = (workspace: Snapshot['workspace']): Snapshot => ({
      ...sample,
      workspace,
      modules: [
        {
          ...module,
          requires: [...module.requires, { path: api.path, version: 'v0.0.0', indirect: false }],
          replaces: [{ path: api.path, version: null, by: '../api', byVersion: null }],
        },
        ...others,
      ],
    });
    const binary = { ...info, deps: [...info.deps, api] };
    const workspace = { file: '../go.work', go: '1.26', toolchain: null, uses: ['.', '../api'], replaces: [] };
    assert.deepEqual(lines(against(binary, snapshotWith(workspace))), []);
    assert.equal(against(binary, snapshotWith(null)).differences.length, 1);
  });

  it('tags, port, cgo and Go are errors; flags that change code are warnings', () => {
    const other = withSettings(
      ['-tags', 'b,a'],
      ['-race', 'true'],
      ['-trimpath', 'true'],
      ['GOOS', 'windows'],
      ['CGO_ENABLED', '0'],
    );
    assert.deepEqual(lines(against({ ...other, go: 'go1.25.3 X:synctest' })), [
      'error Go: go1.26.8 | go1.25.3',
      'error CGO_ENABLED: 1 | 0',
      'error GOOS: linux | windows',
      'error -tags:  | a,b',
      'warning -race:  | true',
      'info -trimpath:  | true',
    ]);
    // GOFLAGS of the machine would give the same.
    const flags = sampleSnapshot({ GOFLAGS: '-tags=a,b -trimpath' });
    assert.deepEqual(lines(against(withSettings(['-tags', 'a,b'], ['-trimpath', 'true']), flags)), []);
  });

  it('modules by what is linked: version, replacement, one that go.mod does not require', () => {
    const linked: BuildInfo = {
      ...info,
      deps: [
        { path: 'golang.org/x/text', version: 'v0.31.0' },
        { path: 'rsc.io/quote', version: 'v1.5.1' },
        { path: 'rsc.io/sampler', version: 'v1.3.0', replacedBy: { path: './sampler', version: '(devel)' } },
      ],
    };
    const expected = [
      'error replace rsc.io/sampler: - | ./sampler',
      'warning golang.org/x/text: - | v0.31.0',
      'warning rsc.io/quote: v1.5.2 | v1.5.1',
    ];
    assert.deepEqual(lines(against(linked)), expected);
    const swapped = compare(sideOfBinary(linked), sideOfSnapshot(sampleSnapshot()));
    assert.deepEqual(lines(swapped)[0], 'error replace rsc.io/sampler: ./sampler | -');
  });

  it('a replacement of what is not linked makes no difference, the same one neither', () => {
    const replaces = [
      { path: 'rsc.io/sampler', version: null, by: '../s', byVersion: null },
      { path: 'rsc.io/quote', version: 'v1.5.2', by: 'example.com/q', byVersion: 'v1.0.0' },
    ];
    const here = sampleSnapshot({}, { modules: [sampleModule({ replaces })] });
    const replacedBy = { path: 'example.com/q', version: 'v1.0.0' };
    assert.deepEqual(
      lines(against({ ...info, deps: [{ path: 'rsc.io/quote', version: 'v1.5.2', replacedBy }] }, here)),
      [],
    );
    assert.deepEqual(lines(against(info, here)), ['error replace rsc.io/quote: example.com/q v1.0.0 | -']);
  });

  it('built in the workspace that is here: its modules as they are, versions and replacements of all of them', () => {
    const replace = (path: string, by: string): ModuleFacts['replaces'][number] => ({
      path,
      version: null,
      by,
      byVersion: null,
    });
    const here = sampleSnapshot(
      {},
      {
        workspace: {
          file: '<folder>/go.work',
          go: '1.25',
          toolchain: null,
          uses: ['./app', './other'],
          replaces: [replace('rsc.io/sampler', './sampler')],
        },
        modules: [
          sampleModule({ folder: 'app', replaces: [replace('example.com/tool', '../tool')] }),
          sampleModule({
            folder: 'other',
            path: 'example.com/other',
            requires: [
              { path: 'rsc.io/quote', version: 'v1.5.3', indirect: false },
              { path: 'example.com/tool', version: 'v1.0.0', indirect: false },
            ],
          }),
        ],
      },
    );
    const inFolder = (path: string, version: string, by: string): BuildInfo['deps'][number] => ({
      path,
      version,
      replacedBy: { path: by, version: '(devel)' },
    });
    const built: BuildInfo = {
      ...info,
      deps: [
        { path: 'example.com/other', version: '(devel)' },
        inFolder('example.com/tool', 'v1.0.0', './tool'),
        { path: 'rsc.io/quote', version: 'v1.5.3' },
        inFolder('rsc.io/sampler', 'v1.3.0', './sampler'),
      ],
    };
    assert.deepEqual(lines(against(built, here)), []);
    const other: BuildInfo = {
      ...info,
      deps: [{ path: 'rsc.io/quote', version: 'v1.5.1' }, inFolder('rsc.io/sampler', 'v1.3.0', './elsewhere')],
    };
    assert.deepEqual(lines(against(other, here)), [
      'error replace rsc.io/sampler: ./sampler | ./elsewhere',
      'warning rsc.io/quote: v1.5.2 | v1.5.1',
    ]);
  });

  it('of another commit, or of changes that no commit holds', () => {
    const stamped = withSettings(['vcs.revision', 'e'.repeat(40)], ['vcs.modified', 'true']);
    assert.deepEqual(lines(against(stamped, sampleSnapshot({}, { revision: 'f'.repeat(40) }))), [
      'warning vcs.modified: - | true',
      `warning vcs.revision: ${'f'.repeat(40)} | ${'e'.repeat(40)}`,
    ]);
  });

  it('that another tool built, or of another module, says what it cannot compare', () => {
    const bare: BuildInfo = { go: 'go1.26.8', path: '', main: undefined, deps: [], settings: new Map() };
    assert.deepEqual(
      against(bare).notCompared.map(({ topic, couldBeError }) => [topic, couldBeError]),
      [
        ['target', true],
        ['modules', true],
        ['variables', false],
      ],
    );
    const foreign = { ...info, main: { path: 'example.com/other', version: 'v1.0.0' } };
    assert.deepEqual(
      against(foreign).notCompared.map(({ message }) => message.id),
      ['diff.unknown.otherModule', 'diff.unknown.inBinary'],
    );
  });

  it('two binaries: program, version, modules, commit', () => {
    const other: BuildInfo = {
      ...withSettings(['vcs.revision', 'e'.repeat(40)], ['DefaultGODEBUG', 'a=1,b=0']),
      main: { path: 'example.com/shop', version: 'v1.2.0' },
      deps: [{ path: 'rsc.io/sampler', version: 'v1.3.0' }],
    };
    const first = withSettings(['vcs.revision', 'f'.repeat(40)], ['DefaultGODEBUG', 'a=1']);
    assert.deepEqual(lines(compare(sideOfBinary(first), sideOfBinary(other))), [
      'warning rsc.io/quote: v1.5.2 | -',
      'warning rsc.io/sampler: - | v1.3.0',
      'warning DefaultGODEBUG:  | b=0',
      `warning vcs.revision: ${'f'.repeat(40)} | ${'e'.repeat(40)}`,
      'info example.com/shop: (devel) | v1.2.0',
    ]);
  });
});

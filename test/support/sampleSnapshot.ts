import type { Snapshot } from '../../src/engine/index';
import type { ModuleFacts } from '../../src/engine/snapshot/snapshot';

/** A snapshot of a laptop as `go-preflight snapshot` writes it, with these variables on top. */
export function sampleSnapshot(
  variables: Readonly<Record<string, string>> = {},
  changes: Partial<Snapshot> = {},
): Snapshot {
  const values = {
    CGO_ENABLED: '1',
    GOAMD64: 'v1',
    GOARCH: 'amd64',
    GOOS: 'linux',
    GOPROXY: 'https://proxy.example,direct',
    GOSUMDB: 'sum.golang.org',
    ...variables,
  };
  return {
    schemaVersion: 1,
    kind: 'go-preflight-snapshot',
    tool: { name: 'go-preflight', version: '1.2.3' },
    takenAt: '2026-11-21T18:30:00.000Z',
    folder: '~/src/shop',
    profile: 'offline',
    system: { os: 'linux', arch: 'amd64', distribution: 'Debian 13', kernel: '6.12.1', libc: ['glibc'] },
    toolchain: {
      outcome: 'local',
      command: {
        toolchain: 'go1.26.8',
        path: '/usr/local/go/bin/go',
        goroot: '/usr/local/go',
        source: 'PATH',
        manager: null,
      },
      runs: { toolchain: 'go1.26.8', version: '1.26.8', path: '/usr/local/go/bin/go' },
    },
    variables: Object.entries(values)
      .map(([name, value]) => ({
        name,
        value,
        source: name in variables ? ('environment' as const) : ('default' as const),
        hides: [],
        elsewhere: [],
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    proxies: [{ url: 'https://proxy.example', separator: ',' }],
    compilers: [
      {
        name: 'CC',
        command: 'gcc',
        path: '/usr/bin/gcc',
        realPath: '/usr/bin/x86_64-linux-gnu-gcc-14',
        version: '14',
      },
    ],
    tools: [
      { name: 'gopls', path: '~/go/bin/gopls', module: 'golang.org/x/tools/gopls', version: 'v0.21.0', go: 'go1.26.8' },
    ],
    revision: null,
    workspace: null,
    modules: [sampleModule()],
    versions: [{ file: 'go.mod', kind: 'go.mod', about: 'go', text: '1.25', meaning: 'requires' }],
    ...changes,
  };
}

export function sampleModule(changes: Partial<ModuleFacts> = {}): ModuleFacts {
  return {
    folder: '.',
    path: 'example.com/shop',
    go: '1.25',
    toolchain: null,
    runs: 'go1.26.8',
    godebug: [],
    requires: [
      { path: 'rsc.io/quote', version: 'v1.5.2', indirect: false },
      { path: 'rsc.io/sampler', version: 'v1.3.0', indirect: true },
    ],
    complete: true,
    replaces: [],
    excludes: [],
    tools: [],
    sha256: { goMod: 'a'.repeat(64), goSum: 'b'.repeat(64), vendor: null },
    ...changes,
  };
}

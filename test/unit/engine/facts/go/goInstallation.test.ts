import assert from 'node:assert/strict';
import { FactStore } from '../../../../../src/engine/facts/factStore';
import { goInfo, goInstallation, type GoLookup } from '../../../../../src/engine/facts/go/goInstallation';
import type { EnvironmentSnapshot } from '../../../../../src/engine/index';
import { installGo } from '../../../../support/goOnDisk';
import { MemoryFiles, memoryPorts } from '../../../../support/memoryPorts';

const never = new AbortController().signal;

async function lookUp(files: MemoryFiles, path: string, more: Partial<EnvironmentSnapshot> = {}): Promise<GoLookup> {
  const environment = {
    variables: { HOME: '/home/u', PATH: path, ...more.variables },
    configuredGo: more.configuredGo,
  };
  return new FactStore(memoryPorts({ files, environment }), '/work').session(never).get(goInstallation);
}

function script(files: MemoryFiles, path: string, text: string): void {
  files.write(path, text);
  files.executables.add(path);
}

describe('goInstallation', () => {
  it('finds the first go on PATH and reads its version without running it', async () => {
    const files = new MemoryFiles();
    installGo(files, '/usr/local/go', 'go1.26.8');
    installGo(files, '/opt/go', 'go1.22.5-bigcorp');
    const { found, onPath } = await lookUp(files, '/nowhere:/opt/go/bin:/usr/local/go/bin');
    assert.deepEqual(
      { ...found },
      {
        path: '/opt/go/bin/go',
        realPath: '/opt/go/bin/go',
        goroot: '/opt/go',
        toolchain: 'go1.22.5-bigcorp',
        version: '1.22.5',
        source: 'PATH',
      },
    );
    assert.deepEqual(
      onPath.map((go) => go.version),
      ['1.22.5', '1.26.8'],
    );
  });

  it('counts two names of one binary once, and finds the tree behind a link', async () => {
    const files = new MemoryFiles();
    installGo(files, '/usr/lib/go-1.22', 'go1.22.2');
    files.links.set('/usr/bin/go', '/usr/lib/go-1.22/bin/go');
    files.write('/usr/bin/', '');
    const { onPath } = await lookUp(files, '/usr/bin:/usr/lib/go-1.22/bin');
    assert.deepEqual(
      onPath.map((go) => [go.path, go.goroot]),
      [['/usr/bin/go', '/usr/lib/go-1.22']],
    );
  });

  it('never takes a go inside the workspace, nor one of a relative PATH entry', async () => {
    const files = new MemoryFiles();
    installGo(files, '/work/tools/go', 'go1.26.8');
    const inside = await lookUp(files, '/work/tools/go/bin:tools/go/bin');
    assert.equal(inside.found, undefined);
    assert.deepEqual(inside.refused, [{ path: '/work/tools/go/bin/go', why: 'inside-workspace' }]);
    assert.deepEqual(inside.relativeEntries, ['tools/go/bin']);
    const link = new MemoryFiles();
    installGo(link, '/work/go', 'go1.26.8');
    link.links.set('/usr/bin/go', '/work/go/bin/go');
    assert.equal((await lookUp(link, '/usr/bin')).found, undefined);
  });

  it('looks where installers put go when PATH does not know it, newest SDK first', async () => {
    const files = new MemoryFiles();
    installGo(files, '/home/u/sdk/go1.9.7', 'go1.9.7');
    installGo(files, '/home/u/sdk/go1.25.1', 'go1.25.1');
    const { found, looked } = await lookUp(files, '/usr/bin');
    assert.equal(found?.version, '1.25.1');
    assert.equal(found.source, 'well-known');
    assert.ok(looked.includes('/usr/local/go/bin'));
  });

  it('takes the setting before PATH, as a binary or as a GOROOT', async () => {
    const files = new MemoryFiles();
    installGo(files, '/usr/local/go', 'go1.26.8');
    installGo(files, '/opt/go', 'go1.25.1');
    for (const configuredGo of ['/opt/go/bin/go', '/opt/go'])
      assert.equal((await lookUp(files, '/usr/local/go/bin', { configuredGo })).found?.version, '1.25.1');
    const gone = await lookUp(files, '/usr/local/go/bin', { configuredGo: '/gone/go' });
    assert.equal(gone.found?.version, '1.26.8');
    assert.deepEqual(gone.refused, [{ path: '/gone/go', why: 'setting-missing' }]);
  });

  it('reads what a version manager would run from its own files', async () => {
    const files = new MemoryFiles({ '/.tool-versions': 'golang 1.20.1\n', '/work/.tool-versions': 'nodejs 22\n' });
    script(files, '/home/u/.asdf/shims/go', '#!/usr/bin/env bash\nexec asdf exec "go" "$@"\n');
    installGo(files, '/home/u/.asdf/installs/golang/1.20.1/go', 'go1.20.1');
    const asdf = await lookUp(files, '/home/u/.asdf/shims');
    assert.equal(asdf.found?.version, '1.20.1');
    assert.equal(asdf.found.manager, 'asdf');
    assert.equal(asdf.found.shimPath, '/home/u/.asdf/shims/go');

    const goenv = new MemoryFiles({ '/work/.go-version': '1.21.3\n' });
    script(
      goenv,
      '/home/u/.goenv/shims/go',
      '#!/usr/bin/env bash\nexec "/home/u/.goenv/libexec/goenv" exec "$p" "$@"\n',
    );
    installGo(goenv, '/home/u/.goenv/versions/1.21.3', 'go1.21.3');
    assert.equal((await lookUp(goenv, '/home/u/.goenv/shims')).found?.version, '1.21.3');

    const mise = new MemoryFiles({ '/work/mise.toml': '[env]\ngo = "9"\n[tools]\nnode = "22"\ngo = "1.25"\n[x]\n' });
    mise.write('/usr/bin/mise', 'ELF');
    mise.executables.add('/usr/bin/mise');
    mise.links.set('/home/u/.local/share/mise/shims/go', '/usr/bin/mise');
    installGo(mise, '/home/u/.local/share/mise/installs/go/1.25', 'go1.25.4');
    assert.equal((await lookUp(mise, '/home/u/.local/share/mise/shims')).found?.version, '1.25.4');
  });

  it('does not take the next go on PATH for what an unknown shim would run', async () => {
    const files = new MemoryFiles();
    script(files, '/home/u/bin/go', '#!/bin/sh\nif x; then exec y; fi\n');
    installGo(files, '/usr/local/go', 'go1.26.8');
    const { found, refused } = await lookUp(files, '/home/u/bin:/usr/local/go/bin');
    assert.equal(found, undefined);
    assert.deepEqual(refused, [{ path: '/home/u/bin/go', why: 'unresolved-shim', manager: 'script' }]);
  });

  it('tells the report which go was used', async () => {
    const files = new MemoryFiles();
    installGo(files, '/usr/local/go', 'go1.26.8');
    const facts = new FactStore(memoryPorts({ files }), '/work').session(never);
    assert.deepEqual(await facts.get(goInfo), {
      version: '1.26.8',
      goroot: '/usr/local/go',
      path: '/usr/local/go/bin/go',
      source: '/usr/local/go/bin',
    });
  });
});

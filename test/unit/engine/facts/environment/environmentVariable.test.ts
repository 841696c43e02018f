import assert from 'node:assert/strict';
import { environmentVariable } from '../../../../../src/engine/facts/environment/environmentVariable';
import { buildCacheFolder, moduleCacheFolder } from '../../../../../src/engine/facts/environment/goFolders';
import { FactStore } from '../../../../../src/engine/facts/factStore';
import type { EnvironmentSnapshot } from '../../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../../support/memoryPorts';
import { installGo } from '../../../../support/goOnDisk';

function session(
  files: Record<string, string>,
  variables: Record<string, string>,
  more: Partial<EnvironmentSnapshot> = {},
) {
  const memory = new MemoryFiles(files);
  installGo(memory, '/usr/local/go', 'go1.26.8', { GOPROXY: 'https://goproxy.example,direct', GOTOOLCHAIN: 'local' });
  const environment = { variables: { HOME: '/home/u', PATH: '/usr/local/go/bin', ...variables }, ...more };
  return new FactStore(memoryPorts({ files: memory, environment }), '/work').session(new AbortController().signal);
}

const userFile = '/home/u/.config/go/env';

describe('environmentVariable', () => {
  it('takes the process environment, then the file of go env -w, then go.env, then the default', async () => {
    const files = { [userFile]: 'GOFLAGS=-mod=mod\nGOPROXY=direct\n' };
    const value = async (
      name: string,
      variables: Record<string, string>,
      used: Record<string, string> = files,
    ): Promise<string> => {
      const variable = await session(used, variables).get(environmentVariable, name);
      return `${variable.source}: ${variable.value}`;
    };
    assert.equal(await value('GOPROXY', { GOPROXY: 'off' }), 'environment: off');
    assert.equal(await value('GOPROXY', {}), 'user-file: direct');
    assert.equal(await value('GOPROXY', {}, {}), 'goroot-file: https://goproxy.example,direct');
    assert.equal(await value('GOFLAGS', {}, {}), 'default: ');
    assert.equal(await value('GOAUTH', {}), 'default: netrc');
  });

  it('names what the winner shadows, and where it stands', async () => {
    const files = { [userFile]: '# by hand\nGOFLAGS=-v\nGOFLAGS=-mod=mod\n' };
    const variable = await session(files, { GOFLAGS: '-race' }).get(environmentVariable, 'GOFLAGS');
    assert.deepEqual(variable.layers, [
      { source: 'environment', value: '-race' },
      {
        source: 'user-file',
        value: '-mod=mod',
        location: { file: userFile, range: { start: { line: 2, column: 8 }, end: { line: 2, column: 16 } } },
      },
    ]);
  });

  it('treats an empty variable as unset, but an empty line as set', async () => {
    const empty = await session({ [userFile]: 'GOFLAGS=-v\n' }, { GOFLAGS: '' }).get(environmentVariable, 'GOFLAGS');
    assert.equal(empty.value, '-v');
    assert.equal(empty.emptyInEnvironment, true);
    // cfg.readEnvFile: an empty line in the user's file hides go.env.
    const line = await session({ [userFile]: 'GOPROXY=\n' }, {}).get(environmentVariable, 'GOPROXY');
    assert.equal(line.value, '');
    assert.equal(line.source, 'default');
  });

  it('reads no file with GOENV=off, and another one with GOENV=/path', async () => {
    const files = { [userFile]: 'GOFLAGS=-v\n', '/etc/goenv': 'GOFLAGS=-x\n' };
    assert.equal((await session(files, { GOENV: 'off' }).get(environmentVariable, 'GOFLAGS')).value, '');
    assert.equal((await session(files, { GOENV: '/etc/goenv' }).get(environmentVariable, 'GOFLAGS')).value, '-x');
  });

  it('knows that GODEBUG in the file has no effect', async () => {
    const variable = await session({ [userFile]: 'GODEBUG=netdns=go\n' }, {}).get(environmentVariable, 'GODEBUG');
    assert.equal(variable.value, '');
  });

  it('derives the caches', async () => {
    assert.equal(await session({}, {}).get(moduleCacheFolder), '/home/u/go/pkg/mod');
    assert.equal(await session({}, { GOPATH: '/g1:/g2' }).get(moduleCacheFolder), '/g1/pkg/mod');
    assert.equal(await session({}, { GOMODCACHE: 'rel' }).get(moduleCacheFolder), undefined);
    assert.equal(await session({}, { HOME: '' }).get(moduleCacheFolder), undefined);
    assert.equal(await session({}, { XDG_CACHE_HOME: '/c' }).get(buildCacheFolder), '/c/go-build');
    assert.equal(await session({}, { GOCACHE: 'off' }).get(buildCacheFolder), undefined);
  });

  it('reads Windows names without case and writes paths with slashes', async () => {
    const windows = {
      platform: 'win32' as const,
      pathDelimiter: ';',
      executableExtensions: ['.exe'],
      userConfigDir: 'C:/Users/u/AppData/Roaming',
      variables: { Path: 'C:\\Go\\bin', gopath: 'D:\\go', USERPROFILE: 'C:\\Users\\u' },
    };
    assert.equal(await session({}, {}, windows).get(moduleCacheFolder), 'D:/go/pkg/mod');
  });
});

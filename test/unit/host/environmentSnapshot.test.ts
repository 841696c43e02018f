import { deepEqual, equal } from 'node:assert/strict';
import type { EnvironmentSnapshot } from '../../../src/engine/index';
import { environmentSnapshot, foreignGoFolders, type MachineFacts } from '../../../src/host/environmentSnapshot';

const machine: MachineFacts = {
  platform: 'linux',
  arch: 'x64',
  littleEndian: true,
  variables: { HOME: '/home/u', PATH: '.:/usr/bin::/bin', UNSET: undefined },
  homeDir: '/home/system',
  tempDir: '/tmp',
};

function snapshot(changes: Partial<MachineFacts>): EnvironmentSnapshot {
  return environmentSnapshot({ ...machine, ...changes }, undefined);
}

describe('the snapshot of the environment', () => {
  it('keeps variables as they are, as evidence', () => {
    deepEqual(snapshot({}).variables, { HOME: '/home/u', PATH: '.:/usr/bin::/bin' });
  });

  it('spells architectures as Go does', () => {
    const arch = (name: string, littleEndian = true): string => snapshot({ arch: name, littleEndian }).arch;
    deepEqual(
      ['x64', 'ia32', 'arm64', 'arm', 's390x', 'riscv64', 'loong64', 'mipsel'].map((name) => arch(name)),
      ['amd64', '386', 'arm64', 'arm', 's390x', 'riscv64', 'loong64', 'mipsle'],
    );
    deepEqual([arch('ppc64'), arch('ppc64', false)], ['ppc64le', 'ppc64']);
  });

  it('finds the folder of user configuration as os.UserConfigDir does', () => {
    const folder = (changes: Partial<MachineFacts>): string | undefined => snapshot(changes).userConfigDir;
    equal(folder({}), '/home/u/.config');
    equal(folder({ variables: { HOME: '/h', XDG_CONFIG_HOME: '/x' } }), '/x');
    equal(folder({ variables: { HOME: '/h', XDG_CONFIG_HOME: 'relative' } }), undefined);
    equal(folder({ variables: {} }), undefined);
    equal(folder({ platform: 'darwin' }), '/home/u/Library/Application Support');
    equal(folder({ platform: 'win32', variables: { APPDATA: 'C:\\Users\\u\\AppData' } }), 'C:/Users/u/AppData');
  });

  it('takes the home folder from the variable, and from the system without one', () => {
    equal(snapshot({}).homeDir, '/home/u');
    equal(snapshot({ variables: {} }).homeDir, '/home/system');
    equal(snapshot({ platform: 'win32', variables: { userprofile: 'C:\\Users\\u' } }).homeDir, 'C:/Users/u');
  });

  it('knows what makes a file executable', () => {
    deepEqual(snapshot({}).executableExtensions, ['']);
    deepEqual(snapshot({ platform: 'win32', variables: { Pathext: '.EXE;.CMD;;x' } }).executableExtensions, [
      '.EXE',
      '.CMD',
    ]);
    deepEqual(snapshot({ platform: 'win32', variables: {} }).executableExtensions, ['.COM', '.EXE', '.BAT', '.CMD']);
  });

  it('says where other people’s Go code lies', () => {
    const folders = (variables: MachineFacts['variables']): readonly string[] =>
      foreignGoFolders(snapshot({ variables }));
    deepEqual(folders({ HOME: '/h' }), ['/h/go/pkg/mod']);
    deepEqual(folders({ HOME: '/h', GOPATH: '/a:/b/', GOMODCACHE: '/c', GOROOT: '/d' }), [
      '/d',
      '/c',
      '/a/pkg/mod',
      '/b/pkg/mod',
    ]);
    deepEqual(folders({ HOME: '/h', GOPATH: 'relative', GOROOT: 'too' }), []);
  });
});

import { joinPath } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { buildCacheFolder, moduleCacheFolder } from '../../facts/environment/goFolders';
import { existingPlace } from '../../facts/cache/existingPlace';
import { nativePath } from '../../facts/environment/osVariable';
import { placeOf } from '../../facts/environment/variablePlace';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown, type CheckResult } from '../../model/outcome';

export const gocacheUnwritable: MachineCheck = {
  id: 'gocache-unwritable',
  family: 'cache',
  scope: 'machine',
  title: 'This account can write the build cache',
  why: 'go build, vet, test and run write what they compile there; a cache that root made by sudo go, or an image left behind, stops them.',
  fix: 'Give the folder back to this account (chown), or set GOCACHE to another one.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    uninitialized: '{folder} cannot be written by this account: go build stops with "failed to initialize build cache"',
    readOnly: '{folder} cannot be written by this account: go build stops at the first file that is not in it yet',
    noFolder: 'GOCACHE names no folder',
  },
  run: async (_, facts) => {
    const cache = await facts.get(buildCacheFolder);
    if (cache === undefined || (await facts.get(environmentVariable, 'GOCACHEPROG')).value !== '')
      return notApplicable(say('noFolder'));
    // go makes 256 folders in it before it does anything, and then writes into those alone.
    const first = await facts.place(joinPath(cache, '00'));
    const isReady = first !== undefined && (await facts.stat(joinPath(cache, 'ff'))) !== undefined;
    const place = isReady ? { path: cache, state: first } : await existingPlace(cache, facts);
    if (place?.state.kind === 'silent') return silentPlace(nativePath(facts.environment, place.path));
    if (place === undefined || place.state.writable) return passed;
    const path = nativePath(facts.environment, place.path);
    const variable = await facts.get(environmentVariable, 'GOCACHE');
    const severity = isReady ? 'warning' : 'error';
    const message = say(isReady ? 'readOnly' : 'uninitialized', { folder: path });
    return found([{ message, severity, ...placeOf(variable), key: message.id }]);
  },
};

export const gomodcacheUnwritable: MachineCheck = {
  id: 'gomodcache-unwritable',
  family: 'cache',
  scope: 'machine',
  title: 'This account can write the module cache',
  why: 'What is not downloaded yet cannot be, and go commands stop at the first module that is missing.',
  fix: 'Give the folder back to this account (chown), or set GOMODCACHE to another one.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    readOnly: '{folder} cannot be written by this account: go can download no module',
    noFolder: 'GOMODCACHE names no folder',
  },
  run: async (_, facts) => {
    const cache = await facts.get(moduleCacheFolder);
    if (cache === undefined) return notApplicable(say('noFolder'));
    // Modules are read-only on purpose; what is downloaded lies below cache/download.
    const downloads = joinPath(cache, 'cache/download');
    const place = await existingPlace(downloads, facts);
    if (place?.state.kind === 'silent') return silentPlace(nativePath(facts.environment, place.path));
    if (place === undefined || place.state.writable) return passed;
    const variable = await facts.get(environmentVariable, 'GOMODCACHE');
    const message = say('readOnly', { folder: nativePath(facts.environment, place.path) });
    return found([{ message, ...placeOf(variable), key: 'readOnly' }]);
  },
};

function silentPlace(folder: string): CheckResult {
  const reason = say('shared.unreadable', { file: folder, reason: 'its file system does not answer' });
  return unknown(reason, 'readable-files', [folder]);
}

/** Below this a build of any size may end with "no space left on device". */
const scarceMiB = 512;

export const diskSpaceLow: MachineCheck = {
  id: 'disk-space-low',
  family: 'cache',
  scope: 'machine',
  title: 'There is room for builds and downloads',
  why: 'A build writes hundreds of megabytes into the build cache and the temporary folder, and ends in the middle where there is no room.',
  fix: 'Make room: go clean -cache empties the build cache.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    low: '{folder} ({name}) has less than {free} MiB left: builds and downloads end with "no space left on device"',
  },
  run: async (_, facts) => {
    const drafts: FindingDraft[] = [];
    const temporary = (await facts.get(environmentVariable, 'GOTMPDIR')).value;
    const folders = [
      ['GOCACHE', await facts.get(buildCacheFolder)],
      ['GOMODCACHE', await facts.get(moduleCacheFolder)],
      [temporary === '' ? 'TMPDIR' : 'GOTMPDIR', temporary === '' ? facts.environment.tempDir : temporary],
    ] as const;
    for (const [name, folder] of folders) {
      const place = folder === undefined ? undefined : await existingPlace(folder, facts);
      const free = place?.state.freeMiB;
      if (place === undefined || free === undefined || free >= scarceMiB) continue;
      const args = { folder: nativePath(facts.environment, place.path), name, free: free + 64 };
      drafts.push({ message: say('low', args), anchor: `env:${name}`, key: name });
    }
    return found(drafts);
  },
};

export const cacheOnNetworkFs: MachineCheck = {
  id: 'cache-on-network-fs',
  family: 'cache',
  scope: 'machine',
  title: 'The caches lie on this machine',
  why: 'The build cache is not made to be shared by several machines, and thousands of small files over a network make every build slow.',
  fix: 'Set GOCACHE (and GOMODCACHE) to a folder on a disk of this machine.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    network:
      '{name} lies on {type} ({folder}): go does not promise that several machines can share it, and builds are slow',
  },
  run: async (_, facts) => {
    const drafts: FindingDraft[] = [];
    const folders = [
      ['GOCACHE', await facts.get(buildCacheFolder)],
      ['GOMODCACHE', await facts.get(moduleCacheFolder)],
    ] as const;
    for (const [name, folder] of folders) {
      const place = folder === undefined ? undefined : await existingPlace(folder, facts);
      const type = place?.state.network;
      if (place === undefined || type === undefined) continue;
      const args = { name, type, folder: nativePath(facts.environment, place.path) };
      drafts.push({ message: say('network', args), ...placeOf(await facts.get(environmentVariable, name)), key: name });
    }
    return found(drafts);
  },
};

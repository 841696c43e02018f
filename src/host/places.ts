import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import type { PlaceState, Places } from '../engine/index';
import { deadline } from './deadline';

/** A file server that is gone can hold a question about its files for minutes: then nothing is known of the place. */
const lookMs = 2000;

const mebibyte = 1024 * 1024;

/** More than this is enough for anybody, and would only be another number each time. */
const mostFreeMiB = 4096;

/** Magic numbers of statfs(2) on Linux. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9p'],
]);

/** What the operating system says of files and folders beside their content. Looks, and never tries. */
export const nodePlaces: Places = { look: (path) => withinTime(look(path)) };

/** It would stay unknown whether it can be written: nothing may be said of that. */
const silent: PlaceState = {
  kind: 'silent',
  owner: undefined,
  user: undefined,
  writable: true,
  open: undefined,
  freeMiB: undefined,
  network: undefined,
};

async function look(path: string): Promise<PlaceState | undefined> {
  const [stats, volume, writable] = await Promise.all([
    stat(path).catch(nothing),
    statfs(path).catch(nothing),
    isWritable(path),
  ]);
  if (stats === undefined) return undefined;
  const user = process.geteuid?.();
  // File systems of the kernel, and many in user space, count no blocks: that is not an answer.
  const free = volume && volume.blocks > 0 ? Math.floor((volume.bavail * volume.bsize) / mebibyte) : undefined;
  const network = process.platform === 'linux' && volume ? networkTypes.get(volume.type >>> 0) : undefined;
  return {
    kind: stats.isDirectory() ? 'directory' : 'other',
    owner: user === undefined ? undefined : stats.uid,
    user,
    writable,
    open: user === undefined ? undefined : (stats.mode & 0o044) !== 0,
    // Coarse, so that a look a second later says the same.
    freeMiB: free === undefined ? undefined : Math.min(mostFreeMiB, free - (free % 64)),
    network,
  };
}

function nothing(): undefined {
  return undefined;
}

function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function withinTime(work: Promise<PlaceState | undefined>): Promise<PlaceState | undefined> {
  let answered = (): void => undefined;
  const late = new Promise<PlaceState>((resolve) => {
    answered = deadline(lookMs, () => resolve(silent));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    answered();
  }
}

import { accessSync, constants, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { PlaceState, Places } from '../engine/index';

/** A server that is gone can hold a question about its file system for minutes. */
const statfsMs = 2000;

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
export const nodePlaces: Places = {
  look: async (path): Promise<PlaceState | undefined> => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const user = process.geteuid?.();
    const volume = await volumeOf(path);
    const free = volume && Math.floor((volume.bavail * volume.bsize) / mebibyte);
    const network = process.platform === 'linux' && volume ? networkTypes.get(volume.type >>> 0) : undefined;
    return {
      kind: stats.isDirectory() ? 'directory' : 'other',
      owner: user === undefined ? undefined : stats.uid,
      user,
      writable: isWritable(path),
      // Coarse, so that a look a second later says the same.
      freeMiB: free === undefined ? undefined : Math.min(mostFreeMiB, free - (free % 64)),
      network,
    };
  },
};

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function volumeOf(path: string): Promise<{ bavail: number; bsize: number; type: number } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), statfsMs);
  });
  try {
    return await Promise.race([statfs(path), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import * as path from 'node:path';

/** Runs a task with a temporary folder of its own, which is gone afterwards however the task ends. */
export async function withScratch<T>(tempDir: string, task: (folder: string) => Promise<T>): Promise<T> {
  // The module cache inside a scratch copy would be read-only; nothing of ours is, but go's own files may be.
  const folder = await realpath(await mkdtemp(path.join(tempDir, 'go-preflight-fix-')));
  try {
    return await task(folder.replaceAll('\\', '/'));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

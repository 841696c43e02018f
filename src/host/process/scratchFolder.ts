import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { ProcessRequest } from '../../engine/index';

const placeholder = '{scratch}';

/** Files of one process in a folder that only this user can enter. */
export interface ScratchFolder {
  readonly request: ProcessRequest;
  remove(): Promise<void>;
}

/** Writes the files that a request brings along. @returns the request with the folder's path filled in */
export async function openScratch(request: ProcessRequest, tempDir: string): Promise<ScratchFolder> {
  if (request.scratch === undefined) return { request, remove: () => Promise.resolve() };
  const folder = await mkdtemp(path.join(tempDir, 'go-preflight-'));
  const remove = (): Promise<void> =>
    rm(folder, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
  try {
    for (const [name, text] of Object.entries(request.scratch)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text, { mode: 0o600 });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const filled = (text: string): string => text.replaceAll(placeholder, folder);
  const env = Object.fromEntries(Object.entries(request.env).map(([name, value]) => [name, filled(value)]));
  return { request: { ...request, args: request.args.map(filled), env }, remove };
}

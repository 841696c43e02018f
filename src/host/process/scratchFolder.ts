import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { ProcessRequest, ProcessResult } from '../../engine/index';
import { isMissing } from '../systemError';

const placeholder = '{scratch}';

/** Files of one process in a folder that only this user can enter. */
export interface ScratchFolder {
  readonly request: ProcessRequest;
  /** @returns the result with the texts that the request wants back; only an exit leaves whole files */
  withFiles(result: ProcessResult): Promise<ProcessResult>;
  remove(): Promise<void>;
}

/** Writes the files that a request brings along. @returns the request with the folder's path filled in */
export async function openScratch(request: ProcessRequest, tempDir: string): Promise<ScratchFolder> {
  if (request.scratch === undefined) return withoutFolder(request);
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
  const withFiles = async (result: ProcessResult): Promise<ProcessResult> => {
    if (request.readBack === undefined || result.kind !== 'exited') return result;
    return { ...result, files: await textsOf(folder, request.readBack) };
  };
  return { request: { ...request, args: request.args.map(filled), env }, withFiles, remove };
}

function withoutFolder(request: ProcessRequest): ScratchFolder {
  return { request, withFiles: (result) => Promise.resolve(result), remove: () => Promise.resolve() };
}

async function textsOf(folder: string, names: readonly string[]): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of names) {
    try {
      texts[name] = await readFile(path.join(folder, name), 'utf8');
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return texts;
}

import { cp, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Launch } from './launch';

/** Fills an empty folder with the workspace of a launch. */
export async function writeWorkspace(
  repository: string,
  folder: string,
  { example, files = {} }: Pick<Launch, 'example' | 'files'>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (example !== undefined) await cp(path.join(repository, 'examples', example), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

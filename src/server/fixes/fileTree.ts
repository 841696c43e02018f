import { joinPath } from '../../base/paths';
import type { FileSystem } from '../../engine/index';

/** Every file below a folder with its content, by its path relative to it; empty where the folder does not exist. */
export async function readTree(files: FileSystem, folder: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const walk = async (relative: string): Promise<void> => {
    for (const entry of (await files.readDirectory(joinPath(folder, relative))) ?? []) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.kind === 'directory') await walk(path);
      else {
        const content = await files.readFile(joinPath(folder, path));
        if (content.kind === 'file') found.set(path, content.bytes);
      }
    }
  };
  await walk('');
  return found;
}

/** The content of a file; null where there is none. */
export async function readOrNull(files: FileSystem, path: string): Promise<Uint8Array | null> {
  const content = await files.readFile(path);
  return content.kind === 'file' ? content.bytes : null;
}

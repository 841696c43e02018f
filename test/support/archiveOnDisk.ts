import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseTxtar } from './txtar';

/** Writes the files of a fixture's archive into a folder, without what it expects. */
export function unpackArchive(archive: string, dir: string): void {
  for (const { name, data } of parseTxtar(archive).files) {
    if (name === 'want' || name.startsWith('fixed/')) continue;
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), data);
  }
}

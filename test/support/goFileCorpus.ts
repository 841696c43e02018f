import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseTxtar } from './txtar';

/** A go.mod or go.work, and where it came from. */
export interface ModFileSource {
  readonly name: string;
  readonly text: string;
}

const isModFile = (name: string): boolean => /\.(?:mod|work)$/.test(name);

/** Every go.mod and go.work of the Go distribution, those inside the archives of its tests too. */
export function modFilesOfGoroot(goroot: string): readonly ModFileSource[] {
  const sources: ModFileSource[] = [];
  for (const entry of readdirSync(path.join(goroot, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (isModFile(entry.name)) sources.push({ name: file, text: readFileSync(file, 'utf8') });
    else if (entry.name.endsWith('.txt') && file.includes('testdata')) {
      for (const { name, data } of parseTxtar(readFileSync(file, 'utf8')).files)
        if (isModFile(name)) sources.push({ name: `${file}:${name}`, text: data });
    }
  }
  return sources;
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The repository; the test runner starts in it. */
export const repository = process.cwd();

/** Files that are, or are about to be, under version control: relative, sorted. */
export function repositoryFiles(): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const names = execFileSync('git', args, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 26 });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: repository, encoding: 'utf8' });
  const gone = new Set(deleted.split('\0'));
  return names
    .split('\0')
    .filter((name) => name !== '' && !gone.has(name))
    .toSorted();
}

export function read(relative: string): string {
  return readFileSync(path.join(repository, relative), 'utf8');
}

export function readJson(relative: string): unknown {
  return JSON.parse(read(relative));
}

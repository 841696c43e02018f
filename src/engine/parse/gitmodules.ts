import type { Range } from '../model/range';
import { lineRange } from '../model/range';

/** A submodule that .gitmodules names. */
export interface GitSubmodule {
  readonly name: string;
  /** relative to the folder of .gitmodules */
  readonly path: string;
  /** of the path */
  readonly range: Range;
}

/** Reads the `path` of every section; what git would refuse is left out. */
export function parseGitmodules(text: string): readonly GitSubmodule[] {
  const found: GitSubmodule[] = [];
  let name: string | undefined;
  for (const [number, line] of text.split('\n').entries()) {
    const section = /^\s*\[(.*)\]/.exec(line);
    if (section) name = /^\s*submodule\s+"(.*)"\s*$/.exec(section[1] ?? '')?.[1];
    const [, before = '', value = ''] = /^(\s*path\s*=\s*)(.*?)\s*$/.exec(line) ?? [];
    const path = value.replace(/^"(.*)"$/, '$1').replace(/\/+$/, '');
    // git takes no path that leads out of the repository.
    if (name === undefined || path === '' || path.startsWith('/') || path.split('/').includes('..')) continue;
    found.push({ name, path, range: lineRange(number, before.length, before.length + value.length) });
  }
  return found;
}

import { joinPath } from '../../../base/paths';
import { parseGoMod, type GoModFile } from '../../parse/goMod';
import type { Fact } from '../factStore';

/** The go.mod of a folder. */
export type GoModState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | GoModRead;

export interface GoModRead {
  readonly kind: 'file';
  /** absolute */
  readonly path: string;
  readonly text: string;
  readonly file: GoModFile;
  /**
   * boundary: no directive at all, the old way to keep a folder out of the module above;
   * faulty: go stops at it; sound: go reads all of it
   */
  readonly state: 'boundary' | 'faulty' | 'sound';
}

/** Key: the folder. */
export const goModOf: Fact<GoModState> = {
  name: 'goModOf',
  compute: async (dir, facts) => {
    const path = joinPath(dir, 'go.mod');
    const content = await facts.readFile(path);
    if (content.kind === 'missing') return { kind: 'missing' };
    if (content.kind === 'unreadable') return { kind: 'unreadable', path, reason: content.reason };
    const text = (await facts.readText(path)) ?? '';
    const file = parseGoMod(text, { windows: facts.environment.platform === 'win32' });
    return { kind: 'file', path, text, file, state: stateOf(file) };
  },
};

function stateOf(file: GoModFile): GoModRead['state'] {
  const { faults, statements } = file.syntax;
  if (faults.length === 0 && statements.every(({ kind }) => kind === 'comments')) return 'boundary';
  const sound = faults.length === 0 && file.problems.length === 0 && file.module !== undefined;
  return sound ? 'sound' : 'faulty';
}

import { joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';

/** The go line of a module. */
export interface GoLine {
  /** as written: `1.24.2` */
  readonly text: string;
  /** the N of 1.N */
  readonly minor: number;
}

/** By the module's absolute folder; undefined where it has none that reads. */
export const moduleGoLine: Fact<GoLine | undefined> = {
  name: 'moduleGoLine',
  compute: async (dir, facts) => {
    const text = await facts.readText(joinPath(dir, 'go.mod'));
    const line = /^[ \t]*go[ \t]+(1\.(\d+)\S*)/m.exec(text ?? '');
    return line ? { text: line[1] ?? '', minor: Number(line[2]) } : undefined;
  },
  equals: (a, b) => a?.text === b?.text,
};

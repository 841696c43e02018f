import { goModOf } from '../modules/goModOf';
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
    const goMod = await facts.get(goModOf, dir);
    const text = goMod.kind === 'file' ? goMod.file.go?.version.value : undefined;
    const minor = /^1\.(\d+)/.exec(text ?? '')?.[1];
    return text === undefined || minor === undefined ? undefined : { text, minor: Number(minor) };
  },
  equals: (a, b) => a?.text === b?.text,
};

import { goModOf } from '../modules/goModOf';
import type { Fact } from '../factStore';

/** The path on the module line, by the module's absolute folder. */
export const moduleName: Fact<string | undefined> = {
  name: 'moduleName',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    return goMod.kind === 'file' ? goMod.file.module?.path.value : undefined;
  },
};

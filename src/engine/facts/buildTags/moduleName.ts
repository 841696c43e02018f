import { joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';

/** The path on the module line, by the module's absolute folder. */
export const moduleName: Fact<string | undefined> = {
  name: 'moduleName',
  compute: async (dir, facts) => {
    const text = await facts.readText(joinPath(dir, 'go.mod'));
    return /^[ \t]*module[ \t]+"?([^\s"]+)/m.exec(text ?? '')?.[1];
  },
};

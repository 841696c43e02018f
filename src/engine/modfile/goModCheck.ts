import type { Facts } from '../facts/factStore';
import type { GoModRead } from '../facts/modules/goModOf';
import type { Module, ModuleCheck } from '../model/check';
import type { FindingDraft } from '../model/finding';
import { found } from '../model/outcome';
import { soundGoMod } from './readableGoMod';

/** The body of a check that judges a go.mod which go can read. */
export function goModCheck(
  judge: (goMod: GoModRead, module: Module, facts: Facts) => Promise<readonly FindingDraft[]> | readonly FindingDraft[],
): ModuleCheck['run'] {
  return async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    return sound.kind === 'none' ? sound.result : found(await judge(sound.goMod, module, facts));
  };
}

import type { Facts } from '../../facts/factStore';
import type { GoModRead } from '../../facts/modules/goModOf';
import { moduleGraph } from '../../facts/modules/moduleGraph';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { found } from '../../model/outcome';
import { goModWithPackages } from '../../modfile/importFindings';
import { notAtHand } from '../../modfile/notAtHand';

/** The body of a check whose suspicion holds only where every go.mod of the graph is known. */
export function graphCheck(
  suspect: (goMod: GoModRead, module: Module, facts: Facts) => Promise<readonly FindingDraft[]>,
): ModuleCheck['run'] {
  return async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const findings = await suspect(sound.goMod, module, facts);
    if (findings.length === 0) return found([]);
    const { missing } = await facts.get(moduleGraph, module.dir);
    if (missing.length === 0) return found(findings);
    return { kind: 'unknown', unknown: notAtHand(missing) };
  };
}

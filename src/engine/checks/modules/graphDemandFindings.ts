import type { Facts } from '../../facts/factStore';
import { graphDemands, type Demand, type GraphDemands } from '../../facts/modules/graphDemands';
import { modulePackages } from '../../facts/modules/moduleImports';
import type { Module } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, type CheckResult } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import type { GoModRead } from '../../facts/modules/goModOf';
import { effectiveBuildMode, goModWithPackages } from '../../modfile/importFindings';
import { notAtHand } from '../../modfile/notAtHand';
import { workspaceOf } from '../../facts/modules/workspaceOf';

/** What a build does where another module asks for more than go.mod says. */
export interface DemandReach {
  readonly severity: Severity;
  /** picks the template: `go build`, `go vet and go test`, only `go mod tidy`, or only outside the workspace */
  readonly name: 'build' | 'test' | 'tidy' | 'outside';
}

/** The body of the two checks that compare go.mod with what its requirements ask for. */
export async function judgeDemands(
  module: Module,
  facts: Facts,
  describe: (
    demands: GraphDemands,
    goMod: GoModRead,
    reach: (demand: Demand) => DemandReach,
  ) => readonly FindingDraft[],
): Promise<CheckResult> {
  const sound = await goModWithPackages(module, facts);
  if (sound.kind === 'none') return sound.result;
  const demands = await facts.get(graphDemands, module.dir);
  const build = await effectiveBuildMode(module, facts);
  const workspace = (await facts.get(workspaceOf, module.dir)).kind === 'file';
  const packages = await facts.get(modulePackages, module.dir);
  const reach = ({ use }: Demand): DemandReach => {
    if (build.mode !== 'readonly' || packages.size === 0) return { severity: 'warning', name: 'tidy' };
    if (workspace) return { severity: 'warning', name: 'outside' };
    return use === 'build' || use === 'test' ? { severity: 'error', name: use } : { severity: 'warning', name: 'tidy' };
  };
  const { missing } = demands;
  // Versions only go up: what the missing go.mod files ask for can add to the findings, and take nothing back.
  const findings = describe(demands, sound.goMod, reach);
  if (missing.length === 0) return found(findings);
  // Who builds from vendor has no need of a module cache.
  if (build.mode !== 'vendor') return found(findings, notAtHand(missing));
  return findings.length > 0 ? found(findings) : notApplicable(say('shared.vendorNotCached'));
}

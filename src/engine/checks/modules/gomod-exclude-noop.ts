import type { Facts } from '../../facts/factStore';
import { excludedRequirements, keyOfExclude } from '../../facts/modules/excludedRequirements';
import { moduleGraph, requiredNodes, type GraphNode } from '../../facts/modules/moduleGraph';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { ExcludeDirective } from '../../parse/goMod';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { graphCheck } from './graphCheck';

export const gomodExcludeNoop: ModuleCheck = {
  id: 'gomod-exclude-noop',
  family: 'modules',
  scope: 'module',
  title: 'Every excluded version is one that somebody requires',
  why: 'The line was needed once. Now nothing in the module graph asks for the version, and go mod tidy never takes such lines away.',
  fix: 'Delete the line.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { noop: 'nothing in the module graph requires {module} {version}, so this exclude does nothing' },
  run: graphCheck(async (goMod, module, facts) => {
    const { exclude, require } = goMod.file;
    const own = new Set(require.map(({ path, version }) => `${path.value}@${version.value}`));
    let noop = exclude.filter((one) => !own.has(keyOfExclude(one)));
    // Most are required one step from here, and then nobody has to read thousands of go.mod files for a hint.
    if (noop.length > 0) noop = await unheardOf(noop, await facts.get(requiredNodes, module.dir), module.dir, facts);
    if (noop.length > 0) {
      const { nodes } = await facts.get(moduleGraph, module.dir);
      noop = await unheardOf(noop, [...nodes.values()], module.dir, facts);
    }
    return noop.map((one): FindingDraft => {
      const args = { module: one.path.value, version: one.version.value };
      return {
        message: say('noop', args),
        location: { file: goMod.path, range: one.line.range },
        fixes: [deleteDirectiveFix(goMod, one.line, false)],
        key: `${args.module} ${args.version}`,
        about: [args.module],
      };
    });
  }),
};

/** Those that no go.mod of these requires. */
async function unheardOf(
  excludes: readonly ExcludeDirective[],
  nodes: readonly GraphNode[],
  dir: string,
  facts: Facts,
): Promise<ExcludeDirective[]> {
  const askers = await excludedRequirements(excludes, nodes, dir, facts);
  return excludes.filter((one) => askers.get(keyOfExclude(one))?.length === 0);
}

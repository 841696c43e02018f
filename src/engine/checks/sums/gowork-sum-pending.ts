import { dirname, relativeWithin } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { moduleGraph } from '../../facts/modules/moduleGraph';
import type { GoWorkRead } from '../../facts/modules/workspaceOf';
import { missingSums, type MissingSum } from '../../facts/sums/missingSums';
import { sumFile } from '../../facts/sums/sumFile';
import { isHere } from '../../facts/sums/sumUse';
import { workspaceBuildMode } from '../../facts/vendor/buildMode';
import type { RootCheck } from '../../model/check';
import type { RelatedLocation } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { GoSumEntry } from '../../parse/goSum';
import { compareSemver } from '../../parse/semver';
import { tidyFix } from '../../modfile/goModFixes';
import { sumName } from './sumEntries';
import { workspacesInEffect } from './workspaceSums';

/** Hashes that no file of the workspace has: go writes them into go.work.sum, although a build changes nothing otherwise. */
export const goworkSumPending: RootCheck = {
  id: 'gowork-sum-pending',
  family: 'sums',
  scope: 'root',
  title: 'The workspace has the hash of every module that its packages import',
  why: 'In a workspace a plain go build writes missing hashes into go.work.sum, even with -mod=readonly: the tree is changed after it, and offline it may stop.',
  fix: 'Run go mod tidy in the module that requires it, so that its go.sum has the hash.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    one: 'no go.sum of the workspace has the hash of {module}: the next go build writes it into go.work.sum',
    many: 'no go.sum of the workspace has the hashes of {count} modules, such as {module}: the next go build writes them into go.work.sum',
    required: 'required here',
  },
  run: async (_, facts) => {
    const workspaces = await workspacesInEffect(facts);
    if (workspaces.length === 0) return notApplicable(say('shared.noWorkspace'));
    const findings = await Promise.all(
      workspaces.map(async (workspace) => {
        const [first, ...others] = await pending(workspace, facts);
        if (first === undefined) return [];
        const args = { module: first.name, count: 1 + others.length };
        return [
          {
            message: say(others.length === 0 ? 'one' : 'many', args),
            location: { file: workspace.path, range: workspace.file.use[0]?.line.range ?? startOfFile },
            related: [first, ...others].slice(0, mostRelated).map(({ required }) => required),
            key: 'go.work.sum',
            about: [first, ...others].map(({ path }) => path),
            fixes: [...new Set([first, ...others].map(({ required }) => dirname(required.file)))].map(tidyFix),
          },
        ];
      }),
    );
    return found(findings.flat());
  },
};

const mostRelated = 10;

interface PendingSum {
  readonly path: string;
  readonly name: string;
  readonly required: RelatedLocation;
}

/** What the members need for sure; a workspace reads more go.mod files than its members do alone. */
async function pending(workspace: GoWorkRead, facts: Facts): Promise<readonly PendingSum[]> {
  if (!workspace.sound || (await facts.get(workspaceBuildMode, workspace.path)).mode !== 'readonly') return [];
  const table = await hashesOf(workspace, facts);
  const found = new Map<string, PendingSum>();
  for (const { dir, goMod } of workspace.modules) {
    if (goMod.kind !== 'file' || goMod.state !== 'sound' || relativeWithin(facts.root, dir) === undefined) continue;
    const { zip, goMod: ofGoMod } = await missingSums(dir, table, facts);
    for (const missing of [...zip, ...ofGoMod]) {
      if (!isHere(missing.why?.use) || !(await isSelected(workspace, missing, facts))) continue;
      const range = missing.module.require.version.range;
      const required = { file: goMod.path, range, message: say('required') };
      const name = sumName(missing);
      if (!found.has(name)) found.set(name, { path: missing.path, name, required });
    }
  }
  return [...found.values()];
}

async function hashesOf(workspace: GoWorkRead, facts: Facts): Promise<ReadonlyMap<string, readonly GoSumEntry[]>> {
  const files = [`${workspace.path}.sum`, ...workspace.modules.map(({ dir }) => `${dir}/go.sum`)];
  const table = new Map<string, readonly GoSumEntry[]>();
  for (const file of files) {
    const sums = await facts.get(sumFile, file);
    if (sums.kind === 'read') for (const [key, entries] of sums.table) table.set(key, entries);
  }
  return table;
}

/** Whether the workspace builds with the version that the member asks for: no other member wants a newer or another one. */
async function isSelected(workspace: GoWorkRead, { module }: MissingSum, facts: Facts): Promise<boolean> {
  const { path, version } = module;
  if (workspace.file.replace.some(({ oldPath }) => oldPath.value === path)) return false;
  for (const { dir, goMod } of workspace.modules) {
    if (goMod.kind !== 'file' || goMod.file.module?.path.value === path) return false;
    const replaces = goMod.file.replace.some(({ oldPath }) => oldPath.value === path);
    const { selected, missing } = await facts.get(moduleGraph, dir);
    if (missing.length > 0 || (replaces && module.source.kind === 'version' && !module.source.replaced)) return false;
    const other = selected.get(path);
    if (other !== undefined && compareSemver(other, version) > 0) return false;
  }
  return true;
}

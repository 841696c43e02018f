import { isHere, useOfSum } from '../../facts/sums/sumUse';
import type { Facts } from '../../facts/factStore';
import type { GoWorkRead } from '../../facts/modules/workspaceOf';
import { sumFile } from '../../facts/sums/sumFile';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { isPossibleH1, type GoSumEntry } from '../../parse/goSum';
import { downloadedHash, hashLocation, sumName } from './sumEntries';
import { workspacesInEffect } from './workspaceSums';

/** The sum files of one workspace that contradict each other: go reads all of them, and at most one is right. */
export const goworkSumConflict: RootCheck = {
  id: 'gowork-sum-conflict',
  family: 'sums',
  scope: 'root',
  title: 'The sum files of a workspace agree',
  why: 'In a workspace go takes go.work.sum and the go.sum of every module together; where two hashes of one thing differ, it stops.',
  fix: 'Find out which hash is true, and correct the other file.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    undecided:
      'The workspace has different hashes of {name}; at most one is true, and go stops where it meets a wrong one',
    wrong:
      'The workspace has different hashes of {name}, and this one is not that of the downloaded module; go stops in the workspace',
    other: 'the other hash',
  },
  run: async (_, facts) => {
    const read = await workspacesInEffect(facts);
    if (read.length === 0) return notApplicable(say('shared.noWorkspace'));
    return found((await Promise.all(read.map((workspace) => judge(workspace, facts)))).flat());
  },
};

interface Placed {
  readonly file: string;
  readonly entry: GoSumEntry;
}

async function judge(workspace: GoWorkRead, facts: Facts): Promise<readonly FindingDraft[]> {
  const files = [`${workspace.path}.sum`, ...workspace.modules.map(({ dir }) => `${dir}/go.sum`)];
  const byKey = new Map<string, Placed[]>();
  for (const file of files) {
    const sums = await facts.get(sumFile, file);
    if (sums.kind !== 'read') continue;
    for (const [key, entries] of sums.table) {
      // Two hashes in one file are gosum-conflicting-hash's.
      const known = entries.filter(({ hash }) => isPossibleH1(hash));
      const [entry] = known;
      if (entry === undefined || known.some(({ hash }) => hash !== entry.hash)) continue;
      byKey.set(key, [...(byKey.get(key) ?? []), { file, entry }]);
    }
  }
  const conflicts = [...byKey.values()].filter((placed) => new Set(placed.map(({ entry }) => entry.hash)).size > 1);
  return Promise.all(conflicts.map((placed) => describe(workspace, placed, facts)));
}

async function describe(workspace: GoWorkRead, placed: readonly Placed[], facts: Facts): Promise<FindingDraft> {
  const [first] = placed;
  if (first === undefined) throw new Error('a conflict without a line');
  const downloaded = await downloadedHash(first.entry, facts);
  const wrong = downloaded.kind === 'hash' ? placed.filter(({ entry }) => entry.hash !== downloaded.hash) : [];
  const accused = wrong[0] ?? placed.find(({ entry }) => entry.hash !== first.entry.hash) ?? first;
  const stops = wrong.length > 0 && (await stopsWorkspace(workspace, first, accused, facts));
  return {
    message: say(stops ? 'wrong' : 'undecided', { name: sumName(accused.entry) }),
    severity: stops ? 'error' : 'warning',
    location: hashLocation(accused.file, accused.entry),
    related: placed
      .filter(({ entry }) => entry.hash !== accused.entry.hash)
      .map(({ file, entry }) => ({ ...hashLocation(file, entry), message: say('other') })),
    key: sumName(accused.entry),
    about: [accused.entry.path],
  };
}

/** A hash of go.work.sum comes before all others. Otherwise each must be right, if the workspace uses that version at all. */
async function stopsWorkspace(workspace: GoWorkRead, first: Placed, wrong: Placed, facts: Facts): Promise<boolean> {
  if (first.file === `${workspace.path}.sum` && first !== wrong) return false;
  const { path, version } = wrong.entry;
  const wanted = version.replace(/\/go\.mod$/, '');
  const required = workspace.modules.flatMap(({ goMod }) =>
    goMod.kind === 'file' ? goMod.file.require.filter((one) => one.path.value === path) : [],
  );
  // Only where all modules want the same version is it certain to be the selected one.
  if (required.length === 0 || required.some((one) => one.version.value !== wanted)) return false;
  const uses = await Promise.all(workspace.modules.map(({ dir }) => useOfSum(dir, wrong.entry, facts)));
  return uses.some(isHere);
}

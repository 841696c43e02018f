import { goModOf } from '../../facts/modules/goModOf';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, type CheckResult } from '../../model/outcome';
import type { GoModFile } from '../../parse/goMod';
import { emptyGoModHash, type GoSumEntry } from '../../parse/goSum';
import { checkImportPath } from '../../parse/modulePath';
import { canonicalVersion } from '../../parse/moduleVersion';
import type { Module } from '../../model/check';
import type { Facts } from '../../facts/factStore';
import { readableSums } from './readableSums';
import { entryLocation, moduleOf, sumName } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines, goSumPath } from './sumFixes';

/** Lines that go never looks up: nothing has such a name, or go itself passes over the hash. */

type DeadLine = Omit<ModuleCheck, 'run' | 'family' | 'scope' | 'severity' | 'confidence' | 'profile' | 'since'>;

const common = {
  family: 'sums',
  scope: 'module',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
} as const satisfies Partial<ModuleCheck>;

export const gosumBadVersion: ModuleCheck = {
  ...common,
  ...({
    id: 'gosum-bad-version',
    title: 'Every version of go.sum is one that go writes',
    why: 'go looks hashes up by canonical versions alone, so such a line protects nothing, whatever it was meant for.',
    fix: 'Delete the line.',
    messages: { dead: '{version} is no canonical version, so go never looks for this line of {path}' },
  } satisfies DeadLine),
  run: (module, facts) =>
    eachDeadLine(module, facts, (entry) => {
      const { path, version } = moduleOf(entry);
      return canonicalVersion(version) === version ? undefined : say('dead', { version, path });
    }),
};

export const gosumBadPath: ModuleCheck = {
  ...common,
  ...({
    id: 'gosum-bad-path',
    title: 'Every path of go.sum can be that of a module',
    why: 'No module has such a path, so go never looks for the line and it protects nothing.',
    fix: 'Delete the line.',
    messages: { dead: 'No module can have the path {path} ({fault}), so go never looks for this line' },
  } satisfies DeadLine),
  run: (module, facts) =>
    eachDeadLine(module, facts, ({ path }) => {
      const fault = checkImportPath(path);
      return fault === undefined ? undefined : say('dead', { path, fault });
    }),
};

export const gosumEmptyGomodHash: ModuleCheck = {
  ...common,
  ...({
    id: 'gosum-empty-gomod-hash',
    title: 'go.sum has no hash of an empty go.mod',
    why: 'Old versions of go wrote it by mistake; go passes over such lines.',
    fix: 'Delete the line.',
    messages: {
      dead: 'This is the hash of an empty go.mod, which old versions of go wrote by mistake; go passes over it',
    },
  } satisfies DeadLine),
  run: (module, facts) =>
    eachDeadLine(module, facts, ({ hash }) => (hash === emptyGoModHash ? say('dead') : undefined)),
};

/** The files of a folder that replaces a module have no hash. */
export const gosumLocalReplace: ModuleCheck = {
  ...common,
  ...({
    id: 'gosum-local-replace',
    title: 'go.sum has no hash of a module that a folder replaces',
    why: 'go never hashes the files of a folder; the line was left over and goes with the next go mod tidy.',
    fix: 'Run go mod tidy, or delete the line.',
    messages: {
      unneeded:
        'go.mod replaces every version of {path} by the folder {folder}, which has no hash; nothing reads this line',
    },
  } satisfies DeadLine),
  run: async (module, facts) => {
    const goMod = await facts.get(goModOf, module.dir);
    const replaces = goMod.kind === 'file' && goMod.state === 'sound' ? goMod.file.replace : [];
    const folders = foldersReplacing(replaces);
    return eachDeadLine(module, facts, ({ path }) => {
      const folder = folders.get(path);
      return folder === undefined ? undefined : say('unneeded', { path, folder });
    });
  },
};

/** Folders by the path of the module that they replace, whatever its version. */
function foldersReplacing(replaces: GoModFile['replace']): ReadonlyMap<string, string> {
  const folders = new Map(
    replaces
      .filter(({ oldVersion, newVersion }) => oldVersion === undefined && newVersion === undefined)
      .map(({ oldPath, newPath }) => [oldPath.value, newPath.value]),
  );
  // Another replace may lead to it, or hold for one version.
  for (const { oldPath, oldVersion, newPath, newVersion } of replaces) {
    if (newVersion !== undefined) folders.delete(newPath.value);
    if (oldVersion !== undefined) folders.delete(oldPath.value);
  }
  return folders;
}

/** Whether one of these checks is about a line. */
export function isDeadLine(entry: GoSumEntry, replaces: GoModFile['replace']): boolean {
  const { path, version } = moduleOf(entry);
  const isFaulty = canonicalVersion(version) !== version || checkImportPath(path) !== undefined;
  return isFaulty || entry.hash === emptyGoModHash || foldersReplacing(replaces).has(path);
}

async function eachDeadLine(
  module: Module,
  facts: Facts,
  judge: (entry: GoSumEntry) => Message | undefined,
): Promise<CheckResult> {
  const sums = await readableSums(goSumPath(module), facts);
  if (sums.kind === 'none') return sums.result;
  const { entries, conflicts } = sums.file.parsed;
  const findings = entries.flatMap((entry): readonly FindingDraft[] => {
    const message = judge(entry);
    if (message === undefined) return [];
    // A byte order mark, other bytes and the lines of a merge have checks of their own.
    if (/[\ufeff\ufffd\0]/.test(entry.path + entry.version)) return [];
    if (conflicts.some(({ start, end }) => start <= entry.line && entry.line <= end)) return [];
    return [
      {
        message,
        location: entryLocation(sums.path, entry),
        key: `${sumName(entry)} ${entry.hash}`,
        about: [entry.path],
        fixes: [editFix(say('shared.fix.deleteLine'), true, deleteLines(sums.path, entry.line))],
      },
    ];
  });
  return found(findings);
}

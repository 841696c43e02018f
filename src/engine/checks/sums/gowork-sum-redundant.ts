import type { Facts } from '../../facts/factStore';
import { sumFile } from '../../facts/sums/sumFile';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isKnownHash, sumKey, type GoSumEntry } from '../../parse/goSum';
import { entryLocation } from './sumEntries';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines } from './sumFixes';
import { eachWorkspaceSums, type WorkspaceSums } from './workspaceSums';

/** Lines that go would not write: the same hash stands in the go.sum of a module, or further up. */
export const goworkSumRedundant: RootCheck = {
  id: 'gowork-sum-redundant',
  family: 'sums',
  scope: 'root',
  title: 'go.work.sum has only what no go.sum of the workspace has',
  why: 'go writes to go.work.sum what no module records; lines that a module records as well only make merges harder.',
  fix: 'Delete the lines.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    one: 'This hash also stands in the go.sum of a module of the workspace, or further up in this file',
    many: '{lines} lines of go.work.sum also stand in the go.sum of a module of the workspace, or further up in this file',
    line: 'this line, too',
    delete: 'Delete these lines',
  },
  run: (_, facts) => eachWorkspaceSums(facts, (sums) => judge(sums, facts)),
};

const mostRelated = 10;

async function judge({ workspace, path, file }: WorkspaceSums, facts: Facts): Promise<readonly FindingDraft[]> {
  if (file.parsed.conflicts.length > 0) return [];
  const known = new Set<string>();
  for (const { dir } of workspace.modules) {
    const sums = await facts.get(sumFile, `${dir}/go.sum`);
    if (sums.kind !== 'read') continue;
    for (const entries of sums.table.values())
      // Of several hashes of one thing go believes the first.
      if (entries.every(({ hash }) => hash === entries[0]?.hash)) for (const entry of entries) known.add(lineOf(entry));
  }
  const redundant: GoSumEntry[] = [];
  for (const entry of file.parsed.entries) {
    const isAlone =
      file.table.get(sumKey(entry.path, entry.version))?.every(({ hash }) => hash === entry.hash) === true;
    if (isKnownHash(entry.hash) && isAlone && known.has(lineOf(entry))) redundant.push(entry);
    known.add(lineOf(entry));
  }
  const [first, ...others] = redundant;
  if (first === undefined) return [];
  const edits = redundant.map(({ line }) => deleteLines(path, line));
  return [
    {
      message: others.length === 0 ? say('one') : say('many', { lines: redundant.length }),
      location: entryLocation(path, first),
      related: others.slice(0, mostRelated).map((entry) => ({ ...entryLocation(path, entry), message: say('line') })),
      key: 'redundant',
      fixes: [editFix(others.length === 0 ? say('shared.fix.deleteLine') : say('delete'), true, ...edits)],
    },
  ];
}

function lineOf({ path, version, hash }: GoSumEntry): string {
  return `${path} ${version} ${hash}`;
}

import type { Facts } from '../../facts/factStore';
import { missingSums, type MissingSums } from '../../facts/sums/missingSums';
import type { Module } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { notAtHand } from '../../modfile/notAtHand';
import { say } from '../../model/message';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';
import type { GoSumEntry } from '../../parse/goSum';
import { hasLines, sumSubject, type SumSubject } from './sumSubject';

/** More names than this help nobody. */
const named = 5;

/** The frame of the checks for missing hashes: when they apply, and what they could not see. */
export async function judgeMissing(
  module: Module,
  facts: Facts,
  describe: (missing: MissingSums, subject: SumSubject) => Promise<readonly FindingDraft[]>,
): Promise<CheckResult> {
  const answer = await sumSubject(module, facts);
  if (answer.kind === 'none') return answer.result;
  const { subject } = answer;
  const { file } = subject;
  if (file === undefined || !hasLines(subject)) return notApplicable(say('shared.noSumFile', { file: 'go.sum' }));
  const missing = await missingSums(module.dir, withoutMark(file.table), facts);
  const findings = await describe(missing, subject);
  return found(findings, incomplete(missing));
}

/** What could not be seen, so that more may be missing. */
function incomplete({ uncertain, unseen }: MissingSums): Unknown | undefined {
  if (unseen.length > 0)
    return {
      reason: say('shared.notLookedAt', { folders: shorten(unseen) }),
      needs: 'readable-files',
      missing: unseen,
    };
  return uncertain.length > 0 ? notAtHand(uncertain) : undefined;
}

function shorten(names: readonly string[]): string {
  return names.slice(0, named).join(', ') + (names.length > named ? ', ...' : '');
}

/** go does not find the line behind a byte order mark, but that is `gosum-encoding`'s to tell. */
function withoutMark(table: ReadonlyMap<string, readonly GoSumEntry[]>): ReadonlyMap<string, readonly GoSumEntry[]> {
  const [first] = table;
  if (!first?.[0].startsWith('\ufeff')) return table;
  return new Map([...table, [first[0].slice(1), first[1]]]);
}

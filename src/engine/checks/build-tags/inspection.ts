import { relativeWithin } from '../../../base/paths';
import type { TaggedFile } from '../../constraints/constraintTable';
import type { HeaderFault } from '../../constraints/headerVerdict';
import { constrainedFile, type ConstrainedFile } from '../../facts/buildTags/constrainedFile';
import { sourceHeader } from '../../facts/buildTags/sourceHeader';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { pathOf, taggedLists, type TaggedList } from '../../facts/buildTags/moduleTags';
import type { Facts } from '../../facts/factStore';
import type { Module } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import type { ConstraintComment } from '../../parse/constraintComments';
import type { GoHeader } from '../../parse/goHeader';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';

/** How the checks of this family run: pick the few files that matter from the scan, read those whole, judge each. */

/** A file to judge: what the scan knows of it, and its text. */
export interface Subject extends ConstrainedFile {
  readonly tagged: TaggedFile;
}

export type Judge = (subject: Subject) => readonly FindingDraft[] | Promise<readonly FindingDraft[]>;

export function inspect(
  module: Module,
  facts: Facts,
  list: TaggedList,
  select: (files: readonly TaggedFile[]) => readonly TaggedFile[],
  judge: Judge,
): Promise<CheckResult> {
  return inspectFiles(module, facts, async () => select(await facts.get(taggedLists[list], module.dir)), judge);
}

/** @param concerns whether a file has to be judged, where its header may show that it has not: then it is not read whole */
export async function inspectFiles(
  module: Module,
  facts: Facts,
  choose: () => Promise<readonly TaggedFile[]>,
  judge: Judge,
  concerns?: (header: GoHeader) => boolean,
): Promise<CheckResult> {
  const coverage = await facts.get(moduleCoverage, module.dir);
  if (coverage.nothing) return nothingToJudge(coverage.nothing, coverage.unseen);
  const findings: FindingDraft[] = [];
  const unreadable: string[] = [];
  for (const tagged of await choose()) {
    const path = pathOf(facts.root, tagged);
    const header = concerns && (await facts.read(sourceHeader, path));
    if (header && !concerns(header)) continue;
    const file = await facts.get(constrainedFile, path);
    if (file) findings.push(...(await judge(subjectOf(file, tagged))));
    else unreadable.push(relativeWithin(facts.root, path) ?? path);
  }
  return found(findings, coverage.unseen ?? notRead(unreadable));
}

function subjectOf(file: ConstrainedFile, tagged: TaggedFile): Subject {
  return {
    path: file.path,
    header: file.header,
    get text() {
      return file.text;
    },
    tagged,
  };
}

/** Inspects the files in which the scan saw a kind of fault: for most checks that is all they select by. */
export function inspectFaulty(module: Module, facts: Facts, fault: HeaderFault, judge: Judge): Promise<CheckResult> {
  return inspect(module, facts, 'faulty', (faulty) => faulty.filter(({ header }) => header.faults.has(fault)), judge);
}

/**
 * Inspects the files with a line that looks like a constraint and does not count, where a check has something to say of it. Most are
 * documentation, which may be long.
 */
export function inspectSuspicious(
  module: Module,
  facts: Facts,
  concerns: (line: ConstraintComment) => boolean,
  judge: Judge,
): Promise<CheckResult> {
  const choose = async (): Promise<readonly TaggedFile[]> =>
    (await facts.get(taggedLists.faulty, module.dir)).filter(({ header }) => header.faults.has('suspicious'));
  return inspectFiles(module, facts, choose, judge, ({ constraints }) => constraints.some(concerns));
}

/** What a check ends with in a module without Go files: they may be where the scan could not look. */
export function nothingToJudge(reason: Message, unseen: Unknown | undefined): CheckResult {
  return unseen ? { kind: 'unknown', unknown: unseen } : notApplicable(reason);
}

function notRead(paths: readonly string[]): Unknown | undefined {
  const [first] = paths;
  if (first === undefined) return undefined;
  const reason = say('shared.unreadable', { file: first, reason: 'it changed or lacks permission' });
  return { reason, needs: 'readable-files', missing: paths.slice(0, 5) };
}

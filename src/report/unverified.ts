import type { Outcome, RunResult } from '../engine/index';
import { counted, word } from './words';
import { tidied, type ReportContext } from './context';

/** What could not be verified for one and the same reason. */
export interface UnverifiedGroup {
  readonly reason: string;
  /** what would resolve it, or `failed` for a check that failed itself */
  readonly needs: string;
  readonly missing: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Groups what could not be verified by reason, in order of appearance.
 * @param which `profile`: checks above the requested profile; `asked`: everything else
 */
export function unverifiedGroups(
  result: RunResult,
  context: ReportContext,
  which: 'profile' | 'asked',
): readonly UnverifiedGroup[] {
  const groups = new Map<string, { needs: string; missing: readonly string[]; outcomes: Outcome[] }>();
  for (const outcome of result.outcomes) {
    const needs = outcome.kind === 'failed' ? 'failed' : outcome.unknown?.needs;
    if (needs === undefined || outcome.reason === undefined || (needs === 'profile') !== (which === 'profile'))
      continue;
    // The first line says what went wrong; a stack trace belongs into the log.
    const reason = tidied(context, context.catalogue.render(outcome.reason).split('\n')[0] ?? '');
    const known = groups.get(reason);
    if (known) known.outcomes.push(outcome);
    else groups.set(reason, { needs, missing: outcome.unknown?.missing ?? [], outcomes: [outcome] });
  }
  return Array.from(groups, ([reason, group]) => ({ reason, ...group }));
}

/** `2 need --profile network`, `1 needs golang.org/x/text v0.31.0 in the module cache`. */
export function needsWords(group: UnverifiedGroup, n: number, context: ReportContext): string {
  const { catalogue } = context;
  const [missing] = group.missing;
  if (group.needs === 'profile') {
    const profile = context.checks.get(group.outcomes[0]?.check ?? '')?.profile ?? 'network';
    return counted(catalogue, 'report.needs.profile', n, { profile });
  }
  if (group.needs === 'module-cache' && group.missing.length === 1 && missing !== undefined)
    return counted(catalogue, 'report.needs.missing', n, { missing: tidied(context, missing) });
  return counted(catalogue, `report.needs.${group.needs}`, n);
}

/** One phrase a kind of need: groups that differ only in the names of what is missing are counted together. */
export function needsSummary(result: RunResult, context: ReportContext): readonly string[] {
  const byNeed = new Map<string, { group: UnverifiedGroup; n: number }>();
  for (const group of [
    ...unverifiedGroups(result, context, 'profile'),
    ...unverifiedGroups(result, context, 'asked'),
  ]) {
    const key = group.needs === 'profile' ? group.reason : group.needs;
    const known = byNeed.get(key);
    // One that found something is counted by its findings, as in the summary.
    const n = group.outcomes.filter((outcome) => outcome.kind !== 'findings').length;
    if (n === 0) continue;
    if (known) byNeed.set(key, { group: { ...known.group, missing: [] }, n: known.n + n });
    else byNeed.set(key, { group, n });
  }
  return Array.from(byNeed.values(), ({ group, n }) => needsWords(group, n, context));
}

/** More names than these of one module, or more modules, tell a reader nothing new. */
const mostChecks = 5;
const mostSubjects = 4;

/** `require-missing, gosum-missing, 7 more in api; goroot-mismatch`: which checks, and where when it is not the root. */
export function checksBySubject(outcomes: readonly Outcome[], context: ReportContext, whole = false): string {
  const { catalogue } = context;
  const bySubject = new Map<string, string[]>();
  for (const { subject, check } of outcomes) {
    const checks = bySubject.get(subject);
    if (checks) checks.push(check);
    else bySubject.set(subject, [check]);
  }
  const shown = [...bySubject].slice(0, whole ? undefined : mostSubjects);
  const phrases = shown.map(([subject, checks]) => {
    const names = whole ? checks : shortened(checks, context);
    const list = names.join(word(catalogue, 'report.commaOfNames'));
    if (subject === '.' || subject === 'machine') return list;
    return word(catalogue, 'report.subjectIn', { checks: list, subject });
  });
  const left = bySubject.size - shown.length;
  return [...phrases, ...(left > 0 ? [counted(catalogue, 'report.moreModules', left)] : [])].join(
    word(catalogue, 'report.semicolon'),
  );
}

/** One name is never replaced by "1 more". */
function shortened(checks: readonly string[], { catalogue }: ReportContext): readonly string[] {
  if (checks.length <= mostChecks + 1) return checks;
  const more = word(catalogue, 'report.more', { n: checks.length - mostChecks });
  return [...checks.slice(0, mostChecks), more];
}

import {
  compareSeverity,
  profileAllows,
  type Catalogue,
  type CheckMeta,
  type CheckOutcomes,
  type Family,
  type Finding,
  type Outcome,
  type Profile,
  type RunResult,
} from '../engine/index';
import type {
  CheckState,
  FamilyState,
  FindingState,
  FolderResult,
  OutcomeState,
  Resolution,
  Status,
} from '../protocol/index';
import { getOrSet } from '../base/getOrSet';
import { toLspRange } from './convert';
import { messageOf } from './problems';
import { unverifiedOf, unverifiedParts, type UnverifiedPart } from './unverified';

type SharedState = Omit<OutcomeState, 'subjects'>;

/** Worst first. */
const statuses: readonly Status[] = [
  'error',
  'warning',
  'failed',
  'unknown',
  'cancelled',
  'info',
  'hint',
  'passed',
  'not-applicable',
];

export interface SnapshotContext {
  readonly checks: ReadonlyMap<string, CheckMeta>;
  readonly catalogue: Catalogue;
  readonly uriOf: (path: string) => string;
  /** milliseconds since 1970 */
  readonly finishedAt: number;
  /** the checks that run `go` follow */
  readonly partial: boolean;
  /** what was made of earlier results: the engine gives the same objects again where nothing changed */
  readonly rendered: RenderedResults;
}

/** What was rendered of one folder, in one language. */
export interface RenderedResults {
  readonly checks: Map<string, RenderedCheck>;
  /** of those with findings: few, and long. Of hundreds of modules tens of thousands of outcomes have none */
  readonly outcomes: WeakMap<Outcome, RenderedOutcome>;
}

interface RenderedCheck {
  readonly profile: Profile;
  readonly group: CheckOutcomes;
  readonly state: CheckState;
  readonly unverified: readonly UnverifiedPart[];
}

interface RenderedOutcome {
  readonly profile: Profile;
  readonly state: SharedState;
}

export function nothingRendered(): RenderedResults {
  return { checks: new Map(), outcomes: new WeakMap() };
}

/** What tree, status bar and tooltip show of a run: grouped, worst first, every text rendered. */
export function snapshotOf(result: RunResult, context: SnapshotContext): FolderResult {
  const byFamily = new Map<Family, CheckState[]>();
  const rendered = result.byCheck.map((group) => renderedCheck(group, result, context));
  for (const { group, state } of rendered) getOrSet(byFamily, group.family, () => []).push(state);
  const families = [...byFamily].map(([family, checks]) => familyState(family, checks, context));
  return {
    profile: result.profile,
    requestedProfile: result.requestedProfile,
    summary: result.summary,
    ...(result.go && { go: result.go }),
    finishedAt: context.finishedAt,
    families: families.toSorted((a, b) => byStatus(a, b) || compareText(a.family, b.family)),
    unverified: unverifiedOf(rendered.flatMap(({ unverified }) => unverified)),
    modules: result.modules.map((path) => path || '.'),
    partial: context.partial,
  };
}

function renderedCheck(group: CheckOutcomes, result: RunResult, context: SnapshotContext): RenderedCheck {
  const { profile } = result;
  const known = context.rendered.checks.get(group.check);
  if (known?.profile === profile && known.group === group) return known;
  const state = checkState(group.check, group.outcomes, result, context);
  const fresh = {
    profile,
    group,
    state,
    unverified: unverifiedParts(group.check, state.outcomes),
  };
  context.rendered.checks.set(group.check, fresh);
  return fresh;
}

function familyState(family: Family, states: readonly CheckState[], context: SnapshotContext): FamilyState {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of states) counts[status]++;
  return {
    family,
    title: context.catalogue.render({ id: `family.${family}`, args: {} }),
    status: worst(states.map(({ status }) => status)),
    counts,
    checks: states.toSorted((a, b) => byStatus(a, b) || compareText(a.id, b.id)),
  };
}

function checkState(id: string, outcomes: readonly Outcome[], result: RunResult, context: SnapshotContext): CheckState {
  const meta = context.checks.get(id);
  const texts = meta ? context.catalogue.check(meta) : { title: id, why: '', fix: '' };
  const merged = mergeOutcomes(outcomes, result, context);
  return {
    id,
    ...texts,
    profile: meta?.profile ?? 'static',
    status: worst(merged.map(statusOf)),
    findings: outcomes.reduce((sum, { findings }) => sum + findings.length, 0),
    outcomes: merged.toSorted((a, b) => byStatus({ status: statusOf(a) }, { status: statusOf(b) })),
  };
}

/** One entry for all subjects whose outcome reads the same; three hundred modules that passed are one entry. */
function mergeOutcomes(outcomes: readonly Outcome[], result: RunResult, context: SnapshotContext): OutcomeState[] {
  const merged = new Map<string, { state: SharedState; subjects: string[] }>();
  /** by what was said, of which nothing is rendered twice: what differs there may still read the same */
  const bySaid = new Map<string, string[]>();
  for (const outcome of outcomes) {
    const isFound = outcome.findings.length > 0;
    const said = isFound ? `findings of ${outcome.subject}` : saidBy(outcome);
    const subjects = getOrSet(bySaid, said, () => {
      const state = isFound ? foundState(outcome, result, context) : outcomeState(outcome, result, context);
      return getOrSet(merged, isFound ? said : JSON.stringify(state), () => ({ state, subjects: [] })).subjects;
    });
    subjects.push(outcome.subject);
  }
  return [...merged.values()].map(({ state, subjects }) => ({ ...state, subjects }));
}

/** Outcomes of one check, without findings, of which this is the same read the same. */
function saidBy({ kind, reason, unknown }: Outcome): string {
  return reason === undefined ? kind : JSON.stringify([kind, reason, unknown]);
}

function foundState(outcome: Outcome, result: RunResult, context: SnapshotContext): SharedState {
  const { profile } = result;
  const known = context.rendered.outcomes.get(outcome);
  if (known?.profile === profile) return known.state;
  const state = outcomeState(outcome, result, context);
  context.rendered.outcomes.set(outcome, { profile, state });
  return state;
}

function outcomeState(outcome: Outcome, result: RunResult, context: SnapshotContext): SharedState {
  const { unknown, reason } = outcome;
  const resolution = resolutionOf(outcome, result, context);
  return {
    kind: outcome.kind,
    ...(reason && { reason: firstLine(context.catalogue.render(reason)) }),
    ...(unknown && { needs: unknown.needs, missing: unknown.missing ?? [] }),
    ...(resolution && { resolution }),
    findings: outcome.findings.map((finding) => findingState(finding, context)),
  };
}

export function findingState(
  finding: Finding,
  { catalogue, uriOf }: Pick<SnapshotContext, 'catalogue' | 'uriOf'>,
): FindingState {
  const { location, anchor, targets } = finding;
  return {
    check: finding.check,
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    confidence: finding.confidence,
    subject: finding.subject,
    message: messageOf(finding, catalogue),
    ...(location && { location: { uri: uriOf(location.file), range: toLspRange(location.range) } }),
    ...(anchor !== undefined && { anchor }),
    ...(targets && { targets }),
    about: finding.about,
    related: finding.related.map(({ file, range, message }) => ({
      uri: uriOf(file),
      range: toLspRange(range),
      message: catalogue.render(message),
    })),
    fixes: finding.fixes.map((fix) => ({
      title: catalogue.render(fix.title),
      kind: fix.kind,
      safe: fix.safe,
      needsNetwork: fix.kind === 'command' && fix.needsNetwork,
    })),
  };
}

/** What would let this outcome be known; undefined where it is known. */
function resolutionOf(outcome: Outcome, result: RunResult, context: SnapshotContext): Resolution | undefined {
  if (outcome.kind === 'failed' || outcome.kind === 'cancelled') return { kind: 'run-again' };
  const profile = context.checks.get(outcome.check)?.profile ?? result.requestedProfile;
  switch (outcome.unknown?.needs) {
    case undefined:
      return undefined;
    case 'trust':
      return { kind: 'trust' };
    case 'consent':
      return { kind: 'consent', profile };
    case 'profile':
      return { kind: 'profile', profile };
    case 'go':
      return { kind: 'locate-go' };
    case 'module-cache':
      return { kind: 'download', modules: outcome.unknown?.missing ?? [] };
    case 'configuration':
      return { kind: 'configure' };
    case 'network':
      return profileAllows(result.profile, 'network') ? { kind: 'run-again' } : { kind: 'consent', profile: 'network' };
    case 'time':
    case 'readable-files':
      return { kind: 'run-again' };
  }
}

function statusOf({ kind, findings }: Pick<OutcomeState, 'kind' | 'findings'>): Status {
  if (kind !== 'findings') return kind;
  return findings.map(({ severity }) => severity).toSorted(compareSeverity)[0] ?? 'passed';
}

function worst(found: readonly Status[]): Status {
  return statuses.find((status) => found.includes(status)) ?? 'passed';
}

function byStatus(a: { readonly status: Status }, b: { readonly status: Status }): number {
  return statuses.indexOf(a.status) - statuses.indexOf(b.status);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The rest of a failure is a stack trace: for the log. */
function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

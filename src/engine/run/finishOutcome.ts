import { kept } from '../../base/kept';
import { relativeWithin } from '../../base/paths';
import { configuredSeverity, type Config } from '../config/config';
import type { Facts } from '../facts/factStore';
import type { Check, Root } from '../model/check';
import type { Finding, FindingDraft } from '../model/finding';
import { qualify, say, type Message } from '../model/message';
import type { CheckResult, Outcome, Unknown } from '../model/outcome';
import { isIgnored } from './ignored';

interface Judged {
  readonly root: Root;
  readonly config: Config;
}

/** Makes the outcome of what a check said: with the check's metadata, severities and exceptions of the configuration. */
export async function finishOutcome(
  plan: Judged,
  check: Check,
  subject: string,
  result: CheckResult,
  durationUs: number,
  facts: Facts,
): Promise<Outcome> {
  const { id, family } = check;
  const named = (message: Message): Message => qualify(check.id, message);
  switch (result.kind) {
    case 'passed':
      return passedOutcome(check, subject, durationUs);
    case 'not-applicable':
      return notApplicableOutcome(check, subject, durationUs, named(result.reason));
    case 'unknown': {
      const unknown = { ...result.unknown, reason: named(result.unknown.reason) };
      return unknownOutcome(check, subject, durationUs, unknown);
    }
    case 'findings': {
      const findings: Finding[] = [];
      for (const draft of result.findings) {
        const finding = complete(plan, check, subject, draft, facts);
        if (finding !== undefined && !(await isIgnored(finding, plan.root.dir, plan.config, facts)))
          findings.push(finding);
      }
      const unknown = result.incomplete && { ...result.incomplete, reason: named(result.incomplete.reason) };
      if (findings.length > 0)
        return {
          check: id,
          family,
          subject,
          durationUs,
          kind: result.kind,
          findings: kept(findings),
          ...(unknown && { reason: unknown.reason, unknown }),
        };
      return unknown ? unknownOutcome(check, subject, durationUs, unknown) : passedOutcome(check, subject, durationUs);
    }
  }
}

type Judging = Pick<Check, 'id' | 'family'>;

// There are tens of thousands of outcomes, nearly all of them of these kinds: written out, they share one shape, which V8 makes
// anew for each that something is spread into, and one list.

const none: readonly Finding[] = [];

function passedOutcome({ id, family }: Judging, subject: string, durationUs: number): Outcome {
  return { check: id, family, subject, durationUs, kind: 'passed', findings: none };
}

function notApplicableOutcome({ id, family }: Judging, subject: string, durationUs: number, reason: Message): Outcome {
  return { check: id, family, subject, durationUs, kind: 'not-applicable', findings: none, reason };
}

export function unknownOutcome(
  { id, family }: Judging,
  subject: string,
  durationUs: number,
  unknown: Unknown,
): Outcome {
  return { check: id, family, subject, durationUs, kind: 'unknown', findings: none, reason: unknown.reason, unknown };
}

export function failedOutcome({ id, family }: Judging, subject: string, durationUs: number, error: string): Outcome {
  const reason = say('shared.checkThrew', { error });
  return { check: id, family, subject, durationUs, kind: 'failed', findings: none, reason };
}

/** Joins a draft with what the check's metadata and the configuration know. */
function complete(plan: Judged, check: Check, subject: string, draft: FindingDraft, facts: Facts): Finding | undefined {
  const severity = configuredSeverity(plan.config, check.id, check.family, draft.severity ?? check.severity);
  if (severity === undefined) return undefined;
  const { location, anchor, targets } = draft;
  const place = location ? (relativeWithin(plan.root.dir, location.file) ?? location.file) : (anchor ?? '');
  const key = draft.key ?? `${draft.message.id} ${JSON.stringify(draft.message.args)}`;
  return {
    check: check.id,
    family: check.family,
    subject,
    severity,
    confidence: draft.confidence ?? check.confidence,
    message: qualify(check.id, draft.message),
    fingerprint: fingerprint(facts, [check.id, place, key]),
    ...(location && { location }),
    ...(anchor !== undefined && { anchor }),
    ...(targets && { targets }),
    about: draft.about ?? [],
    related: (draft.related ?? []).map((related) => ({ ...related, message: qualify(check.id, related.message) })),
    fixes: (draft.fixes ?? []).map((fix) => ({ ...fix, title: qualify(check.id, fix.title) })),
  };
}

function fingerprint(facts: Facts, parts: readonly string[]): string {
  return facts.hasher.sha256(parts.join('\0'), 'hex').slice(0, 16);
}

import type { Finding, FindingDraft } from './finding';
import type { Message } from './message';
import type { Family } from './severity';

/** Why something could not be verified, and what would resolve it: the tree offers that action. */
export interface Unknown {
  readonly reason: Message;
  readonly needs:
    'profile' | 'trust' | 'consent' | 'go' | 'module-cache' | 'network' | 'time' | 'readable-files' | 'configuration';
  /** module versions, folders or files that are missing, at most a handful */
  readonly missing?: readonly string[];
}

/** What a check returns. `incomplete` says what could not be looked at beside what was found. */
export type CheckResult =
  | { readonly kind: 'passed' }
  | { readonly kind: 'findings'; readonly findings: readonly FindingDraft[]; readonly incomplete?: Unknown }
  | { readonly kind: 'not-applicable'; readonly reason: Message }
  | { readonly kind: 'unknown'; readonly unknown: Unknown };

export type OutcomeKind = 'passed' | 'findings' | 'not-applicable' | 'unknown' | 'failed' | 'cancelled';

/** What a check ended with for one subject. */
export interface Outcome {
  readonly check: string;
  readonly family: Family;
  readonly subject: string;
  readonly kind: OutcomeKind;
  readonly findings: readonly Finding[];
  /** for not-applicable, unknown and failed; for findings, what could not be looked at */
  readonly reason?: Message;
  readonly unknown?: Unknown;
  /** whole microseconds: there are tens of thousands, and V8 keeps a number with a fraction as an object of its own */
  readonly durationUs: number;
}

export const passed: CheckResult = { kind: 'passed' };

/** Findings, or passed where there are none. */
export function found(findings: readonly FindingDraft[], incomplete?: Unknown): CheckResult {
  if (findings.length > 0)
    return incomplete ? { kind: 'findings', findings, incomplete } : { kind: 'findings', findings };
  return incomplete ? { kind: 'unknown', unknown: incomplete } : passed;
}

export function notApplicable(reason: Message): CheckResult {
  return { kind: 'not-applicable', reason };
}

export function unknown(reason: Message, needs: Unknown['needs'], missing: readonly string[] = []): CheckResult {
  return { kind: 'unknown', unknown: { reason, needs, missing } };
}

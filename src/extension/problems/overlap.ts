/**
 * Living beside gopls and the Go extension: which of our Problems give way to one of theirs. Pure; the evidence is what is
 * really published, never that the other tool is installed. The rules and the identities of their diagnostics are
 * those measured on gopls 0.24 (`foreignSources` names them).
 */

export type OverlapMode = 'defer' | 'always' | 'off';

/** What the rules need to know of one of our Problems. */
export interface OwnProblem {
  readonly check: string;
  readonly file: string;
  /** zero-based */
  readonly line: number;
  /** module paths, import paths, variables: what their message would name */
  readonly about: readonly string[];
}

export interface ForeignProblem {
  readonly source: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly file: string;
  /** zero-based */
  readonly line: number;
}

/** hide: theirs says it. explain: both stay, theirs is attached to ours. keep: ours is alone, or theirs is wrong. */
export type Verdict =
  { readonly kind: 'keep' } | { readonly kind: 'hide' | 'explain'; readonly because: ForeignProblem };

interface Rule {
  readonly checks: RegExp;
  readonly effect: 'hide' | 'explain';
  readonly matches: (ours: OwnProblem, theirs: ForeignProblem) => boolean;
}

const sameFile = (ours: OwnProblem, theirs: ForeignProblem): boolean => ours.file === theirs.file;
const sameLine = (ours: OwnProblem, theirs: ForeignProblem): boolean =>
  sameFile(ours, theirs) && ours.line === theirs.line;
const isLoud = (theirs: ForeignProblem): boolean => theirs.severity === 'error' || theirs.severity === 'warning';
const names = (ours: OwnProblem, theirs: ForeignProblem): boolean =>
  ours.about.some((path) => theirs.message.startsWith(`${path} `));

/** In the order of the policy's table; the first rule that matches counts. */
const rules: readonly Rule[] = [
  {
    checks:
      /^(gomod-(lex-error|unterminated-block|unknown-directive|merge-conflict|repeated-directive|usage|bad-quoting|go-format|replace-syntax|retract-syntax|toolchain-format|godebug-syntax|tool-path-invalid)|gowork-syntax)$/,
    effect: 'hide',
    matches: (ours, theirs) => sameFile(ours, theirs) && theirs.source === 'syntax',
  },
  {
    checks: /^require-(unused|should-be-direct|should-be-indirect|missing)$/,
    effect: 'hide',
    matches: (ours, theirs) =>
      theirs.source === 'go mod tidy' && sameFile(ours, theirs) && (names(ours, theirs) || sameLine(ours, theirs)),
  },
  {
    checks: /^gosum-(missing-(zip|gomod)-hash|file-missing)$/,
    effect: 'hide',
    matches: (ours, theirs) =>
      theirs.source === 'go list' && sameFile(ours, theirs) && theirs.message.startsWith('go.sum is out of sync'),
  },
  {
    checks: /^vendor-(require-not-explicit|explicit-not-required|not-required|replace-\w+|modules-txt-missing)$/,
    effect: 'hide',
    matches: (ours, theirs) =>
      theirs.source === 'go list' &&
      sameFile(ours, theirs) &&
      theirs.message.startsWith('Inconsistent vendoring detected'),
  },
  {
    checks: /^modcache-missing$/,
    effect: 'hide',
    matches: (ours, theirs) =>
      theirs.source === 'go list' && sameLine(ours, theirs) && theirs.message.includes('has not been downloaded'),
  },
  {
    checks: /^gowork-use-missing$/,
    effect: 'hide',
    matches: (ours, theirs) => theirs.source === 'go.work file' && sameLine(ours, theirs),
  },
  {
    checks: /^go-build-space-after-slashes$/,
    effect: 'hide',
    matches: (ours, theirs) => theirs.source === 'SA9009' && sameLine(ours, theirs),
  },
  {
    // gopls 0.24 publishes these as hints, which the Problems panel does not show: only a louder one replaces ours.
    checks: /^(go-build-|plus-build-|constraint-invalid-release-tag$)/,
    effect: 'hide',
    matches: (ours, theirs) =>
      (theirs.source === 'buildtag' || theirs.source === 'go-vet') && isLoud(theirs) && sameLine(ours, theirs),
  },
  {
    // gopls parses a file that is open, also one that its own build leaves out; the Go extension may build on save.
    checks: /^syntax-error-on-target$/,
    effect: 'hide',
    matches: (ours, theirs) =>
      (theirs.source === 'syntax' && sameFile(ours, theirs)) ||
      (/^go(-vet)?$/.test(theirs.source) && sameLine(ours, theirs)),
  },
  {
    checks: /^(gomod-|require-|gosum-|toolchain-|go-version-|gotoolchain-)/,
    effect: 'explain',
    matches: (ours, theirs) =>
      theirs.source === 'go list' &&
      sameFile(ours, theirs) &&
      /updates to go\.mod needed|checksum mismatch|malformed go\.sum|requires go >=/.test(theirs.message),
  },
];

/** @returns what becomes of one of our Problems beside theirs. `off` is handled by the caller: it publishes nothing. */
export function judgeOverlap(ours: OwnProblem, foreign: readonly ForeignProblem[], mode: OverlapMode): Verdict {
  if (mode === 'always') return { kind: 'keep' };
  for (const rule of rules) {
    if (!rule.checks.test(ours.check)) continue;
    const because = foreign.find((theirs) => rule.matches(ours, theirs));
    if (because) return { kind: rule.effect, because };
  }
  return { kind: 'keep' };
}

/** Whether a Problem of this check may have to give way, so that it waits for the grace period after start and save. */
export function mayGiveWay(check: string): boolean {
  return rules.some((rule) => rule.effect === 'hide' && rule.checks.test(check));
}

import { compareSeverity, severities, type RunResult, type Severity } from '../engine/index';

/** Exit codes are policy, the same for every format (README, "Exit codes"). */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  nothingToCheck: 3,
  incomplete: 4,
  internalError: 5,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** `never`: findings do not fail the run. */
export type FailOn = Exclude<Severity, 'hint'> | 'never';

export function exitCodeOf(result: RunResult, { failOn, strict }: { failOn: FailOn; strict: boolean }): ExitCode {
  if (result.nothingToCheck) return exitCodes.nothingToCheck;
  if (failOn !== 'never') {
    const failing = severities.filter((severity) => compareSeverity(severity, failOn) <= 0);
    if (failing.some((severity) => result.summary[severity] > 0)) return exitCodes.findings;
  }
  return strict && result.incomplete ? exitCodes.incomplete : exitCodes.clean;
}

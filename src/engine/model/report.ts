import type { Finding } from './finding';
import type { Outcome } from './outcome';
import type { Family, Profile, Severity } from './severity';

export type Verdict = 'ready' | 'warnings' | 'broken' | 'not-verified';

/** The counts that every face shows. No face computes its own. */
export interface Summary {
  readonly verdict: Verdict;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  readonly passed: number;
  readonly notApplicable: number;
  readonly unknown: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly modules: number;
  readonly goFiles: number;
  readonly durationMs: number;
}

/** The Go that a run used, and how it was found. */
export interface GoInfo {
  /** `1.26.8`, without the `go` prefix */
  readonly version: string;
  readonly goroot: string;
  /** absolute path of the binary */
  readonly path: string;
  /** why this one: `PATH`, `setting go.path`, ... */
  readonly source: string;
}

/**
 * The outcomes of one check on all its subjects, with their counts. The same object as in the run before where none of them
 * changed, so that whoever shows them looks only at what is new.
 */
export interface CheckOutcomes {
  readonly check: string;
  readonly family: Family;
  /** sorted by subject */
  readonly outcomes: readonly Outcome[];
  /** of all outcomes, in their order */
  readonly findings: readonly Finding[];
  readonly tally: Tally;
}

export type Tally = Readonly<
  Record<Severity | 'passed' | 'notApplicable' | 'unknown' | 'failed' | 'cancelled', number>
>;

/** Result of one run over one root. */
export interface RunResult {
  readonly root: string;
  /** what the run was allowed to do */
  readonly profile: Profile;
  /** what was asked for; above `profile` where trust or consent is missing */
  readonly requestedProfile: Profile;
  readonly go: GoInfo | undefined;
  readonly summary: Summary;
  /** folders of the modules relative to the root, '' for the root itself, sorted */
  readonly modules: readonly string[];
  /** no go.mod, no go.work and no Go file was found, and nothing was hidden from the scan */
  readonly nothingToCheck: boolean;
  /** an error may hide behind what could not be verified, whatever the verdict: the promise of `--strict` */
  readonly incomplete: boolean;
  /** sorted by family, check */
  readonly byCheck: readonly CheckOutcomes[];
  /** those of `byCheck`: sorted by family, check, subject; put together when they are asked for first */
  readonly outcomes: readonly Outcome[];
  /** sorted by file, position, check; those without a file last */
  readonly findings: readonly Finding[];
}

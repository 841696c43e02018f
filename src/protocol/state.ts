import type {
  Confidence,
  Family,
  Fix,
  GoInfo,
  OutcomeKind,
  Profile,
  Severity,
  Summary,
  Unknown,
} from '../engine/index';
import { notification } from './rpc';

/** Positions as LSP counts them: zero-based line, UTF-16 code units. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export interface WireLocation {
  readonly uri: string;
  readonly range: WireRange;
}

/** One sign for a row, worst first in this order. */
export type Status =
  'error' | 'warning' | 'failed' | 'unknown' | 'cancelled' | 'info' | 'hint' | 'passed' | 'not-applicable';

export interface FixState {
  readonly title: string;
  readonly kind: Fix['kind'];
  readonly safe: boolean;
  /** a command that is only offered where the network is allowed by the user's own choice of it */
  readonly needsNetwork: boolean;
}

export interface FindingState {
  readonly check: string;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `machine`, or the module's folder relative to the workspace folder, `.` for that itself */
  readonly subject: string;
  /** with what `go vet` said of it, where somebody asked */
  readonly message: string;
  readonly location?: WireLocation;
  /** `env:GOFLAGS`: what a finding without a file is about */
  readonly anchor?: string;
  readonly targets?: readonly string[];
  /** module paths, import paths and the like that other tools' diagnostics of the same fault would name */
  readonly about: readonly string[];
  readonly related: readonly (WireLocation & { readonly message: string })[];
  /** best first; `fixIndex` of the requests counts in this list */
  readonly fixes: readonly FixState[];
}

/** What would let an unknown outcome be known. */
export type Resolution =
  | { readonly kind: 'trust' }
  /** agree to this profile for the folder */
  | { readonly kind: 'consent'; readonly profile: Profile }
  /** ask for this profile: it is above the setting */
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'locate-go' }
  /** `go mod download` of what is missing; needs the network */
  | { readonly kind: 'download'; readonly modules: readonly string[] }
  | { readonly kind: 'configure' }
  /** nothing but running again (a deadline), or what the person does outside (permissions) */
  | { readonly kind: 'run-again' };

/** Outcomes of one check that are alike: those without findings are merged over their subjects. */
export interface OutcomeState {
  readonly kind: OutcomeKind;
  readonly subjects: readonly string[];
  /** why, for not-applicable, unknown and failed; for findings, what could not be looked at beside them */
  readonly reason?: string;
  readonly needs?: Unknown['needs'];
  readonly missing?: readonly string[];
  readonly resolution?: Resolution;
  readonly findings: readonly FindingState[];
}

export interface CheckState {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly profile: Profile;
  readonly status: Status;
  readonly findings: number;
  /** worst first */
  readonly outcomes: readonly OutcomeState[];
}

export interface FamilyState {
  readonly family: Family;
  readonly title: string;
  readonly status: Status;
  readonly counts: Readonly<Record<Status, number>>;
  /** worst first, then by id */
  readonly checks: readonly CheckState[];
}

/** What was not verified, by what would resolve it: for the tooltip and the closing line of a run. */
export interface Unverified {
  readonly resolution: Resolution;
  readonly count: number;
  /** distinct, at most five */
  readonly reasons: readonly string[];
  readonly checks: readonly string[];
}

export interface FolderResult {
  readonly profile: Profile;
  readonly requestedProfile: Profile;
  readonly summary: Summary;
  readonly go?: GoInfo;
  /** milliseconds since 1970 at which the run ended */
  readonly finishedAt: number;
  /** worst first */
  readonly families: readonly FamilyState[];
  readonly unverified: readonly Unverified[];
  /** folders of go.mod files relative to the workspace folder, `.` for that itself, sorted */
  readonly modules: readonly string[];
  /** the offline part of this result is older than the static part: a run that will renew it is under way */
  readonly partial: boolean;
}

/** Everything that tree, status bar and tooltip show of one workspace folder; all texts are rendered. */
export interface FolderState {
  readonly folder: string;
  /** grows with every state of the server; the client drops what is older than what it has */
  readonly version: number;
  /** absent where the folder has nothing of Go, or was closed: nothing is shown */
  readonly result?: FolderResult;
  /** the engine itself failed in a way that is no finding; the old result stays */
  readonly failure?: string;
}

/** Server to client: a run ended, or a folder went away. */
export const stateChanged = notification<FolderState>('goPreflight/state');

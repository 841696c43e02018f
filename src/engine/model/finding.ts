import type { Fix } from './fix';
import type { Message } from './message';
import type { Location } from './range';
import type { Confidence, Family, Severity } from './severity';

export interface RelatedLocation extends Location {
  readonly message: Message;
}

/** What a check says about one place. The runner adds what the check's metadata knows (`Finding`). */
export interface FindingDraft {
  readonly message: Message;
  /** where it is; a finding without a file has an anchor */
  readonly location?: Location;
  /** `env:GOFLAGS`, `toolchain`: what a finding without a file is about */
  readonly anchor?: string;
  /** where it differs from the check's own */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: readonly RelatedLocation[];
  /** best first */
  readonly fixes?: readonly Fix[];
  /** build configurations that show it: `linux/amd64`, `windows/386,cgo` */
  readonly targets?: readonly string[];
  /** words that tell apart findings of one check in one file whatever their line: a module path, a tag */
  readonly key?: string;
  /** module paths, import paths and the like that other tools' diagnostics of the same fault would name */
  readonly about?: readonly string[];
}

export interface Finding {
  readonly check: string;
  readonly family: Family;
  /** `machine`, or the module's folder relative to the root (`.` for the root itself) */
  readonly subject: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: Message;
  /** stable over edits elsewhere in the file: check, file, key */
  readonly fingerprint: string;
  readonly location?: Location;
  readonly anchor?: string;
  readonly targets?: readonly string[];
  readonly about: readonly string[];
  readonly related: readonly RelatedLocation[];
  readonly fixes: readonly Fix[];
  /** what `go vet` said of it for one of its targets, when somebody asked */
  readonly trial?: Message;
}

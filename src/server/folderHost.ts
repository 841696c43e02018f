import type { Check, Finding, Profile, RunResult } from '../engine/index';
import type { Progress } from '../protocol/index';
import type { LargeWork } from './largeWork';
import type { Machine } from './machine';
import type { Timers } from './runLoop';

/** What a folder is verified with; a change of any of it is another verification. */
export interface FolderSetup {
  /** the editor's settings, untrusted */
  readonly settings: unknown;
  /** stronger than any configuration; undefined: the configuration decides, up to offline */
  readonly profile: Profile | undefined;
  /** what trust and consent allow */
  readonly granted: Profile;
  /** whether anything runs without being asked for */
  readonly background: boolean;
}

export interface FolderHost {
  readonly machine: Machine;
  readonly timers: Timers;
  readonly largeWork: LargeWork;
  /** undefined: every check there is */
  readonly checks?: readonly Check[];
  /** files whose text in the editor is not what the disk holds */
  unsaved(): readonly string[];
  /** files that the editor shows */
  open(): readonly string[];
  /** @param partial the checks that run `go` follow */
  onResult(result: RunResult, partial: boolean): Promise<void>;
  /** what is found, while slow checks are still at work: theirs is what they had found before */
  onFindings(findings: readonly Finding[]): Promise<void>;
  onProgress(running: Progress | undefined): void;
  onFailure(error: unknown): void;
}

import type { FileForm } from '../engine/index';
import { request } from './rpc';
import type { FindingState } from './state';

/** Which fix: arguments of the commands, and of the requests below. */
export interface FixReference {
  readonly folder: string;
  readonly fingerprint: string;
  readonly fixIndex: number;
}

export interface PreviewFixParams extends FixReference {
  /** the person agreed that this command uses the network; a fix that says so itself needs no agreement */
  readonly network?: boolean;
}

/** Why a fix was not made. */
export interface FixFailure {
  readonly kind: 'failed';
  readonly reason: string;
  /** it would work with the network: ask, then ask again with `network` */
  readonly needsNetwork?: boolean;
  /** what the command printed; '' where it did not come to that */
  readonly output: string;
}

/** What would become of one file. Text where both sides are UTF-8, else base64. */
export interface FileChange {
  readonly uri: string;
  readonly encoding: 'utf-8' | 'base64';
  /** null: the file does not exist */
  readonly before: string | null;
  readonly after: string | null;
  /** what of the file changes where its text stays: an editor must not write the text, but give the file this form */
  readonly form?: FileForm;
}

export interface FilesPreview {
  readonly kind: 'files';
  readonly title: string;
  /** `go mod tidy`, as typed in a terminal; absent for a fix that is a text edit */
  readonly command?: string;
  readonly files: readonly FileChange[];
  readonly output: string;
}

/** A change of the GOENV file, shown by the two texts; only `applySetting` writes it. */
export interface SettingPreview {
  readonly kind: 'setting';
  readonly title: string;
  /** `go env -w GOFLAGS=...` */
  readonly command: string;
  /** proof that this preview was shown; `applySetting` takes nothing else */
  readonly token: string;
  readonly file: FileChange;
  /** absent where the variable is not set there */
  readonly oldValue?: string;
  readonly newValue?: string;
}

export type FixPreview =
  | FilesPreview
  | SettingPreview
  /** the command ended well and changed nothing */
  | { readonly kind: 'nothing'; readonly title: string; readonly output: string }
  /** the finding is no longer there */
  | { readonly kind: 'gone' }
  | FixFailure;

/**
 * Works out what a fix would change, in a scratch copy: the user's files stay as they are. The client shows it, applies
 * the files as one edit, and asks `recheck`. Cancellable.
 */
export const previewFix = request<PreviewFixParams, FixPreview>('goPreflight/previewFix');

export interface ApplySettingParams {
  readonly token: string;
}

export type SettingApplied =
  /** `undo` is a token for `applySetting` that restores what was there */
  { readonly kind: 'applied'; readonly undo: string } | FixFailure;

/** Runs the previewed `go env -w` or `-u`. Refused when the file is no longer what the preview showed. */
export const applySetting = request<ApplySettingParams, SettingApplied>('goPreflight/applySetting');

export interface RecheckParams {
  readonly folder: string;
  readonly fingerprint: string;
  /** files that the fix changed */
  readonly changed: readonly string[];
}

export interface Recheck {
  /** why it is still there: the finding as it is now; absent where it is gone */
  readonly remains?: FindingState;
}

/** After a fix was applied: verifies again and says whether the finding is gone. */
export const recheck = request<RecheckParams, Recheck>('goPreflight/recheck');

import type { Event } from 'vscode';
import type { GraphState, MatrixState, RunResponse } from '../protocol/index';
import type { FixEnd } from './fixes/fixFlow';
import type { ShownQuestion } from './questions';
import type { FolderView } from './results';

/** What a row of the tree shows. */
export interface ShownRow {
  readonly depth: number;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** the words that bind actions to it */
  readonly context: string;
}

export interface Shown {
  /** undefined while the item is hidden */
  readonly statusBar: { readonly text: string; readonly tooltip: string; readonly isError: boolean } | undefined;
  readonly rows: readonly ShownRow[];
  /** the module graphs that are open, without the one module that each shows in full */
  readonly graphs: readonly GraphState[];
  /** the notifications that wait for an answer, the oldest first */
  readonly questions: readonly ShownQuestion[];
  /** the build matrices that are open */
  readonly matrices: readonly MatrixState[];
}

/** What `activate` returns: for other extensions, and for the tests. Grows only; a break would raise `apiVersion`. */
export interface GoPreflightApi {
  readonly apiVersion: 1;
  /** Verifies now; undefined when the person cancelled. */
  verify(): Promise<RunResponse | undefined>;
  readonly onDidChangeResults: Event<void>;
  /** the last results, one a workspace folder with Go in it */
  readonly results: readonly FolderView[];
  /** Makes a fix as the light bulb does. */
  applyFix(folder: string, fingerprint: string, fixIndex: number): Promise<FixEnd>;
  /** what the status bar and the tree show now */
  readonly shown: Shown;
}

import type * as vscode from 'vscode';
import type { RunResponse } from '../protocol/index';
import type { Connection } from './client/connection';
import type { Consent } from './consent';
import type { FixFlow } from './fixes/fixFlow';
import type { GraphPanels } from './graph/graphPanels';
import type { EditorTarget } from './matrix/editorTarget';
import type { MatrixPanels } from './matrix/matrixPanels';
import type { Pages } from './pages/pages';
import type { Questions } from './questions';
import type { Results } from './results';
import type { ChecksTree } from './tree/checksTree';

/** What commands work with. `App` is it; commands know only this, so that it may know them. */
export interface Application {
  readonly output: vscode.LogOutputChannel;
  readonly results: Results;
  readonly tree: ChecksTree;
  readonly pages: Pages;
  readonly fixes: FixFlow;
  readonly graphs: GraphPanels;
  readonly matrices: MatrixPanels;
  readonly editorTarget: EditorTarget;
  readonly consent: Consent;
  readonly questions: Questions;
  /** The connection to the server; starts it when it is first asked for. */
  connection(): Promise<Connection>;
  /** Tells the server what only the client knows: trust, consent, the person's own choice of go. */
  sessionChanged(): Promise<void>;
  /** A run that a person asked for; asking again replaces the one under way. */
  runCancellable(checks: readonly string[] | undefined): Promise<RunResponse | undefined>;
  cancelVerification(): void;
  restart(): Promise<void>;
}

import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import type { FindingState, FolderResult, FolderState, Progress, ProgressParams } from '../protocol/index';

export interface FolderView {
  /** URI of the workspace folder */
  readonly folder: string;
  readonly name: string;
  readonly result: FolderResult;
  readonly failure: string | undefined;
}

/** What the server said last, folder by folder. The tree, the status bar and the commands all read from here. */
export class Results implements Disposable {
  readonly #states = new Map<string, FolderState>();
  readonly #running = new Map<string, Progress>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #received = new vscode.EventEmitter<void>();
  /** The server told of a new result, not only of how far it is. */
  readonly onDidReceive = this.#received.event;
  #known = false;

  receive(state: FolderState): void {
    const before = this.#states.get(state.folder);
    if (before && before.version > state.version) return;
    this.#known = true;
    // A failure of the engine keeps the old result.
    const kept = state.failure !== undefined && state.result === undefined ? before?.result : state.result;
    this.#states.set(state.folder, kept ? { ...state, result: kept } : state);
    this.#changed.fire();
    this.#received.fire();
  }

  progress({ folder, running }: ProgressParams): void {
    if (running) this.#running.set(folder, running);
    else this.#running.delete(folder);
    this.#changed.fire();
  }

  /** A new server counts its versions from the start; what the old one said stays until it is replaced. */
  serverRestarted(): void {
    for (const [folder, state] of this.#states) this.#states.set(folder, { ...state, version: 0 });
    this.#running.clear();
    this.#changed.fire();
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** "12 of 61 checks", over all folders. */
  get progressWords(): string {
    const all = [...this.#running.values()];
    const sum = (key: 'done' | 'total'): number => all.reduce((total, progress) => total + progress[key], 0);
    return all.length === 0 ? '' : vscode.l10n.t('{0} of {1} checks', sum('done'), sum('total'));
  }

  /** Whether the server has said anything yet. */
  get isKnown(): boolean {
    return this.#known;
  }

  /** The folders with Go in them, in the order of the workspace. */
  get folders(): readonly FolderView[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri, name }) => {
      const state = this.#states.get(uri.toString());
      return state?.result ? [{ folder: state.folder, name, result: state.result, failure: state.failure }] : [];
    });
  }

  finding(folder: string, fingerprint: string): FindingState | undefined {
    const result = this.#states.get(folder)?.result;
    for (const family of result?.families ?? []) {
      for (const check of family.checks) {
        for (const outcome of check.outcomes) {
          const found = outcome.findings.find((finding) => finding.fingerprint === fingerprint);
          if (found) return found;
        }
      }
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
    this.#received.dispose();
  }
}

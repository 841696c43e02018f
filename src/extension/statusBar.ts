import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import type { Shown } from './api';
import type { Results } from './results';
import { statusText, tooltip } from './statusText';

/** The one status bar item: the verdict. A click opens the tree. Without Go there is no item. */
export class StatusBar implements Disposable {
  readonly #item = vscode.window.createStatusBarItem('goPreflight.status', vscode.StatusBarAlignment.Left, -10);
  readonly #results: Results;
  readonly #listener: Disposable;
  shown: Shown['statusBar'];

  constructor(results: Results) {
    this.#results = results;
    this.#item.name = 'Go Preflight';
    this.#item.command = 'goPreflight.showChecks';
    this.#listener = results.onDidChange(() => this.#update());
  }

  /** The server is down for good: the words stay, the sign says that nothing stands behind them. */
  serverStopped(): void {
    this.#item.text = `$(debug-disconnect) ${vscode.l10n.t('Go: not verified')}`;
    this.#item.tooltip = vscode.l10n.t('The verifying process has stopped. Restart it with "Restart Server".');
    this.#item.backgroundColor = undefined;
    this.shown = { text: this.#item.text, tooltip: this.#item.tooltip, isError: false };
  }

  #update(): void {
    const { folders, isRunning } = this.#results;
    const status = statusText(folders, isRunning, vscode.l10n.t);
    if (!status) {
      this.#item.hide();
      this.shown = undefined;
      return;
    }
    this.#item.text = status.text;
    this.#item.accessibilityInformation = { label: status.label, role: 'button' };
    this.#item.backgroundColor = status.background && new vscode.ThemeColor('statusBarItem.errorBackground');
    const text = tooltip(folders, Date.now(), vscode.l10n.t);
    this.#item.tooltip = new vscode.MarkdownString(text);
    this.shown = { text: status.text, tooltip: text, isError: status.background === 'error' };
    this.#item.show();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }
}

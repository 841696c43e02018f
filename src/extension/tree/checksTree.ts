import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import type { ShownRow } from '../api';
import type { Results } from '../results';
import { age } from '../statusText';
import { childNodes, rootNodes, type Node } from './nodes';
import { rowOf } from './rows';

const minuteMs = 60_000;

/** By then VS Code has read the rows for the first time, on most machines; nothing breaks where it has not. */
const firstReadingMs = 200;

/** The view "Checks". */
export class ChecksTree implements Disposable, vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #results: Results;
  readonly #disposables: readonly Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  #filtered = false;
  #reading: NodeJS.Timeout | undefined;

  constructor(results: Results) {
    this.#results = results;
    this.#view = vscode.window.createTreeView('goPreflight.checks', { treeDataProvider: this, showCollapseAll: true });
    // The age in the header goes on while nothing else happens.
    const clock = setInterval(() => this.#updateHeader(), minuteMs);
    this.#disposables = [
      this.#view,
      this.#changed,
      results.onDidReceive(() => this.#refresh()),
      { dispose: () => clearInterval(clock) },
      { dispose: () => clearTimeout(this.#reading) },
    ];
  }

  setFiltered(filtered: boolean): void {
    this.#filtered = filtered;
    void vscode.commands.executeCommand('setContext', 'goPreflight.filtered', filtered);
    this.#refresh();
  }

  /** Opens the view with the focus in it; the worst is at its top. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand('goPreflight.checks.focus');
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return rowOf(node);
  }

  getChildren(node?: Node): Node[] {
    // VS Code (1.139, treeView.ts, TreeDataSource.getChildren) mixes up the rows when it hears of a change that was sent before
    // its first question: it reads again from what it kept of the first reading, and then gives some rows the children of
    // others. So it is told once more after its first question, whatever has happened: that reading keeps nothing.
    this.#reading ??= setTimeout(() => this.#changed.fire(undefined), firstReadingMs);
    return this.#below(node);
  }

  #below(node?: Node): Node[] {
    return [...(node ? childNodes(node, this.#filtered) : rootNodes(this.#results.folders, this.#filtered))];
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  /** Every row, opened or not. */
  get shown(): readonly ShownRow[] {
    const below = (nodes: readonly Node[], depth: number): ShownRow[] =>
      nodes.flatMap((node) => {
        const { label, description, iconPath, contextValue } = rowOf(node);
        return [
          {
            depth,
            label: typeof label === 'string' ? label : (label?.label ?? ''),
            description: typeof description === 'string' ? description : '',
            icon: iconPath instanceof vscode.ThemeIcon ? iconPath.id : '',
            context: contextValue ?? '',
          },
          ...below(this.#below(node), depth + 1),
        ];
      });
    return below(this.#below(), 0);
  }

  dispose(): void {
    disposeAll(this.#disposables);
  }

  #refresh(): void {
    this.#changed.fire(undefined);
    this.#updateHeader();
  }

  #updateHeader(): void {
    const { folders } = this.#results;
    const failing = folders.reduce((sum, { result }) => sum + result.summary.error + result.summary.warning, 0);
    this.#view.badge =
      failing > 0
        ? {
            value: failing,
            tooltip: failing === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', failing),
          }
        : undefined;
    const newest = folders.map(({ result }) => result.finishedAt).toSorted((a, b) => b - a)[0];
    this.#view.description = newest === undefined ? '' : age(newest, Date.now(), vscode.l10n.t);
  }
}

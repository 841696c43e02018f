import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import type { ShownRow } from '../api';
import type { Results } from '../results';
import { age } from '../statusText';
import { childNodes, rootNodes, type Node } from './nodes';
import { rowOf } from './rows';

const minuteMs = 60_000;

/** The view "Checks". */
export class ChecksTree implements Disposable, vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #results: Results;
  readonly #disposables: readonly Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  #filtered = false;

  constructor(results: Results) {
    this.#results = results;
    this.#view = vscode.window.createTreeView('goPreflight.checks', { treeDataProvider: this, showCollapseAll: true });
    // The age in the header goes on while nothing else happens.
    const clock = setInterval(() => this.#updateHeader(), minuteMs);
    this.#disposables = [
      this.#view,
      this.#changed,
      // Not for mere progress: VS Code mixes up rows that are asked for again while it still reads them.
      results.onDidReceive(() => this.#refresh()),
      { dispose: () => clearInterval(clock) },
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
          ...below(this.getChildren(node), depth + 1),
        ];
      });
    return below(this.getChildren(), 0);
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

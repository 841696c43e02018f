import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { GraphReference, GraphState } from '../../protocol/index';
import type { PanelHost } from '../livePanel';
import { OpenPanels } from '../openPanels';
import { GraphPanel } from './graphPanel';

/** The module graphs that are open: one panel a module. */
export class GraphPanels implements Disposable {
  readonly #open: OpenPanels<GraphReference, GraphPanel>;

  constructor(host: PanelHost) {
    this.#open = new OpenPanels({
      viewType: 'goPreflight.moduleGraph',
      title: () => vscode.l10n.t('Module Graph'),
      keyOf: ({ folder, module }) => `${folder} ${module}`,
      restored: ({ folder, module }) =>
        typeof folder === 'string' && typeof module === 'string' ? { folder, module } : undefined,
      create: (panel, reference, closed) => new GraphPanel(panel, reference, host, closed),
      show: (panel, { path }) => panel.show(path),
    });
  }

  /** What the open panels have shown last; for tests. */
  get shown(): readonly GraphState[] {
    return this.#open.panels.flatMap(({ graph }) => graph ?? []);
  }

  show(reference: GraphReference): void {
    this.#open.show(reference);
  }

  dispose(): void {
    this.#open.dispose();
  }
}

import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { MatrixReference, MatrixState } from '../../protocol/index';
import { OpenPanels } from '../openPanels';
import { MatrixPanel, type MatrixPanelHost } from './matrixPanel';

/** The build matrices that are open: one panel a folder. */
export class MatrixPanels implements Disposable {
  readonly #open: OpenPanels<MatrixReference, MatrixPanel>;

  constructor(host: MatrixPanelHost) {
    this.#open = new OpenPanels({
      viewType: 'goPreflight.buildMatrix',
      title: () => vscode.l10n.t('Build Matrix'),
      keyOf: ({ folder, dir }) => `${folder} ${dir}`,
      restored: ({ folder, dir }) =>
        typeof folder === 'string' && typeof dir === 'string' ? { folder, dir } : undefined,
      create: (panel, reference, closed) => new MatrixPanel(panel, reference, host, closed),
      show: (panel, { file }) => panel.show(file),
    });
  }

  /** What the open panels have shown last; for tests. */
  get shown(): readonly MatrixState[] {
    return this.#open.panels.flatMap(({ matrix }) => matrix ?? []);
  }

  show(reference: MatrixReference): void {
    this.#open.show(reference);
  }

  dispose(): void {
    this.#open.dispose();
  }
}

import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import {
  matrixState,
  type FromMatrixView,
  type MatrixReference,
  type MatrixState,
  type ToMatrixView,
} from '../../protocol/index';
import { LivePanel, type PanelHost } from '../livePanel';
import type { EditorTarget } from './editorTarget';
import { openAtConstraint } from './openAtConstraint';
import { matrixWords } from './words';

export interface MatrixPanelHost extends PanelHost {
  readonly editorTarget: EditorTarget;
}

/** The page of one folder's matrix. */
export class MatrixPanel implements Disposable {
  readonly #reference: MatrixReference;
  readonly #editorTarget: EditorTarget;
  readonly #live: LivePanel<FromMatrixView, ToMatrixView>;
  #tags: readonly string[] = [];
  #sent = '';
  matrix: MatrixState | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    { file, ...reference }: MatrixReference,
    host: MatrixPanelHost,
    closed: () => void,
  ) {
    this.#reference = reference;
    this.#editorTarget = host.editorTarget;
    const page = {
      name: 'buildMatrix',
      folder: reference.folder,
      load: () => this.#load(),
      receive: (message: FromMatrixView) => this.#receive(message),
      trouble: (reason: string) => vscode.l10n.t('The build matrix cannot be read: {0}', reason),
      closed,
    };
    this.#live = new LivePanel(panel, page, host, file);
  }

  show(file: string | undefined): void {
    this.#live.show(file, (wanted) => ({ kind: 'show', file: wanted }));
  }

  dispose(): void {
    this.#live.dispose();
  }

  async #receive(message: FromMatrixView): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#sent = '';
        this.#tags = [];
        return this.#live.start({ kind: 'words', words: matrixWords() });
      case 'tags':
        this.#tags = message.tags;
        return this.#load();
      case 'refresh':
        return this.#live.refresh();
      case 'open':
        return openAtConstraint(this.#uriOf(message.file));
      case 'use':
        return this.#editorTarget.use({ folder: this.#reference.folder, target: message.target });
    }
  }

  async #load(): Promise<void> {
    const tags = this.#tags;
    const matrix = await this.#live.ask(matrixState, { ...this.#reference, tags });
    // What was shown before stays; an answer with other tags than those that are set now is none.
    if (!matrix || tags !== this.#tags) return;
    const text = JSON.stringify(matrix);
    if (text === this.#sent && this.#live.wanted === undefined) return;
    this.#sent = text;
    this.matrix = matrix;
    this.#live.title = vscode.l10n.t('Build Matrix: {0}', matrix.name);
    const file = this.#live.takeWanted();
    this.#live.post({ kind: 'matrix', reference: { ...this.#reference, ...(file !== undefined && { file }) }, matrix });
  }

  #uriOf(file: string): vscode.Uri {
    const { folder, dir } = this.#reference;
    return vscode.Uri.joinPath(vscode.Uri.parse(folder, true), dir, file);
  }
}

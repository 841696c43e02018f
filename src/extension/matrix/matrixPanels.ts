import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import {
  matrixState,
  run,
  type FromMatrixView,
  type MatrixReference,
  type MatrixState,
  type ToMatrixView,
} from '../../protocol/index';
import type { Connection } from '../client/connection';
import { fillPage } from '../fillPage';
import type { Results } from '../results';
import type { EditorTarget } from './editorTarget';
import { openAtConstraint } from './openAtConstraint';
import { matrixWords } from './words';

export const matrixViewType = 'goPreflight.buildMatrix';

/** After edits the matrix is looked at again once for all of them. */
const reloadDelayMs = 300;

/** Codes of answers that are none: the folder is not open, the question was taken back, its basis changed. */
const quiet: ReadonlySet<unknown> = new Set([-32602, -32800, -32801]);

export interface MatrixPanelsHost {
  readonly extensionUri: vscode.Uri;
  readonly connection: () => Promise<Connection>;
  readonly results: Results;
  readonly editorTarget: EditorTarget;
}

/** The build matrices that are open: one panel a folder. */
export class MatrixPanels implements Disposable, vscode.WebviewPanelSerializer {
  readonly #host: MatrixPanelsHost;
  readonly #panels = new Map<string, MatrixPanel>();
  readonly #registration: Disposable;

  constructor(host: MatrixPanelsHost) {
    this.#host = host;
    this.#registration = vscode.window.registerWebviewPanelSerializer(matrixViewType, this);
  }

  /** What the open panels have shown last; for tests. */
  get shown(): readonly MatrixState[] {
    return [...this.#panels.values()].flatMap(({ matrix }) => matrix ?? []);
  }

  show(reference: MatrixReference): void {
    const known = this.#panels.get(keyOf(reference));
    if (known) known.show(reference.file);
    else {
      const title = vscode.l10n.t('Build Matrix');
      this.#adopt(vscode.window.createWebviewPanel(matrixViewType, title, vscode.ViewColumn.Active), reference);
    }
  }

  /** The window was reloaded: the page comes back as it was. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const reference = (state as { readonly reference?: Partial<MatrixReference> } | undefined)?.reference;
    const { folder, dir } = reference ?? {};
    if (typeof folder === 'string' && typeof dir === 'string') this.#adopt(panel, { folder, dir });
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.#registration.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, reference: MatrixReference): void {
    const key = keyOf(reference);
    const panel = new MatrixPanel(webview, reference, this.#host, () => this.#panels.delete(key));
    this.#panels.set(key, panel);
  }
}

function keyOf({ folder, dir }: MatrixReference): string {
  return `${folder} ${dir}`;
}

class MatrixPanel implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #reference: MatrixReference;
  readonly #host: MatrixPanelsHost;
  readonly #disposables: Disposable[];
  #ready = false;
  /** the file that the page is to show when it is there: a hidden page has no script */
  #wanted: string | undefined;
  #tags: readonly string[] = [];
  #reload: NodeJS.Timeout | undefined;
  #sent = '';
  /** why the server did not answer, as it was said last */
  #told: string | undefined;
  matrix: MatrixState | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    { file, ...reference }: MatrixReference,
    host: MatrixPanelsHost,
    closed: () => void,
  ) {
    this.#panel = panel;
    this.#reference = reference;
    this.#wanted = file;
    this.#host = host;
    this.#disposables = [
      panel.onDidDispose(() => {
        clearTimeout(this.#reload);
        disposeAll(this.#disposables);
        closed();
      }),
      panel.onDidChangeViewState(() => this.#reloadSoon()),
      panel.webview.onDidReceiveMessage((message: FromMatrixView) => void this.#receive(message)),
      host.results.onDidChange(() => this.#reloadSoon()),
    ];
    fillPage(panel, host.extensionUri, 'buildMatrix');
  }

  show(file: string | undefined): void {
    if (file !== undefined && this.#panel.visible && this.#ready) this.#post({ kind: 'show', file });
    else this.#wanted = file;
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #receive(message: FromMatrixView): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        this.#sent = '';
        this.#tags = [];
        this.#post({ kind: 'words', words: matrixWords() });
        return this.#load();
      case 'tags':
        this.#tags = message.tags;
        return this.#load();
      case 'refresh':
        return this.#refresh();
      case 'open':
        return openAtConstraint(this.#uriOf(message.file));
      case 'use':
        return this.#host.editorTarget.use({ folder: this.#reference.folder, target: message.target });
    }
  }

  /** What changed outside of the folder is looked at again. */
  async #refresh(): Promise<void> {
    const { folder } = this.#reference;
    const connection = await this.#host.connection();
    await connection.request(run, { folder, reason: 'focus' }).catch(() => undefined);
    await this.#load();
  }

  #reloadSoon(): void {
    if (!this.#ready || !this.#panel.visible) return;
    clearTimeout(this.#reload);
    this.#reload = setTimeout(() => void this.#load(), reloadDelayMs);
  }

  async #load(): Promise<void> {
    const tags = this.#tags;
    const matrix = await this.#ask(tags);
    // What was shown before stays; an answer with other tags than those that are set now is none.
    if (matrix === undefined || tags !== this.#tags) return;
    const file = this.#wanted;
    const text = JSON.stringify(matrix);
    if (text === this.#sent && file === undefined) return;
    this.#sent = text;
    this.matrix = matrix;
    this.#wanted = undefined;
    this.#panel.title = vscode.l10n.t('Build Matrix: {0}', matrix.name);
    this.#post({ kind: 'matrix', reference: { ...this.#reference, ...(file !== undefined && { file }) }, matrix });
  }

  async #ask(tags: readonly string[]): Promise<MatrixState | undefined> {
    const connection = await this.#host.connection();
    try {
      const answer = await connection.request(matrixState, { ...this.#reference, tags });
      this.#told = undefined;
      return answer;
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (!quiet.has(code)) this.#tell(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Once: an edit later it is asked again. */
  #tell(reason: string): void {
    if (reason === this.#told) return;
    this.#told = reason;
    void vscode.window.showErrorMessage(vscode.l10n.t('The build matrix cannot be read: {0}', reason));
  }

  #uriOf(file: string): vscode.Uri {
    const { folder, dir } = this.#reference;
    return vscode.Uri.joinPath(vscode.Uri.parse(folder, true), dir, file);
  }

  #post(message: ToMatrixView): void {
    void this.#panel.webview.postMessage(message);
  }
}

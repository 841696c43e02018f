import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import {
  graphModule,
  moduleGraph,
  run,
  type FromGraphView,
  type GraphModuleState,
  type GraphReference,
  type GraphState,
  type RequestMethod,
  type ToGraphView,
} from '../../protocol/index';
import type { Connection } from '../client/connection';
import { fillPage } from '../fillPage';
import type { Results } from '../results';
import { downloadGraph } from './downloadGraph';
import { graphWords } from './words';

export const graphViewType = 'goPreflight.moduleGraph';

/** After edits the graph is looked at again once for all of them. */
const reloadDelayMs = 300;

/** Codes of answers that are none: the folder or module is not open, the question was taken back, its basis changed. */
const [notOpen, cancelled, changed] = [-32602, -32800, -32801];

/** The module graphs that are open: one panel a module. */
export class GraphPanels implements Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #connection: () => Promise<Connection>;
  readonly #results: Results;
  readonly #panels = new Map<string, GraphPanel>();
  readonly #registration: Disposable;

  constructor(extensionUri: vscode.Uri, connection: () => Promise<Connection>, results: Results) {
    this.#extensionUri = extensionUri;
    this.#connection = connection;
    this.#results = results;
    this.#registration = vscode.window.registerWebviewPanelSerializer(graphViewType, this);
  }

  /** What the open panels have shown last; for tests. */
  get shown(): readonly GraphState[] {
    return [...this.#panels.values()].flatMap(({ graph }) => graph ?? []);
  }

  show(reference: GraphReference): void {
    const known = this.#panels.get(keyOf(reference));
    if (known) known.show(reference.path);
    else {
      const panel = vscode.window.createWebviewPanel(
        graphViewType,
        vscode.l10n.t('Module Graph'),
        vscode.ViewColumn.Active,
      );
      this.#adopt(panel, reference);
    }
  }

  /** The window was reloaded: the page comes back as it was. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const reference = (state as { readonly reference?: Partial<GraphReference> } | undefined)?.reference;
    const { folder, module } = reference ?? {};
    if (typeof folder === 'string' && typeof module === 'string') this.#adopt(panel, { folder, module });
    else panel.dispose();
    return Promise.resolve();
  }

  dispose(): void {
    this.#registration.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, reference: GraphReference): void {
    const key = keyOf(reference);
    const panel = new GraphPanel(webview, reference, {
      extensionUri: this.#extensionUri,
      connection: this.#connection,
      results: this.#results,
      closed: () => this.#panels.delete(key),
    });
    this.#panels.set(key, panel);
  }
}

function keyOf({ folder, module }: GraphReference): string {
  return `${folder} ${module}`;
}

interface PanelHost {
  readonly extensionUri: vscode.Uri;
  readonly connection: () => Promise<Connection>;
  readonly results: Results;
  readonly closed: () => void;
}

class GraphPanel implements Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #reference: GraphReference;
  readonly #host: PanelHost;
  readonly #disposables: Disposable[];
  #ready = false;
  /** the module that the page shows */
  #path: string | undefined;
  /** the module that the page is to show when it is there: a hidden page has no script */
  #wanted: string | undefined;
  #reload: NodeJS.Timeout | undefined;
  /** why the server did not answer, as it was said last */
  #told: string | undefined;
  graph: GraphState | null | undefined;

  constructor(panel: vscode.WebviewPanel, { path, ...reference }: GraphReference, host: PanelHost) {
    this.#panel = panel;
    this.#reference = reference;
    this.#wanted = path;
    this.#host = host;
    this.#disposables = [
      panel.onDidDispose(() => this.#closed()),
      panel.onDidChangeViewState(() => this.#reloadSoon()),
      panel.webview.onDidReceiveMessage((message: FromGraphView) => void this.#receive(message)),
      host.results.onDidChange(() => this.#reloadSoon()),
    ];
    fillPage(panel, host.extensionUri, 'moduleGraph');
  }

  show(path: string | undefined): void {
    if (path !== undefined && this.#panel.visible && this.#ready) this.#post({ kind: 'show', path });
    else this.#wanted = path;
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #closed(): void {
    clearTimeout(this.#reload);
    disposeAll(this.#disposables);
    this.#host.closed();
  }

  async #receive(message: FromGraphView): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.#ready = true;
        this.graph = undefined;
        this.#post({ kind: 'words', words: graphWords() });
        return this.#load();
      case 'module':
        return this.#sendModule(message.path);
      case 'refresh':
        return this.#refresh();
      case 'download':
        return downloadGraph(this.#reference);
      case 'open':
        return this.#open(message.path);
    }
  }

  /** What changed outside of the folder, as the module cache may have, is looked at again. */
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
    const graph = await this.#ask(moduleGraph, this.#reference);
    // What was shown before stays, and so does what the page waits for.
    if (graph === undefined) return;
    if (this.graph !== undefined && JSON.stringify(graph) === JSON.stringify(this.graph)) {
      if (this.#path !== undefined) await this.#sendModule(this.#path);
      return;
    }
    this.graph = graph;
    this.#panel.title = graph?.own ? vscode.l10n.t('Module Graph: {0}', graph.own) : vscode.l10n.t('Module Graph');
    const path = this.#wanted;
    this.#wanted = undefined;
    this.#post({ kind: 'graph', reference: { ...this.#reference, ...(path !== undefined && { path }) }, graph });
  }

  async #sendModule(path: string): Promise<void> {
    this.#path = path;
    const module = await this.#module(path);
    if (path === this.#path) this.#post({ kind: 'module', path, module });
  }

  async #open(path: string | undefined): Promise<void> {
    const line = path === undefined ? undefined : (await this.#module(path))?.line;
    const uri = line?.uri ?? this.graph?.goMod;
    if (uri === undefined) return;
    const { start, end } = line?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection });
  }

  async #module(path: string): Promise<GraphModuleState | null> {
    return (await this.#ask(graphModule, { ...this.#reference, path })) ?? null;
  }

  /** @returns null where there is no such graph, undefined where the server did not answer, which the person is told */
  async #ask<Result>(
    method: RequestMethod<GraphReference, Result | null>,
    reference: GraphReference,
  ): Promise<Result | null | undefined> {
    const connection = await this.#host.connection();
    try {
      const answer = await connection.request(method, reference);
      this.#told = undefined;
      return answer;
    } catch (error) {
      const code = (error as { readonly code?: unknown }).code;
      // A folder that was closed meanwhile has no graph any more.
      if (code === notOpen) return null;
      if (code !== cancelled && code !== changed) this.#tell(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Once: an edit later it is asked again. */
  #tell(reason: string): void {
    if (reason === this.#told) return;
    this.#told = reason;
    void vscode.window.showErrorMessage(vscode.l10n.t('The module graph cannot be read: {0}', reason));
  }

  #post(message: ToGraphView): void {
    void this.#panel.webview.postMessage(message);
  }
}

import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import {
  graphModule,
  moduleGraph,
  type FromGraphView,
  type GraphModuleState,
  type GraphReference,
  type GraphState,
  type ToGraphView,
} from '../../protocol/index';
import { LivePanel, type PanelHost } from '../livePanel';
import { downloadGraph } from './downloadGraph';
import { graphWords } from './words';

/** The page of one module's graph. */
export class GraphPanel implements Disposable {
  readonly #reference: GraphReference;
  readonly #live: LivePanel<FromGraphView, ToGraphView>;
  /** the module that the page shows */
  #path: string | undefined;
  graph: GraphState | null | undefined;

  constructor(panel: vscode.WebviewPanel, { path, ...reference }: GraphReference, host: PanelHost, closed: () => void) {
    this.#reference = reference;
    const page = {
      name: 'moduleGraph',
      folder: reference.folder,
      load: () => this.#load(),
      receive: (message: FromGraphView) => this.#receive(message),
      trouble: (reason: string) => vscode.l10n.t('The module graph cannot be read: {0}', reason),
      closed,
    };
    this.#live = new LivePanel(panel, page, host, path);
  }

  show(path: string | undefined): void {
    this.#live.show(path, (wanted) => ({ kind: 'show', path: wanted }));
  }

  dispose(): void {
    this.#live.dispose();
  }

  async #receive(message: FromGraphView): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.graph = undefined;
        return this.#live.start({ kind: 'words', words: graphWords() });
      case 'module':
        return this.#sendModule(message.path);
      case 'refresh':
        return this.#live.refresh();
      case 'download':
        return downloadGraph(this.#reference);
      case 'open':
        return this.#open(message.path);
    }
  }

  async #load(): Promise<void> {
    const graph = await this.#live.ask(moduleGraph, this.#reference);
    // What was shown before stays, and so does what the page waits for.
    if (graph === undefined) return;
    if (this.graph !== undefined && JSON.stringify(graph) === JSON.stringify(this.graph)) {
      if (this.#path !== undefined) await this.#sendModule(this.#path);
      return;
    }
    this.graph = graph;
    this.#live.title = graph?.own ? vscode.l10n.t('Module Graph: {0}', graph.own) : vscode.l10n.t('Module Graph');
    const path = this.#live.takeWanted();
    this.#live.post({ kind: 'graph', reference: { ...this.#reference, ...(path !== undefined && { path }) }, graph });
  }

  async #sendModule(path: string): Promise<void> {
    this.#path = path;
    const module = await this.#module(path);
    if (path === this.#path) this.#live.post({ kind: 'module', path, module });
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
    return (await this.#live.ask(graphModule, { ...this.#reference, path })) ?? null;
  }
}

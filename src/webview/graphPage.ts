import type { FromGraphView, GraphReference, GraphState, GraphViewState, ToGraphView } from '../protocol/index';
import { GraphView } from './graphView';
import type { Host } from './pageHost';

/** The page of the module graph: a list to find a module in, and beside it what is known of the one that is chosen. */
export class GraphPage {
  readonly #host: Host<FromGraphView, GraphViewState>;
  readonly #root: HTMLElement;
  #view: GraphView | undefined;
  #reference: GraphReference | undefined;

  constructor(host: Host<FromGraphView, GraphViewState>, root: HTMLElement) {
    this.#host = host;
    this.#root = root;
  }

  receive(message: ToGraphView): void {
    switch (message.kind) {
      case 'words':
        this.#view = new GraphView(message.words, this.#host, () => this.#remember());
        this.#root.replaceChildren(this.#view.element);
        break;
      case 'graph':
        this.#showGraph(message.reference, message.graph);
        break;
      case 'module':
        this.#view?.showModule(message.path, message.module);
        break;
      case 'show':
        this.#view?.open(message.path);
        break;
    }
  }

  #showGraph(reference: GraphReference, graph: GraphState | null): void {
    const first = this.#reference === undefined;
    this.#reference = reference;
    const state = this.#host.getState();
    const known = state?.reference.folder === reference.folder && state.reference.module === reference.module;
    if (first && known) this.#view?.restore(state);
    this.#view?.showGraph(graph);
    const path = first ? (reference.path ?? (known ? state.reference.path : undefined)) : this.#view?.chosen;
    if (path !== undefined) this.#view?.open(path);
  }

  #remember(): void {
    if (this.#reference === undefined || this.#view === undefined) return;
    const { folder, module } = this.#reference;
    const { chosen, query, filter } = this.#view;
    const reference = { folder, module, ...(chosen !== undefined && { path: chosen }) };
    this.#host.setState({ reference, query, filter });
  }
}

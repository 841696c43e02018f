import type { FromGraphView, GraphViewState } from '../protocol/index';

/** What VS Code gives to a page. */
export interface Host {
  postMessage(message: FromGraphView): void;
  getState(): GraphViewState | undefined;
  setState(state: GraphViewState): void;
}

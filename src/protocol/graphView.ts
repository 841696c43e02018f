import type { GraphModuleState, GraphReference, GraphState } from './moduleGraph';

/** What the module graph's page and the extension say to each other, by `postMessage`. */

/** The page's words, rendered: it has no language of its own. */
export interface GraphWords {
  readonly filter: string;
  readonly filterHint: string;
  readonly kinds: Readonly<Record<GraphFilter, string>>;
  readonly kind: string;
  readonly modules: string;
  /** with `{0}` and `{1}` */
  readonly shown: string;
  readonly labels: Readonly<Record<Exclude<GraphFilter, 'all'>, string>>;
  readonly refresh: string;
  readonly goToLine: string;
  readonly openGoMod: string;
  readonly back: string;
  readonly chain: string;
  readonly versions: string;
  readonly selected: string;
  readonly goMod: string;
  readonly requires: string;
  readonly requiresNothing: string;
  /** why nothing is known of it */
  readonly notRead: Readonly<Record<Exclude<GraphModuleState['state'], 'read'>, string>>;
  /** with `{0}` */
  readonly passedOver: string;
  readonly showAll: string;
  readonly choose: string;
  readonly noMatch: string;
  readonly loading: string;
  readonly noGraph: string;
  /** with `{0}` */
  readonly incomplete: string;
  readonly incompleteOne: string;
  readonly download: string;
  readonly gone: string;
}

export const graphFilters = ['all', 'direct', 'indirect', 'transitive', 'raised', 'replaced', 'missing'] as const;
export type GraphFilter = (typeof graphFilters)[number];

/** What the page remembers over a reload of the window. */
export interface GraphViewState {
  readonly reference: GraphReference;
  readonly query: string;
  readonly filter: GraphFilter;
}

export type ToGraphView =
  | { readonly kind: 'words'; readonly words: GraphWords }
  /** @param graph null where there is no go.mod that can be read */
  | { readonly kind: 'graph'; readonly reference: GraphReference; readonly graph: GraphState | null }
  | { readonly kind: 'module'; readonly path: string; readonly module: GraphModuleState | null }
  /** another part of the window asks for a module */
  | { readonly kind: 'show'; readonly path: string };

export type FromGraphView =
  | { readonly kind: 'ready' }
  | { readonly kind: 'module'; readonly path: string }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'download' }
  /** the require line of a module; without one go.mod itself */
  | { readonly kind: 'open'; readonly path?: string };

import type { Requirement } from '../engine/index';
import { request } from './rpc';
import type { WireLocation } from './state';

/** Which graph: that of a module of a workspace folder. Argument of the command `showModuleGraph`, too. */
export interface GraphReference {
  /** URI of the workspace folder */
  readonly folder: string;
  /** folder of go.mod relative to it, `.` for that itself */
  readonly module: string;
  /** module path to show at once */
  readonly path?: string;
}

export interface GraphRow {
  readonly path: string;
  /** that is selected */
  readonly version: string;
  readonly requirement: Requirement;
  /** go.mod requires another version */
  readonly raised: boolean;
  readonly replaced: boolean;
  /** its go.mod counts and is not on this machine */
  readonly missing: boolean;
}

export interface GraphState {
  /** path of the main module; '' where its go.mod names none */
  readonly own: string;
  readonly goMod: string;
  /** `83 modules, 412 requirements`, rendered */
  readonly size: string;
  /** by path */
  readonly rows: readonly GraphRow[];
  /** `path@version`, or the folder, of each go.mod that counts and is not on this machine */
  readonly missing: readonly string[];
}

/** The modules of a graph; null where the folder has no go.mod that can be read. Its edges are asked for by `graphModule`. */
export const moduleGraph = request<GraphReference, GraphState | null>('goPreflight/moduleGraph');

export interface NamedVersion {
  readonly path: string;
  readonly version: string;
  /** go selects another version: this one takes part in the graph alone */
  readonly passedOver: boolean;
}

export interface VersionState {
  readonly version: string;
  readonly selected: boolean;
  /** the main go.mod requires it */
  readonly byMain: boolean;
  readonly by: readonly NamedVersion[];
}

/** Everything that is known of one module of a graph; the texts are rendered. */
export interface GraphModuleState {
  readonly path: string;
  readonly version: string;
  readonly requirement: Requirement;
  /** without the chain, which has a place of its own */
  readonly sentences: readonly string[];
  /** from a requirement of go.mod to the module itself */
  readonly chain: readonly NamedVersion[];
  /** what is asked for, the highest version first */
  readonly versions: readonly VersionState[];
  /** what its own go.mod requires */
  readonly requires: readonly NamedVersion[];
  /** whether go reads its go.mod; where it does not, `requires` is empty */
  readonly state: 'read' | 'pruned' | 'missing' | 'faulty';
  /** the require line of go.mod */
  readonly line?: WireLocation;
}

/** One module of a graph, by `path`; null for what is not in it. */
export const graphModule = request<GraphReference, GraphModuleState | null>('goPreflight/graphModule');

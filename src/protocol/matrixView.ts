import type { MatrixCell, TargetOrigin } from '../engine/index';
import type { MatrixReference, MatrixState, TargetState } from './buildMatrix';

/** What the build matrix's page and the extension say to each other, by `postMessage`. */

/** The page's words, rendered: it has no language of its own. */
export interface MatrixWords {
  readonly title: string;
  readonly filter: string;
  readonly filterHint: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<MatrixFilter, string>>;
  readonly tag: string;
  readonly anyTag: string;
  /** with `{0}`: a tag */
  readonly withTag: string;
  readonly columns: string;
  readonly columnKinds: Readonly<Record<ColumnFilter, string>>;
  readonly refresh: string;
  readonly matrix: string;
  readonly file: string;
  readonly ports: string;
  /** with `{0}` and `{1}` */
  readonly shown: string;
  readonly noMatch: string;
  readonly noFiles: string;
  readonly loading: string;
  readonly cells: Readonly<Record<MatrixCell, string>>;
  readonly origins: Readonly<Record<TargetOrigin, string>>;
  /** of a package and a target */
  readonly packageBuilt: string;
  readonly packageEmpty: string;
  /** with `{0}` and `{1}`: on so many ports of so many */
  readonly builtOn: string;
  readonly everywhere: string;
  readonly condition: string;
  readonly openFile: string;
  readonly useTarget: string;
  readonly choose: string;
  readonly legend: string;
}

export const matrixFilters = ['conditional', 'missed', 'nowhere', 'all'] as const;
/** `missed`: not built on the machine's own target */
export type MatrixFilter = (typeof matrixFilters)[number];

/** `named`: the machine's own target, those of the repository, and the first-class ports */
export type ColumnFilter = 'named' | 'all';

/** What the page remembers over a reload of the window. */
export interface MatrixViewState {
  readonly reference: MatrixReference;
  readonly query: string;
  readonly filter: MatrixFilter;
  readonly columns: ColumnFilter;
  /** '' for any */
  readonly tag: string;
  readonly withTag: boolean;
}

export type ToMatrixView =
  | { readonly kind: 'words'; readonly words: MatrixWords }
  | { readonly kind: 'matrix'; readonly reference: MatrixReference; readonly matrix: MatrixState }
  /** another part of the window asks for a file, relative to the folder that is looked at */
  | { readonly kind: 'show'; readonly file: string };

export type FromMatrixView =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  /** other tags are set in every build */
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  /** relative to the folder that is looked at */
  | { readonly kind: 'open'; readonly file: string }
  | { readonly kind: 'use'; readonly target: TargetState };

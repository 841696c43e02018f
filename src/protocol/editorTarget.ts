import type { TargetState } from './buildMatrix';

/** Argument of the command `useTarget`. */
export interface UseTarget {
  /** URI of the workspace folder */
  readonly folder: string;
  readonly target: Pick<TargetState, 'name' | 'goos' | 'goarch' | 'cgo' | 'tags'>;
}

/** Argument of the command `setBuildTags`: a tag that a file waits for. */
export interface BuildTagsReference {
  /** URI of the workspace folder */
  readonly folder: string;
  readonly tag: string;
}

import type { MatrixCell, TargetOrigin } from '../engine/index';
import { request } from './rpc';

/** Which matrix: the files below a folder of a workspace folder. Argument of the command `showBuildMatrix`, too. */
export interface MatrixReference {
  /** URI of the workspace folder */
  readonly folder: string;
  /** the folder that is looked at, relative to it, `.` for that itself */
  readonly dir: string;
  /** a file to show at once, relative to `dir` */
  readonly file?: string;
}

export interface MatrixParams extends MatrixReference {
  /** what -tags sets in every build, beside the tags of a target */
  readonly tags: readonly string[];
}

/** What a build is for. */
export interface TargetState {
  /** as the configuration writes it: `linux/amd64`, `windows/386,nocgo,tags=a+b` */
  readonly name: string;
  readonly origin: TargetOrigin;
  readonly goos: string;
  readonly goarch: string;
  /** absent: as go decides */
  readonly cgo?: boolean;
  readonly tags: readonly string[];
}

/** The condition of files, with the texts rendered. */
export interface MatrixConditionState {
  /** '' where there is none */
  readonly text: string;
  /** that it names */
  readonly tags: readonly string[];
  /** one a target */
  readonly cells: readonly MatrixCell[];
  /** on how many ports a build takes the files */
  readonly ports: number;
  /** a sentence for each kind of cell that occurs, but `in` */
  readonly why: Readonly<Partial<Record<MatrixCell, string>>>;
}

export interface MatrixFileState {
  readonly name: string;
  readonly isTest: boolean;
  /** index in `conditions` */
  readonly condition: number;
}

export interface MatrixPackageState {
  /** relative to the folder that is looked at; '' is that itself */
  readonly path: string;
  readonly files: readonly MatrixFileState[];
}

export interface MatrixState {
  /** name of the folder that is looked at */
  readonly name: string;
  /** `Files: 12 · with a condition: 7`, and the universe, rendered */
  readonly counts: readonly string[];
  readonly ports: number;
  readonly targets: readonly TargetState[];
  readonly conditions: readonly MatrixConditionState[];
  readonly packages: readonly MatrixPackageState[];
  /** tags that only -tags can set */
  readonly ownTags: readonly string[];
}

/** Files by targets; worked out from the files of the folder, nothing is run. */
export const matrixState = request<MatrixParams, MatrixState>('goPreflight/buildMatrix');

import type { EncodedDelta } from './deltaCodec';
import type { ContentsQuestion, ContentsResult } from './readContents';

/** What is asked of whoever walks trees: the worker thread, or this one. */
export interface ScanQuestion {
  /** absolute, with `/` */
  readonly root: string;
  /** for the first scan of a root: folders inside it to stay out of */
  readonly skip: readonly string[];
  readonly changed: readonly string[] | 'all';
  /** Go files whose text an editor shows now; null where the disk counts again */
  readonly texts: readonly (readonly [path: string, text: string | null])[];
}

/** What the main thread tells the worker. */
export interface WorkerRequest {
  readonly id: number;
  readonly question: ScanQuestion | ContentsQuestion;
  /** becomes 1 when nobody waits any more */
  readonly cancelled: Int32Array;
}

/** What the worker answers; without a result where it was stopped. */
export interface WorkerAnswer {
  readonly id: number;
  readonly result: EncodedDelta | ContentsResult | undefined;
}

import type { EncodedDelta } from './deltaCodec';

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
export interface ScanRequest extends ScanQuestion {
  readonly id: number;
  /** becomes 1 when nobody waits any more */
  readonly cancelled: Int32Array;
}

/** What the worker answers; without a delta where it was stopped. */
export interface ScanAnswer {
  readonly id: number;
  readonly delta: EncodedDelta | undefined;
}

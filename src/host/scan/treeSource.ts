import type { HeaderNames, TreeDelta } from '../../engine/index';
import type { ContentsQuestion, ContentsResult } from './readContents';
import type { ScanQuestion } from './scanMessages';

/** Whoever walks trees and reads contents, and remembers them. */
export interface TreeSource {
  /** what it remembered is gone */
  readonly isDead: boolean;
  /** @returns undefined where the signal stopped it. Rejects when it dies. */
  ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined>;
  /** What the headers of a root's tree share, once it was scanned. */
  names(root: string): HeaderNames | undefined;
  /** As `ask`. */
  askContents(question: ContentsQuestion, signal: AbortSignal): Promise<ContentsResult | undefined>;
  end(): Promise<void>;
}

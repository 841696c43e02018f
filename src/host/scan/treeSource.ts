import type { TreeDelta } from '../../engine/index';
import type { ScanQuestion } from './scanMessages';

/** Whoever walks trees and remembers them. */
export interface TreeSource {
  /** what it remembered is gone */
  readonly isDead: boolean;
  /** @returns undefined where the signal stopped it. Rejects when it dies. */
  ask(question: ScanQuestion, signal: AbortSignal): Promise<TreeDelta | undefined>;
  end(): Promise<void>;
}

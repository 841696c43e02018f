import type { Message, Ports } from '../../engine/index';
import type { FixFailure } from '../../protocol/index';

/** What working out a fix needs, whichever kind it is. */
export interface FixContext {
  readonly ports: Ports;
  /** the workspace folder of the finding */
  readonly root: string;
  readonly uriOf: (path: string) => string;
  readonly render: (message: Message) => string;
  /** files whose text in the editor is not what the disk holds */
  readonly unsaved: () => readonly string[];
}

export function failed(context: FixContext, reason: Message, output = ''): FixFailure {
  return { kind: 'failed', reason: context.render(reason), output };
}

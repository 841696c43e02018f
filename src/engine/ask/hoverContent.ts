import type { Message } from '../model/message';
import type { Range } from '../model/range';

/** What is known about the word under the cursor. */
export interface Hover {
  readonly range: Range;
  /** what it is about, and after it what is said in a word or two */
  readonly title: string;
  readonly labels: readonly (Message | string)[];
  readonly lines: readonly Message[];
  /** what the module graph can show of it; without a path the graph itself */
  readonly graph: { readonly dir: string; readonly path?: string } | undefined;
}

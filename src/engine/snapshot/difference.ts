import type { Message } from '../model/message';
import type { Severity } from '../model/severity';

/** What a difference is about, in the order of a page. */
export const differenceTopics = [
  'go',
  'target',
  'flags',
  'modules',
  'variables',
  'compilers',
  'revision',
  'system',
  'tools',
  'versions',
] as const;
export type DifferenceTopic = (typeof differenceTopics)[number];

/** Something that is not the same on both sides. */
export interface Difference {
  /**
   * error: what is built or whether it is verified differs; warning: it may behave or be fetched differently; info: worth
   * knowing (knowledge of the field: `docs/snapshots.md`)
   */
  readonly severity: Exclude<Severity, 'hint'>;
  readonly topic: DifferenceTopic;
  /** a variable, a module, a tool, a file: a name that is the same in every language */
  readonly subject: string;
  /** path of the module that it concerns, where a side has several */
  readonly within?: string;
  /** undefined: there is none */
  readonly a: string | undefined;
  readonly b: string | undefined;
  /** what follows from it */
  readonly message: Message;
}

/** Something that could not be held against the other side. */
export interface NotCompared {
  readonly topic: DifferenceTopic;
  readonly message: Message;
  /** a difference of severity error may hide there */
  readonly couldBeError: boolean;
}

export interface Comparison {
  /** worst first, then by topic and name */
  readonly differences: readonly Difference[];
  readonly notCompared: readonly NotCompared[];
}

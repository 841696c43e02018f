import type { Message } from '../model/message';
import type { Location } from '../model/range';

/** Where a statement can be looked up. */
export type Evidence =
  | { readonly kind: 'line'; readonly location: Location }
  /** a file or a folder as a whole, absolute with `/` */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  | { readonly kind: 'setting'; readonly name: string }
  /** somebody can run it too, and see the same */
  | { readonly kind: 'command'; readonly command: string; readonly output: string };

/** A sentence of an answer with what it rests on. */
export interface Statement<Topic extends string = string> {
  readonly topic: Topic;
  readonly message: Message;
  readonly evidence: readonly Evidence[];
}

export function lineOf(location: Location): Evidence {
  return { kind: 'line', location };
}

export function pathOf(path: string): Evidence {
  return { kind: 'path', path };
}

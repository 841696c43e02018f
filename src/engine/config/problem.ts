import type { JsonNode } from '../parse/jsonc';
import { say, type Message } from '../model/message';

/** Something in a configuration that is not understood. The rest of it is used. */
export interface ConfigProblem {
  /** UTF-16 offsets in the text */
  readonly start: number;
  readonly end: number;
  /** a message of the check `config-invalid` */
  readonly message: Message;
  /** what was probably meant, in place of the marked text */
  readonly replacement?: string;
}

/** Collects problems while a configuration is read. */
export class Problems {
  readonly list: ConfigProblem[] = [];

  add(at: { readonly start: number; readonly end: number }, id: string, args: Message['args'] = {}): void {
    this.list.push({ start: at.start, end: at.end, message: say(id, args) });
  }

  /** A word that is not known, with the one that was probably meant where there is one. `id` has a twin `<id>Nearest`. */
  addUnknown(
    at: { readonly start: number; readonly end: number },
    id: string,
    args: Message['args'],
    nearest: string | undefined,
  ): void {
    if (nearest === undefined) this.add(at, id, args);
    else
      this.list.push({
        start: at.start,
        end: at.end,
        message: say(`${id}Nearest`, { ...args, nearest }),
        replacement: JSON.stringify(nearest),
      });
  }

  /** @param id `expectsList`, `expectsText`, ... */
  addWrongType(node: JsonNode, id: string, key: string): void {
    this.add(node, id, { key, found: shown(node) });
  }
}

/** A value in a message: short, on one line. */
export function shown(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return '{ ... }';
    case 'array':
      return '[ ... ]';
    case 'null':
      return 'null';
    default: {
      const text = JSON.stringify(node.value);
      return text.length > 40 ? `${text.slice(0, 37)}...` : text;
    }
  }
}

import type { CommandFix } from '../../engine/index';
import type { FileChange } from '../../protocol/index';

/** What a command did in the scratch folder. */
export interface Tried {
  readonly kind: 'tried';
  readonly output: string;
  readonly changes: readonly FileChange[];
}

/** As it would be typed. */
export function shownCommand({ args }: Pick<CommandFix, 'args'>): string {
  return ['go', ...args].map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word}'`)).join(' ');
}

import { relativeWithin } from '../../base/paths';
import type { Check, Root } from '../model/check';

/** What a key is called in outcomes. */
export function subjectOf(root: Root, { scope }: Pick<Check, 'scope'>, key: string): string {
  if (scope === 'machine') return 'machine';
  if (scope === 'root') return '.';
  return relativeWithin(root.dir, key) || '.';
}

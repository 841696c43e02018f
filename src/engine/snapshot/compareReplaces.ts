import { say } from '../model/message';
import { isAbsolutePath } from '../../base/paths';
import type { Difference } from './difference';
import { looksSame, pairByName } from './masks';
import type { ReplaceFacts } from './snapshot';

/** What stands in the place of a module: another module's version, or a folder. */
export interface Replacement {
  readonly by: string;
  readonly byVersion: string | null;
}

/** Replacements of go.mod or go.work: where only one side has one, another code is built. */
export function compareReplaces(
  a: readonly ReplaceFacts[],
  b: readonly ReplaceFacts[],
  within: string | undefined,
): readonly Difference[] {
  const nameOf = ({ path, version }: ReplaceFacts): string => (version === null ? path : `${path} ${version}`);
  return pairByName(a, b, nameOf).flatMap(([first, second]) => {
    const name = first ?? second;
    const difference = name && compareReplacement(nameOf(name), first, second, within);
    return difference ? [difference] : [];
  });
}

/** @param subject the module */
export function compareReplacement(
  subject: string,
  a: Replacement | undefined,
  b: Replacement | undefined,
  within?: string,
): Difference | undefined {
  if (a && b && isSameReplacement(a, b)) return undefined;
  return {
    severity: 'error',
    topic: 'modules',
    subject: `replace ${subject}`,
    ...(within !== undefined && { within }),
    a: a && textOf(a),
    b: b && textOf(b),
    message: say(a && b ? 'diff.replaceOther' : 'diff.replaceOne'),
  };
}

function isSameReplacement(a: Replacement, b: Replacement): boolean {
  if (a.byVersion !== b.byVersion) return false;
  if (looksSame(a.by, b.by)) return true;
  // A folder that is named from the root lies elsewhere on each machine, and the home folder is written in two ways.
  const isPlace = (path: string): boolean => isAbsolutePath(path) || /^(?:~|<folder>)/.test(path);
  return a.byVersion === null && isPlace(a.by) && isPlace(b.by) && lastPart(a.by) === lastPart(b.by);
}

function lastPart(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  );
}

function textOf({ by, byVersion }: Replacement): string {
  return byVersion === null ? by : `${by} ${byVersion}`;
}

import { isPseudoVersion } from './moduleVersion';

/** Why go cannot resolve a version that names a commit (`modfetch.validatePseudoVersion`, `module.PseudoVersionBase`). */
export interface PseudoVersionFault {
  /** the date, what the version says to come before, the commit */
  readonly kind: 'time' | 'base' | 'revision';
  readonly word: string;
  readonly revision: string;
}

/** @returns undefined for a good one, and for what is no pseudo-version */
export function pseudoVersionFault(version: string): PseudoVersionFault | undefined {
  if (!isPseudoVersion(version)) return undefined;
  const bare = version.replace(/\+.*$/, '');
  const match = /^(.*?)[.-]([0-9]{14})-([A-Za-z0-9]+)$/.exec(bare);
  const [, base = '', time = '', revision = ''] = match ?? [];
  if (match === null) return undefined;
  if (!isTime(time)) return { kind: 'time', word: time, revision };
  // `vX.Y.0-0.T-R` would come after vX.Y.-1.
  const release = /^(v[0-9]+\.[0-9]+\.0)-0$/.exec(base)?.[1];
  if (release !== undefined) return { kind: 'base', word: release, revision };
  return /^[0-9a-f]{12}$/.test(revision) ? undefined : { kind: 'revision', word: revision, revision };
}

/** A moment of UTC that exists, in the form 20060102150405. */
function isTime(text: string): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    text.slice(0, 4),
    ...(text.slice(4).match(/../g) ?? []),
  ].map(Number);
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

/** What go writes as the version of a module that only a folder gives: no such version exists anywhere. */
export function isFolderVersion(version: string): boolean {
  return version.endsWith('-00010101000000-000000000000');
}

/**
 * Semantic versions as golang.org/x/mod/semver has them: a leading `v`, `v1` and `v1.2` allowed, no leading zeros, any
 * number of digits.
 */

export interface Semver {
  readonly major: string;
  /** '0' where the short form leaves it out */
  readonly minor: string;
  readonly patch: string;
  /** with its `-`; '' without */
  readonly prerelease: string;
  /** with its `+`; '' without */
  readonly build: string;
  /** `v1` or `v1.2` */
  readonly short: boolean;
}

const number = '(0|[1-9][0-9]*)';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const shape = new RegExp(`^v${number}(?:\\.${number}(?:\\.${number}(-${identifiers})?(\\+${identifiers})?)?)?$`);

/** @returns undefined where golang.org/x/mod/semver calls the version invalid */
export function parseSemver(version: string): Semver | undefined {
  const match = shape.exec(version);
  if (!match) return undefined;
  const [, major = '0', minor, patch, prerelease = '', build = ''] = match;
  // A numeric identifier of a prerelease has no leading zeros.
  if (prerelease !== '' && prerelease.slice(1).split('.').some(hasLeadingZero)) return undefined;
  return { major, minor: minor ?? '0', patch: patch ?? '0', prerelease, build, short: patch === undefined };
}

export function isSemver(version: string): boolean {
  return parseSemver(version) !== undefined;
}

/** The version without build metadata and with all three numbers; undefined where it is invalid. */
export function canonicalSemver(version: string): string | undefined {
  const parsed = parseSemver(version);
  return parsed && canonicalForm(parsed);
}

export function canonicalForm({ major, minor, patch, prerelease }: Semver): string {
  return `v${major}.${minor}.${patch}${prerelease}`;
}

/** Orders versions; an invalid one comes before every valid one. Build metadata does not count. */
export function compareSemver(a: string, b: string): number {
  const left = parseSemver(a);
  const right = parseSemver(b);
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return (
    compareNumbers(left.major, right.major) ||
    compareNumbers(left.minor, right.minor) ||
    compareNumbers(left.patch, right.patch) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

function hasLeadingZero(identifier: string): boolean {
  return identifier.length > 1 && identifier.startsWith('0') && isNumeric(identifier);
}

function isNumeric(identifier: string): boolean {
  return /^[0-9]+$/.test(identifier);
}

/** Decimal numbers of any length without leading zeros. */
function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return a < b ? -1 : 1;
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.slice(1).split('.');
  const right = b.slice(1).split('.');
  for (const [at, one] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (one === other) continue;
    const numeric = isNumeric(one);
    if (numeric !== isNumeric(other)) return numeric ? -1 : 1;
    if (numeric) return compareNumbers(one, other);
    return one < other ? -1 : 1;
  }
  return -1;
}

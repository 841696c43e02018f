import type { GoSumEntry } from './goSum';
import { compareSemver } from './semver';

/** The order in which go writes go.sum (`module.Sort`, then the hashes): path, version, `/go.mod` after the module itself. */
export function compareSumEntries(a: GoSumEntry, b: GoSumEntry): number {
  return compareText(a.path, b.path) || compareVersions(a.version, b.version) || compareText(a.hash, b.hash);
}

function compareVersions(a: string, b: string): number {
  const [left, leftFile] = splitFile(a);
  const [right, rightFile] = splitFile(b);
  return left === right ? compareText(leftFile, rightFile) : compareSemver(left, right);
}

function splitFile(version: string): [string, string] {
  const at = version.indexOf('/');
  return at === -1 ? [version, ''] : [version.slice(0, at), version.slice(at)];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

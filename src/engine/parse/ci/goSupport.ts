import { asOf, goReleaseLines } from './goReleases';

export { asOf as releaseTableDate };

/**
 * The month since which a line of Go (`1.22`) has had no fixes from the Go project: that of the first release of the
 * second line behind it. Undefined where it has them, or where the table does not know: a line that is newer than it.
 */
export function endOfSupport(line: string): string | undefined {
  const [, minor = ''] = /^1\.(\d+)$/.exec(line) ?? [];
  if (minor === '') return undefined;
  const successor = `1.${Number(minor) + 2}`;
  return goReleaseLines.find((candidate) => candidate.line === successor)?.released;
}

/** The two lines that have fixes on the day of the table, newest first. */
export function supportedLines(): readonly string[] {
  return goReleaseLines
    .slice(-2)
    .map(({ line }) => line)
    .toReversed();
}

/** The newest release of a line on the day of the table. */
export function newestRelease(line: string): string | undefined {
  return goReleaseLines.find((candidate) => candidate.line === line)?.newest;
}

/** The month in which the line behind the newest one is due: there are two a year, in February and August. */
export function nextReleaseMonth(): string {
  const [year = 0, month = 0] = (goReleaseLines.at(-1)?.released ?? '').split('-').map(Number);
  return month >= 8 ? `${year + 1}-02` : `${year}-08`;
}

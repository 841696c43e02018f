import type { FindingDraft } from '../model/finding';
import { say } from '../model/message';
import { lineRange, type Location } from '../model/range';
import type { MergeConflict } from '../parse/mergeConflict';

/** `conflict` is a message of the check that reports it; the places of both files have the words of gomod-merge-conflict. */
export function describeConflict(
  conflict: MergeConflict,
  at: number,
  lines: readonly string[],
  path: string,
): FindingDraft {
  const marker = (line: number): Location => ({
    file: path,
    range: lineRange(line, 0, (lines[line] ?? '').trimEnd().length),
  });
  return {
    message: say('conflict'),
    location: marker(conflict.start),
    related: [
      { ...marker(conflict.middle), message: say('gomod-merge-conflict.middle') },
      { ...marker(conflict.end), message: say('gomod-merge-conflict.end') },
    ],
    key: `conflict ${at}`,
  };
}

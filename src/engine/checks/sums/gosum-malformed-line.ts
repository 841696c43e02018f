import { readsSums } from '../../facts/sums/sumUse';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { found, passed } from '../../model/outcome';
import type { GoSumFile, MalformedSumLine } from '../../parse/goSum';
import { readableSums } from './readableSums';
import { editFix, tidyFix } from '../../modfile/goModFixes';
import { deleteLines, goSumPath } from './sumFixes';
import { tidyRewrites } from './tidyRewrites';

/** Lines that are not three fields. Markers of merge conflicts are `gosum-merge-conflict`'s. */
export const gosumMalformedLine: ModuleCheck = {
  id: 'gosum-malformed-line',
  family: 'sums',
  scope: 'module',
  title: 'Every line of go.sum has three fields',
  why: 'go stops at a line that it cannot read, whatever the command; only go mod tidy passes over it.',
  fix: 'Delete the line, then run go mod tidy.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    one: 'A go.sum line has three fields, this one has {fields}; every go command but go mod tidy stops with "malformed go.sum"',
    many: 'go.sum has {lines} lines without three fields; every go command but go mod tidy stops with "malformed go.sum"',
    oneUnread: 'A go.sum line has three fields, this one has {fields}; go stops here as soon as it needs go.sum',
    manyUnread: 'go.sum has {lines} lines without three fields; go stops here as soon as it needs go.sum',
    deleteLines: 'Delete the malformed lines',
  },
  run: async (module, facts) => {
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    // The wrong encoding is the cause: gosum-encoding says so.
    if (sums.file.encoding === 'nul') return passed;
    const runs = malformedRuns(sums.file.parsed);
    if (runs.length === 0) return passed;
    const stops = await readsSums(module.dir, facts);
    const tidy = (await tidyRewrites(module.dir, sums.file, facts)) ? [tidyFix(module.dir)] : [];
    return found(runs.map((run) => describe(run, stops, sums.path, tidy)));
  },
};

function describe(run: Run, stops: boolean, file: string, tidy: readonly Fix[]): FindingDraft {
  const { first, last } = run;
  const lines = last.line - first.line + 1;
  return {
    message: messageOf(lines, first.fields, stops),
    severity: stops ? 'error' : 'warning',
    location: {
      file,
      range: {
        start: { line: first.line, column: first.column },
        end: { line: last.line, column: last.endColumn },
      },
    },
    key: `line ${first.line}`,
    fixes: [
      editFix(
        lines === 1 ? say('shared.fix.deleteLine') : say('deleteLines'),
        false,
        deleteLines(file, first.line, last.line),
      ),
      ...tidy,
    ],
  };
}

function messageOf(lines: number, fields: number, stops: boolean): Message {
  if (lines === 1) return say(stops ? 'one' : 'oneUnread', { fields });
  return say(stops ? 'many' : 'manyUnread', { lines });
}

interface Run {
  readonly first: MalformedSumLine;
  last: MalformedSumLine;
}

/** Neighbouring malformed lines outside of merge conflicts, together. */
function malformedRuns(file: GoSumFile): readonly Run[] {
  const runs: Run[] = [];
  for (const line of file.malformed) {
    if (file.conflicts.some((conflict) => conflict.start <= line.line && line.line <= conflict.end)) continue;
    const open = runs.at(-1);
    if (open?.last.line === line.line - 1) open.last = line;
    else runs.push({ first: line, last: line });
  }
  return runs;
}

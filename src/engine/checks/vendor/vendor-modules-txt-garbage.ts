import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { Location } from '../../model/range';
import type { SkippedLine } from '../../parse/modulesTxt';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** Lines of modules.txt that go passes over without a word: markers of a merge, versions that are none, lost packages. */
export const vendorModulesTxtGarbage: RootCheck = {
  id: 'vendor-modules-txt-garbage',
  family: 'vendor',
  scope: 'root',
  title: 'go understands every line of vendor/modules.txt',
  why: 'go skips what it does not understand without a word, so a package or a module may be missing and nobody knows why.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict:
      'vendor/modules.txt has a marker of a merge conflict, which go passes over: the lines of both sides count',
    marker: 'another marker',
    skipped: 'go does not understand this line of vendor/modules.txt ("{text}") and passes over it',
    many: 'go does not understand these {lines} lines of vendor/modules.txt and passes over them',
  },
  run: (_, facts) => eachVendorFolder(facts, judge),
};

const marker = /^(?:<{7}|>{7}|\|{7}|={7})(?: |$)/;

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  const { skipped } = folder.modulesTxt;
  const markers = skipped.filter(({ text }) => marker.test(text));
  const runs: [SkippedLine, ...SkippedLine[]][] = [];
  for (const line of skipped) {
    if (markers.includes(line)) continue;
    const open = runs.at(-1);
    if (open?.at(-1)?.line === line.line - 1) open.push(line);
    else runs.push([line]);
  }
  return [...conflict(folder, markers), ...runs.map((run) => describe(folder, run))];
}

/** All markers are one finding. */
function conflict(folder: ReadVendorFolder, [first, ...more]: readonly SkippedLine[]): readonly FindingDraft[] {
  if (first === undefined) return [];
  const related = more.map((line) => ({ ...placeOf(folder, line, line), message: say('marker') }));
  return [
    {
      message: say('conflict'),
      location: placeOf(folder, first, first),
      related,
      key: 'conflict',
      fixes: [vendorFix(folder)],
    },
  ];
}

function describe(folder: ReadVendorFolder, run: readonly [SkippedLine, ...SkippedLine[]]): FindingDraft {
  const [first] = run;
  return {
    message: run.length === 1 ? say('skipped', { text: first.text.slice(0, 60) }) : say('many', { lines: run.length }),
    location: placeOf(folder, first, run.at(-1) ?? first),
    key: first.text,
    fixes: [vendorFix(folder)],
  };
}

function placeOf(folder: ReadVendorFolder, first: SkippedLine, last: SkippedLine): Location {
  const start = { line: first.line, column: first.column };
  return { file: folder.modulesTxtPath, range: { start, end: { line: last.line, column: last.endColumn } } };
}

import { readsSums } from '../../facts/sums/sumUse';
import type { Facts } from '../../facts/factStore';
import { workspaceBuildMode } from '../../facts/vendor/buildMode';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { lineRange, startOfFile, type Location } from '../../model/range';
import type { MalformedSumLine } from '../../parse/goSum';
import { contradicts, union } from './mergedSums';
import { editFix } from '../../modfile/goModFixes';
import { deleteLines } from './sumFixes';
import { eachWorkspaceSums, type WorkspaceSums } from './workspaceSums';

/** Lines of go.work.sum that are not three fields, markers of merges among them: go reads the file as it reads go.sum. */
export const goworkSumMalformedLine: RootCheck = {
  id: 'gowork-sum-malformed-line',
  family: 'sums',
  scope: 'root',
  title: 'Every line of go.work.sum has three fields',
  why: 'In the workspace go stops at a line that it cannot read, whatever module it builds; go mod tidy does not repair this file.',
  fix: 'Delete the line, or keep the lines of both sides of a merge; go adds what is missing.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    one: 'A go.work.sum line has three fields, this one has {fields}; in the workspace go stops with "malformed go.sum"',
    oneUnread:
      'A go.work.sum line has three fields, this one has {fields}; go stops here as soon as the workspace needs a hash',
    conflict: 'go.work.sum has an unresolved merge conflict; in the workspace go stops with "malformed go.sum"',
    conflictUnread: 'go.work.sum has an unresolved merge conflict; go stops here as soon as the workspace needs a hash',
    notText: 'go.work.sum is not UTF-8 text: go finds no hash in it',
    byteOrderMark:
      'go.work.sum begins with a byte order mark, which go takes for a part of {module}: it does not find that hash',
    middle: 'the other side begins here',
    end: 'the conflict ends here',
    union: 'Keep the lines of both sides',
  },
  run: (_, facts) => eachWorkspaceSums(facts, (sums) => judge(sums, facts)),
};

async function judge(sums: WorkspaceSums, facts: Facts): Promise<readonly FindingDraft[]> {
  const { path, file } = sums;
  if (file.encoding === 'utf-16' || file.encoding === 'nul') {
    return [
      { message: say('notText'), severity: 'warning', location: { file: path, range: startOfFile }, key: 'text' },
    ];
  }
  const stops = await isRead(sums, facts);
  const { malformed, conflicts } = file.parsed;
  const outside = malformed.filter(
    ({ line }) => !conflicts.some((conflict) => conflict.start <= line && line <= conflict.end),
  );
  return [
    ...byteOrderMark(sums),
    ...conflictFindings(sums, stops),
    ...outside.map((line) => describe(line, path, stops)),
  ];
}

/** Whether a command in the workspace opens the file. */
async function isRead({ workspace }: WorkspaceSums, facts: Facts): Promise<boolean> {
  if ((await facts.get(workspaceBuildMode, workspace.path)).mode === 'vendor') return false;
  for (const { dir, goMod } of workspace.modules)
    if (goMod.kind === 'file' && (await readsSums(dir, facts))) return true;
  return false;
}

function describe(line: MalformedSumLine, file: string, stops: boolean): FindingDraft {
  return {
    message: say(stops ? 'one' : 'oneUnread', { fields: line.fields }),
    severity: stops ? 'error' : 'warning',
    location: { file, range: lineRange(line.line, line.column, line.endColumn) },
    key: `line ${line.line}`,
    fixes: [editFix(say('shared.fix.deleteLine'), false, deleteLines(file, line.line))],
  };
}

function conflictFindings({ path, file }: WorkspaceSums, stops: boolean): readonly FindingDraft[] {
  const lines = file.text.split('\n');
  const marker = (line: number): Location => ({
    file: path,
    range: lineRange(line, 0, (lines[line] ?? '').trimEnd().length),
  });
  const safe = !contradicts(file);
  return file.parsed.conflicts.map((conflict, at) => ({
    message: say(stops ? 'conflict' : 'conflictUnread'),
    severity: stops ? 'error' : 'warning',
    location: marker(conflict.start),
    related: [
      { ...marker(conflict.middle), message: say('middle') },
      { ...marker(conflict.end), message: say('end') },
    ],
    key: `conflict ${at}`,
    fixes: [editFix(say('union'), safe, union(path, conflict, lines, file))],
  }));
}

function byteOrderMark({ path, file }: WorkspaceSums): readonly FindingDraft[] {
  const [entry] = file.parsed.entries;
  if (file.encoding !== 'byte-order-mark' || entry?.line !== 0) return [];
  return [
    {
      message: say('byteOrderMark', { module: entry.path.replace(/^\ufeff/, '') }),
      severity: 'warning',
      location: { file: path, range: lineRange(0, 0, entry.column + entry.path.length) },
      key: 'byte-order-mark',
    },
  ];
}

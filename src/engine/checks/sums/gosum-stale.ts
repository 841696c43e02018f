import { unanswered } from '../../facts/go/runGo';
import { applyHunks, tidyDiff } from '../../facts/modules/tidyDiff';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';
import { isKnownHash, parseGoSum, type GoSumEntry } from '../../parse/goSum';
import { isDeadLine } from './gosum-dead-lines';
import { readableSums } from './readableSums';
import { entryLocation, moduleOf, sumName } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import { goModWithPackages } from '../../modfile/importFindings';
import { goSumPath } from './sumFixes';
import { unselectedZips } from './unselectedZips';

/** Lines that `go mod tidy` would delete. Only go knows: what other versions of modules ask for keeps lines, too. */
export const gosumStale: ModuleCheck = {
  id: 'gosum-stale',
  family: 'sums',
  scope: 'module',
  title: 'go.sum has no line that go mod tidy would delete',
  why: 'Nothing reads such a line; the next one to run go mod tidy has a change that is not theirs, and a CI that runs it fails.',
  fix: 'Run go mod tidy and commit go.sum.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    stale: 'Nothing needs {name}: go mod tidy deletes this line of go.sum',
    both: 'Nothing needs {name}: go mod tidy deletes its {lines} lines of go.sum',
    many: 'Nothing needs {lines} lines of go.sum; go mod tidy deletes them',
    line: 'this line, too',
    unsaved: 'go.sum is not the file that go mod tidy judged; it may not be saved',
    stops: 'go mod tidy stops here, so it says nothing of go.sum',
  },
  run: async (module, facts) => {
    // Without packages go.mod and go.sum serve another tool, of whose needs go mod tidy knows nothing.
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { goMod } = sound;
    const sums = await readableSums(goSumPath(module), facts);
    if (sums.kind === 'none') return sums.result;
    const diff = await facts.get(tidyDiff, module.dir);
    if (diff.kind === 'clean') return passed;
    if (diff.kind === 'not-run') return unanswered(diff.run, 'go mod tidy') ?? passed;
    if (diff.kind === 'stopped') {
      const versions = diff.missing.filter((name) => name.includes('@')).slice(0, 5);
      if (versions.length === 0) return unknown(say('stops'), 'network', diff.missing.slice(0, 10));
      return unknown(say('shared.notInCache', { modules: versions.join(', ') }), 'module-cache', versions);
    }
    if (diff.goSum === undefined) return passed;
    const tidied = applyHunks(sums.file.text, diff.goSum);
    // Somebody edits the file, and has not saved it.
    if (tidied === undefined) return unknown(say('unsaved'), 'readable-files', ['go.sum']);
    // A line may come back elsewhere: in order, or with other line ends.
    const kept = new Set(parseGoSum(tidied).entries.map(lineOf));
    const told = new Set(unselectedZips(sums.file, goMod.file).map(({ entry }) => entry));
    const { replace } = goMod.file;
    const stale = sums.file.parsed.entries.filter(
      (entry) => !kept.has(lineOf(entry)) && isKnownHash(entry.hash) && !told.has(entry) && !isDeadLine(entry, replace),
    );
    return found(describe(stale, sums.path).map((finding) => ({ ...finding, fixes: [tidyFix(module.dir)] })));
  },
};

/** More modules than this are one finding. */
const most = 20;
const mostRelated = 10;

function lineOf({ path, version, hash }: GoSumEntry): string {
  return `${path} ${version} ${hash}`;
}

function describe(stale: readonly GoSumEntry[], file: string): readonly FindingDraft[] {
  const byVersion = new Map<string, GoSumEntry[]>();
  for (const entry of stale) {
    const { path, version } = moduleOf(entry);
    const key = `${path} ${version}`;
    const group = byVersion.get(key);
    if (group) group.push(entry);
    else byVersion.set(key, [entry]);
  }
  const relatedOf = (entries: readonly GoSumEntry[]): FindingDraft['related'] =>
    entries.slice(0, mostRelated).map((entry) => ({ ...entryLocation(file, entry), message: say('line') }));
  const [first, ...others] = stale;
  if (first === undefined) return [];
  if (byVersion.size > most) {
    const message = say('many', { lines: stale.length });
    return [{ message, location: entryLocation(file, first), related: relatedOf(others) ?? [], key: 'many' }];
  }
  return [...byVersion].flatMap(([name, [entry, ...more]]) => {
    if (entry === undefined) return [];
    const message =
      more.length === 0 ? say('stale', { name: sumName(entry) }) : say('both', { name, lines: more.length + 1 });
    return [
      { message, location: entryLocation(file, entry), related: relatedOf(more) ?? [], key: name, about: [entry.path] },
    ];
  });
}

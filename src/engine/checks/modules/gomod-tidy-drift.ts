import type { ModuleCheck } from '../../model/check';
import type { Facts } from '../../facts/factStore';
import { goErrorReason } from '../../facts/go/goErrorReason';
import { unanswered } from '../../facts/go/runGo';
import type { GoModRead } from '../../facts/modules/goModOf';
import { applyHunks, goModUpdate, tidyDiff, type TidyDiff } from '../../facts/modules/tidyDiff';
import { unprovidedImports } from '../../facts/modules/unprovidedImports';
import type { Module } from '../../model/check';
import { say, type Message } from '../../model/message';
import { found, passed, unknown, type CheckResult } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { parseGoMod, type GoModFile } from '../../parse/goMod';
import type { ModLine } from '../../parse/goModSyntax';
import { tidyFix } from '../../modfile/goModFixes';
import { goModWithPackages } from '../../modfile/importFindings';
import { describeChange, meaningfulChanges, modulesNamed, reportedPaths } from './tidyChanges';

export const gomodTidyDrift: ModuleCheck = {
  id: 'gomod-tidy-drift',
  family: 'modules',
  scope: 'module',
  title: 'go.mod is as go mod tidy would leave it',
  why: 'The next one to run go mod tidy has a change that is not theirs; and where a version is too low, builds stop until it is made.',
  fix: 'Run go mod tidy and commit what it changes.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    added: 'go mod tidy adds a requirement: {module} {version}',
    removed: 'go mod tidy deletes this line: nothing needs {module}',
    version: 'go mod tidy changes {module} from {current} to {tidy}, which the other modules ask for',
    direct: 'go mod tidy takes // indirect away: a package here imports {module}',
    indirect: 'go mod tidy marks this line // indirect: no package here imports {module}',
    goLine: 'go mod tidy changes the go line from {current} to {tidy}, which a required module asks for',
    toolchain: 'go mod tidy changes the toolchain line from {current} to {tidy}',
    other: 'go mod tidy changes this file, which is not formatted: {count} lines differ',
    ambiguous: 'go mod tidy stops: package {package} lies in {one} and in {other}',
    stops: 'go mod tidy stops: {detail}',
    dependencies:
      'go mod tidy needs modules that are not in the module cache, for what other modules and their tests import: {packages}',
    requirements: 'go mod tidy stops at imports that no required module has: {packages}',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const diff = await facts.get(tidyDiff, module.dir);
    if (diff.kind !== 'changes') return verdictWithoutDiff(diff, sound.goMod, module, facts);
    if (diff.goMod === undefined) return passed;
    const { goMod } = sound;
    const tidied = applyHunks(goMod.text, diff.goMod);
    const known = new Set(await reportedPaths(goMod, module, facts));
    const update = await facts.get(goModUpdate, module.dir);
    // What stops a build is gomod-updates-needed.
    if (update.kind === 'replaced') known.add(update.module);
    if (tidied === undefined) return unformatted(diff.goMod, goMod, module, known);
    const changes = meaningfulChanges(goMod.file, parseGoMod(tidied));
    const news = changes.filter((change) => !known.has(change.path));
    if (news.length === 0) return passed;
    const own = update.kind === 'needed' ? news.filter(({ stops }) => !stops) : news;
    return found(own.map((change) => describeChange(change, goMod, module)));
  },
};

/** A file that is not formatted is not the one that the diff was made from: only which lines differ can be told. */
function unformatted(hunks: string, goMod: GoModRead, module: Module, known: ReadonlySet<string>): CheckResult {
  const lines = (sign: string): string[] =>
    hunks
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) =>
        line
          .slice(1)
          .trim()
          .replace(/^require /, ''),
      );
  const [removed, added] = [lines('-'), lines('+')];
  const differing = [
    ...removed.filter((line) => !added.includes(line)),
    ...added.filter((line) => !removed.includes(line)),
  ];
  const real = differing.filter((line) => {
    const [first = ''] = line.split(' ');
    return !/^(?:|\(|\)|require \(|\/\/.*)$/.test(line) && !known.has(first);
  });
  if (real.length === 0) return passed;
  const range = goMod.file.module?.line.range ?? startOfFile;
  const fixes = [tidyFix(module.dir)];
  const location = { file: goMod.path, range };
  const requirements = real.map((line) => /^(\S+) (v\S+)(?: \/\/ indirect)?$/.exec(line)?.slice(1) ?? []);
  const isAdded = ([path]: readonly string[]): boolean =>
    path !== undefined && !goMod.file.require.some((require) => require.path.value === path);
  if (requirements.every(isAdded))
    return found(
      requirements.map(([path = '', version = '']) => {
        return { message: say('added', { module: path, version }), location, fixes, key: path, about: [path] };
      }),
    );
  return found([{ message: say('other', { count: real.length }), location, fixes }]);
}

async function verdictWithoutDiff(
  diff: Exclude<TidyDiff, { readonly kind: 'changes' }>,
  goMod: GoModRead,
  module: Module,
  facts: Facts,
): Promise<CheckResult> {
  switch (diff.kind) {
    case 'clean':
      return passed;
    case 'not-run':
      return unanswered(diff.run, 'go mod tidy') ?? passed;
    case 'stopped':
      break;
  }
  const unprovided = await facts.get(unprovidedImports, module.dir);
  const packages = unprovided.map(({ importPath }) => importPath);
  const missing = modulesNamed(diff.missing, goMod);
  const versions = missing.filter((name) => name.includes('@'));
  // What other modules import may lie outside of go.mod, too.
  const unresolved = packages.length > 0 ? packages : versions.length > 0 ? [] : missing;
  if (unresolved.length > 0) {
    const id = packages.length > 0 ? 'requirements' : 'dependencies';
    const reason = say(id, { packages: unresolved.slice(0, 3).join(', ') });
    return unknown(reason, 'network', unresolved.slice(0, 10));
  }
  if (versions.length > 0) {
    const reason = say('shared.notInCache', { modules: versions.slice(0, 3).join(', ') });
    return unknown(reason, 'module-cache', versions.slice(0, 10));
  }
  const detail = goErrorReason(diff.stderr);
  const fault = faultOf(diff.stderr, detail, goMod.file);
  if (fault) {
    const { message, modules, line = goMod.file.module?.line } = fault;
    const location = { file: goMod.path, range: line?.range ?? startOfFile };
    return found([{ message, location, key: detail, about: modules }]);
  }
  return unknown(say('shared.goFailed', { command: 'go mod tidy', detail }), 'go');
}

interface TidyFault {
  readonly message: Message;
  readonly modules: readonly string[];
  readonly line: ModLine | undefined;
}

/** What stops go mod tidy whatever the network has; for anything else the offline guards may be the reason. */
function faultOf(stderr: string, detail: string, file: GoModFile): TidyFault | undefined {
  const ambiguous = /ambiguous import: found package (\S+) in multiple modules:\n\s+(\S+ \S+) \(.*\n\s+(\S+ \S+) \(/;
  const [, name, one = '', other = ''] = ambiguous.exec(stderr) ?? [];
  if (name !== undefined) {
    const modules = [one, other].map((module) => module.split(' ', 1)[0] ?? '');
    const line = file.require.find(({ path }) => modules.includes(path.value))?.line;
    return { message: say('ambiguous', { package: name, one, other }), modules, line };
  }
  const gone = /(\S+)@\S+: replacement directory \S+ does not exist$/.exec(detail)?.[1];
  // That of a required module is gomod-replace-target-missing.
  if (gone === undefined || file.require.some(({ path }) => path.value === gone)) return undefined;
  const line = file.replace.find(({ oldPath }) => oldPath.value === gone)?.line;
  return { message: say('stops', { detail }), modules: [gone], line };
}

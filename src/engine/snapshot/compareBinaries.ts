import { say } from '../model/message';
import type { BuildInfo, BuiltModule } from '../parse/buildInfo';
import { compareReplacement, type Replacement } from './compareReplaces';
import type { Comparison, Difference, NotCompared } from './difference';
import { pairByName } from './masks';
import type { BinarySide, EnvironmentSide, SideName } from './side';
import type { ModuleFacts, ReplaceFacts, Snapshot } from './snapshot';

/** What two binaries were linked from. */
export function compareBinaries({ info: a }: BinarySide, { info: b }: BinarySide): Comparison {
  const main = [
    ...line('modules', 'path', 'warning', [a.path, b.path], 'diff.program'),
    ...(a.main?.path === b.main?.path
      ? line('modules', a.main?.path ?? '', 'info', [a.main?.version, b.main?.version], 'diff.mainVersion')
      : []),
  ];
  const deps = pairByName(a.deps, b.deps, ({ path }) => path).flatMap(([first, second]) => {
    const subject = (first ?? second)?.path ?? '';
    if (first === undefined || second === undefined)
      return line('modules', subject, 'warning', [versionText(first), versionText(second)], 'diff.linkedOne');
    return dependencyPair(subject, first.version, replacementOf(first), second.version, replacementOf(second));
  });
  return { differences: [...main, ...deps, ...compareDefaults(a, b), ...compareStamps(a, b)], notCompared: [] };
}

/**
 * A binary against the module that it was built from. What an environment requires beside that gives it no package, so it
 * makes no difference.
 * @param swapped the binary is A
 */
export function compareWithBinary({ snapshot }: EnvironmentSide, { info }: BinarySide, swapped: boolean): Comparison {
  const side: SideName = swapped ? 'A' : 'B';
  const notCompared: NotCompared[] = [
    { topic: 'variables', message: say('diff.unknown.inBinary', { side }), couldBeError: false },
  ];
  const { main } = info;
  const own = main && snapshot.modules.find(({ path }) => path === main.path);
  const stamps = revisionDifferences(snapshot.revision ?? undefined, info);
  if (own === undefined) {
    const message = main
      ? say('diff.unknown.otherModule', { side, module: main.path })
      : say('diff.unknown.noModules', { side });
    notCompared.push({ topic: 'modules', message, couldBeError: true });
    return oriented({ differences: stamps, notCompared }, swapped);
  }
  return oriented({ differences: [...linkedModules(own, snapshot, info), ...stamps], notCompared }, swapped);
}

function linkedModules(module: ModuleFacts, snapshot: Snapshot, { deps }: BuildInfo): readonly Difference[] {
  return deps.flatMap((dep) => {
    // What a module of the workspace gives has no version.
    if (snapshot.workspace && dep.version === '(devel)') return [];
    const required = module.requires.find(({ path }) => path === dep.path);
    const version = versionHere(module, snapshot, dep);
    // Before Go 1.17 a go.mod names only what its packages import; the rest is known where the graph is.
    if (version === undefined)
      return module.complete || required
        ? line('modules', dep.path, 'warning', [undefined, versionText(dep)], 'diff.linkedOne')
        : [];
    return dependencyPair(
      dep.path,
      version,
      replacementHere(module, snapshot, version, dep),
      dep.version,
      replacementOf(dep),
    );
  });
}

function versionIn({ requires, complete }: ModuleFacts, path: string): string | undefined {
  const required = requires.find((each) => each.path === path);
  return (complete ? required?.selected : undefined) ?? required?.version ?? undefined;
}

/** In a workspace the version that any of its modules asks for may be the one. */
function versionHere(
  module: ModuleFacts,
  { workspace, modules }: Snapshot,
  { path, version }: BuiltModule,
): string | undefined {
  const isAskedFor = workspace !== null && modules.some((each) => versionIn(each, path) === version);
  return isAskedFor ? version : versionIn(module, path);
}

/** In a workspace those of go.work come first, then those of any of its modules; go writes their folders from go.work on. */
function replacementHere(
  module: ModuleFacts,
  { workspace, modules }: Snapshot,
  version: string,
  dep: BuiltModule,
): Replacement | undefined {
  if (workspace === null) return replacementIn(module.replaces, dep.path, version);
  const ofModules = modules.flatMap(({ replaces }) => replaces);
  const here = replacementIn(workspace.replaces, dep.path, version) ?? replacementIn(ofModules, dep.path, version);
  const linked = replacementOf(dep);
  const isSameFolder = here?.byVersion === null && linked?.byVersion === null && isSameTail(here.by, linked.by);
  return isSameFolder ? linked : here;
}

/** `../lib` of a module is `./lib` of its workspace. */
function isSameTail(a: string, b: string): boolean {
  const [first = '', second = ''] = [a, b].map((path) => `/${path.replace(/^(?:\.{1,2}\/)+/, '')}`);
  return first.endsWith(second) || second.endsWith(first);
}

function dependencyPair(
  path: string,
  versionA: string,
  replacedA: Replacement | undefined,
  versionB: string,
  replacedB: Replacement | undefined,
): readonly Difference[] {
  const replaced = replacedA || replacedB ? compareReplacement(path, replacedA, replacedB) : undefined;
  if (replaced) return [replaced];
  // Behind the same replacement the required version means nothing.
  return replacedA ? [] : line('modules', path, 'warning', [versionA, versionB], 'diff.requireVersion');
}

function replacementOf({ replacedBy }: BuiltModule): Replacement | undefined {
  if (replacedBy === undefined) return undefined;
  // A folder has no version but this one, or none.
  const isFolder = replacedBy.version === '' || replacedBy.version === '(devel)';
  return { by: replacedBy.path, byVersion: isFolder ? null : replacedBy.version };
}

/** An exact replacement before one for every version. */
function replacementIn(list: readonly ReplaceFacts[], path: string, version: string): Replacement | undefined {
  const own = list.filter((each) => each.path === path);
  return own.find((each) => each.version === version) ?? own.find((each) => each.version === null);
}

/** The settings of the runtime that go derived from the go line. */
function compareDefaults(a: BuildInfo, b: BuildInfo): readonly Difference[] {
  const lists = [a, b].map(({ settings }) =>
    (settings.get('DefaultGODEBUG') ?? '').split(',').filter((each) => each !== ''),
  );
  const [first = [], second = []] = lists;
  const only = (list: readonly string[], other: readonly string[]): string =>
    list.filter((each) => !other.includes(each)).join(',');
  return line('variables', 'DefaultGODEBUG', 'warning', [only(first, second), only(second, first)], 'diff.godebug');
}

function compareStamps(a: BuildInfo, b: BuildInfo): readonly Difference[] {
  const stamp = (name: string): readonly [string | undefined, string | undefined] => [
    a.settings.get(name),
    b.settings.get(name),
  ];
  const [x, y] = stamp('vcs.revision');
  const revision =
    x === undefined || y === undefined ? [] : line('revision', 'vcs.revision', 'warning', [x, y], 'diff.revision');
  return [...revision, ...line('revision', 'vcs.modified', 'warning', stamp('vcs.modified'), 'diff.modified')];
}

function revisionDifferences(checkedOut: string | undefined, { settings }: BuildInfo): readonly Difference[] {
  const stamped = settings.get('vcs.revision');
  const isModified = settings.get('vcs.modified') === 'true';
  return [
    ...(checkedOut === undefined || stamped === undefined
      ? []
      : line('revision', 'vcs.revision', 'warning', [checkedOut, stamped], 'diff.revision')),
    ...(isModified ? line('revision', 'vcs.modified', 'warning', [undefined, 'true'], 'diff.modified') : []),
  ];
}

function versionText(module: BuiltModule | undefined): string | undefined {
  return module?.version;
}

function line(
  topic: Difference['topic'],
  subject: string,
  severity: Difference['severity'],
  [a, b]: readonly [string | undefined, string | undefined],
  id: string,
): readonly Difference[] {
  return a === b ? [] : [{ severity, topic, subject, a, b, message: say(id) }];
}

function oriented({ differences, notCompared }: Comparison, swapped: boolean): Comparison {
  return swapped
    ? { differences: differences.map((each) => ({ ...each, a: each.b, b: each.a })), notCompared }
    : { differences, notCompared };
}

import { say } from '../model/message';
import type { BuildInfo, BuiltModule } from '../parse/buildInfo';
import { compareReplacement, type Replacement } from './compareReplaces';
import type { Comparison, Difference, NotCompared } from './difference';
import { pairByName } from './masks';
import type { BinarySide, EnvironmentSide, SideName } from './side';
import type { ModuleFacts, ReplaceFacts } from './snapshot';

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
  const inWorkspace = snapshot.workspace !== null;
  return oriented({ differences: [...linkedModules(own, info, inWorkspace), ...stamps], notCompared }, swapped);
}

function linkedModules(module: ModuleFacts, { deps }: BuildInfo, inWorkspace: boolean): readonly Difference[] {
  return deps.flatMap((dep) => {
    // A folder that go.work uses: what go.mod requires or replaces does not count there, and no version is recorded.
    if (inWorkspace && dep.version === '(devel)' && dep.replacedBy === undefined) return [];
    const required = module.requires.find(({ path }) => path === dep.path);
    const version = required && ((module.complete ? required.selected : undefined) ?? required.version ?? undefined);
    // Before Go 1.17 a go.mod names only what its packages import; the rest is known where the graph is.
    if (version === undefined)
      return module.complete || required
        ? line('modules', dep.path, 'warning', [undefined, versionText(dep)], 'diff.linkedOne')
        : [];
    return dependencyPair(
      dep.path,
      version,
      replacementIn(module.replaces, dep.path, version),
      dep.version,
      replacementOf(dep),
    );
  });
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

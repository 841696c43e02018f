import { say } from '../model/message';
import { goLanguageVersion } from '../parse/goVersion';
import { goDifference } from './compareGo';
import type { Comparison, Difference, NotCompared } from './difference';
import { looksSame, pairByName } from './masks';
import { compareReplaces } from './compareReplaces';
import { goOf, type EnvironmentSide } from './side';
import type { ModuleFacts, RequireFacts } from './snapshot';

/** The modules of two environments, each with the one of the same path. */
export function compareModules(a: EnvironmentSide, b: EnvironmentSide): Comparison {
  const [first, second] = [a.snapshot.modules, b.snapshot.modules];
  const pairs = pairByName(first, second, ({ path }) => path);
  const several = first.length > 1 || second.length > 1;
  const both = pairs.flatMap(([x, y]) => (x && y ? [[x, y] as const] : []));
  const notCompared: NotCompared[] = [];
  if (both.length === 0 && first.length + second.length > 0) {
    const couldBeError = first.length > 0 && second.length > 0;
    notCompared.push({ topic: 'modules', message: say('diff.unknown.noCommonModule'), couldBeError });
  }
  const differences = pairs.flatMap(([x, y]): readonly Difference[] => {
    if (x && y) return modulePair(x, y, several ? x.path : undefined, a, b);
    // Where nothing is in common, it is another repository: no list of its modules.
    if (both.length === 0) return [];
    const subject = (x ?? y)?.path ?? '';
    return [
      { severity: 'info', topic: 'modules', subject, a: x?.folder, b: y?.folder, message: say('diff.moduleFolder') },
    ];
  });
  return { differences: [...differences, ...compareWorkspaces(a, b)], notCompared };
}

function modulePair(
  x: ModuleFacts,
  y: ModuleFacts,
  within: string | undefined,
  a: EnvironmentSide,
  b: EnvironmentSide,
): readonly Difference[] {
  const place = within === undefined ? {} : { within };
  const line = (
    subject: string,
    severity: Difference['severity'],
    [first, second]: readonly [string | null, string | null],
    id: string,
  ): readonly Difference[] =>
    looksSame(first ?? '', second ?? '')
      ? []
      : [
          {
            severity,
            topic: 'modules',
            subject,
            ...place,
            a: first ?? undefined,
            b: second ?? undefined,
            message: say(id),
          },
        ];
  const isOtherLanguage = goLanguageVersion(x.go ?? '1.16') !== goLanguageVersion(y.go ?? '1.16');
  const isSameText = x.sha256.goMod !== null && x.sha256.goMod === y.sha256.goMod;
  return [
    ...goInModule(x, y, within, a, b),
    ...line('go', isOtherLanguage ? 'warning' : 'info', [x.go, y.go], 'diff.goLine'),
    ...line('toolchain', 'info', [x.toolchain, y.toolchain], 'diff.toolchainLine'),
    ...line('godebug', 'warning', [x.godebug.join(' '), y.godebug.join(' ')], 'diff.godebug'),
    ...compareReplaces(x.replaces, y.replaces, within),
    ...compareRequires(x, y, within),
    ...line('exclude', 'info', [x.excludes.join(', '), y.excludes.join(', ')], 'diff.goModLine'),
    ...line('tool', 'info', [x.tools.join(', '), y.tools.join(', ')], 'diff.goModLine'),
    ...vendorOf(x, y).flatMap(([first, second, severity, id]) => line('vendor', severity, [first, second], id)),
    ...(isSameText ? line('go.sum', 'info', [x.sha256.goSum, y.sha256.goSum], 'diff.goSum') : []),
  ];
}

/** Where a module runs another Go than its folder does, it has a line of its own. */
function goInModule(
  x: ModuleFacts,
  y: ModuleFacts,
  within: string | undefined,
  a: EnvironmentSide,
  b: EnvironmentSide,
): readonly Difference[] {
  const [first, second] = [goOf(a, x.path), goOf(b, y.path)];
  if (within === undefined || first === undefined || second === undefined) return [];
  const isToldAlready = goOf(a)?.toolchain === first.toolchain && goOf(b)?.toolchain === second.toolchain;
  const difference = isToldAlready ? undefined : goDifference(first, second, within);
  return difference ? [difference] : [];
}

function vendorOf(
  { sha256: { vendor: first } }: ModuleFacts,
  { sha256: { vendor: second } }: ModuleFacts,
): readonly (readonly [string | null, string | null, Difference['severity'], string])[] {
  if ((first === null) === (second === null)) return [[first, second, 'info', 'diff.vendorContent']];
  const named = (hash: string | null): string | null => (hash === null ? null : 'vendor/modules.txt');
  return [[named(first), named(second), 'warning', 'diff.vendor']];
}

/** A version that only one side could work out is not held against one that is written. */
function compareRequires(x: ModuleFacts, y: ModuleFacts, within: string | undefined): readonly Difference[] {
  const isWorkedOut = x.complete && y.complete;
  const versionIn = ({ version, selected }: RequireFacts): string | undefined =>
    isWorkedOut ? (selected ?? version ?? undefined) : (version ?? undefined);
  const named = (list: readonly RequireFacts[]): readonly RequireFacts[] =>
    list.filter((each) => versionIn(each) !== undefined);
  return pairByName(named(x.requires), named(y.requires), ({ path }) => path).flatMap(([first, second]) => {
    const [a, b] = [first && versionIn(first), second && versionIn(second)];
    if (a === b) return [];
    const subject = (first ?? second)?.path ?? '';
    const message = say(a === undefined || b === undefined ? 'diff.requireOne' : 'diff.requireVersion');
    return [{ severity: 'warning', topic: 'modules', subject, ...(within !== undefined && { within }), a, b, message }];
  });
}

function compareWorkspaces({ snapshot: a }: EnvironmentSide, { snapshot: b }: EnvironmentSide): readonly Difference[] {
  const [first, second] = [a.workspace, b.workspace];
  const uses = [first?.uses.join(', '), second?.uses.join(', ')] as const;
  const difference: Difference = {
    severity: 'warning',
    topic: 'modules',
    subject: 'go.work',
    a: uses[0],
    b: uses[1],
    message: say(first && second ? 'diff.workspaceUses' : 'diff.workspaceOne'),
  };
  return [
    ...((first === null) === (second === null) && looksSame(uses[0] ?? '', uses[1] ?? '') ? [] : [difference]),
    ...compareReplaces(first?.replaces ?? [], second?.replaces ?? [], first || second ? 'go.work' : undefined),
  ];
}

import type { GoModRead } from '../../facts/modules/goModOf';
import type { GraphDemands } from '../../facts/modules/graphDemands';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say, type Message } from '../../model/message';
import type { Range } from '../../model/range';
import { editFix, replaceText, tidyFix } from '../../modfile/goModFixes';
import { judgeDemands, type DemandReach } from './graphDemandFindings';

export const requireBelowDependency: ModuleCheck = {
  id: 'require-below-dependency',
  family: 'modules',
  scope: 'module',
  title: 'Every required version is at least what the other required modules ask for',
  why: 'go builds with the highest version that anybody asks for. Where go.mod names a lower one, go has to change it first, and a build may not; go does not say which line it means.',
  fix: 'Raise the version to the one that is asked for.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{by} needs {module} {asked}, and go.mod has {current}; go build stops with "updates to go.mod needed"',
    test: '{by} needs {module} {asked}, and go.mod has {current}; go vet and go test stop with "updates to go.mod needed"',
    tidy: '{by} needs {module} {asked}, and go.mod has {current}; go mod tidy raises it',
    outside:
      '{by} needs {module} {asked}, and go.mod has {current}; outside the workspace go build stops with "updates to go.mod needed"',
    'build-many':
      '{by} needs newer versions of {count} modules, such as {module} {asked}, not {current}; go build stops with "updates to go.mod needed"',
    'test-many':
      '{by} needs newer versions of {count} modules, such as {module} {asked}, not {current}; go vet and go test stop with "updates to go.mod needed"',
    'tidy-many':
      '{by} needs newer versions of {count} modules, such as {module} {asked}, not {current}; go mod tidy raises them',
    'outside-many':
      '{by} needs newer versions of {count} modules, such as {module} {asked}, not {current}; outside the workspace go build stops with "updates to go.mod needed"',
    by: '{by} asks for it',
    'by-many': '{by} asks for them',
    another: '{module} {asked} is asked for here',
    'fix.raise': 'Raise {module} to {needed}',
    'fix.raise-many': 'Raise the {count} versions',
  },
  run: (module, facts) =>
    judgeDemands(module, facts, ({ versions }, goMod, reach) =>
      groupsOf(versions, reach).map((group) => draftOf(group, goMod, module, reach(group[0]))),
    ),
};

type LowVersion = GraphDemands['versions'][number];
type Group = readonly [LowVersion, ...LowVersion[]];

/** Who was raised beside this module leaves a line behind for each module it brings: more than this are one finding. */
const most = 5;
const mostRelated = 10;

function groupsOf(demands: readonly LowVersion[], reach: (demand: LowVersion) => DemandReach): readonly Group[] {
  const byAsker = new Map<string, [LowVersion, ...LowVersion[]]>();
  for (const demand of demands) {
    const key = `${askerOf(demand)} ${reach(demand).name}`;
    const group = byAsker.get(key);
    if (group) group.push(demand);
    else byAsker.set(key, [demand]);
  }
  return [...byAsker.values()].flatMap((group): Group[] => (group.length > most ? [group] : group.map((one) => [one])));
}

function askerOf({ by }: LowVersion): string {
  return `${by.path}@${by.version}`;
}

function draftOf(group: Group, goMod: GoModRead, module: Module, { severity, name }: DemandReach): FindingDraft {
  const [first, ...others] = group;
  const count = group.length;
  const isMany = others.length > 0;
  const by = askerOf(first);
  const { path, require } = first.module;
  const args = { by, module: path, asked: first.asked, current: require.version.value, count };
  const asker = goMod.file.require.find((one) => one.path.value === first.by.path && one.line !== require.line);
  const raise = isMany
    ? say('require-below-dependency.fix.raise-many', { count })
    : say('require-below-dependency.fix.raise', { module: path, needed: first.needed });
  const at = (range: Range, message: Message): RelatedLocation => ({ file: goMod.path, range, message });
  return {
    message: say(isMany ? `${name}-many` : name, args),
    severity,
    location: { file: goMod.path, range: require.version.range },
    related: [
      ...(asker ? [at(asker.line.range, say(isMany ? 'by-many' : 'by', { by }))] : []),
      ...others
        .slice(0, mostRelated)
        .map((one) =>
          at(one.module.require.version.range, say('another', { module: one.module.path, asked: one.asked })),
        ),
    ],
    fixes: [
      editFix(
        raise,
        false,
        ...group.map((one) => replaceText(goMod.path, one.module.require.version.range, one.needed)),
      ),
      tidyFix(module.dir),
    ],
    key: isMany ? `${by} ${name}` : path,
    about: group.map((one) => one.module.path),
  };
}

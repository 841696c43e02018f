import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { editFix, replaceText, tidyFix } from '../../modfile/goModFixes';
import { judgeDemands } from './graphDemandFindings';

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
    by: '{by} asks for it',
    'fix.raise': 'Raise {module} to {needed}',
  },
  run: (module, facts) =>
    judgeDemands(module, facts, ({ versions }, goMod, reach) =>
      versions.map((demand): FindingDraft => {
        const { version, line } = demand.module.require;
        const by = `${demand.by.path}@${demand.by.version}`;
        const path = demand.module.path;
        const { severity, name } = reach(demand);
        const raise = say('require-below-dependency.fix.raise', { module: path, needed: demand.needed });
        const asker = goMod.file.require.find((one) => one.path.value === demand.by.path && one.line !== line);
        return {
          message: say(name, { by, module: path, asked: demand.asked, current: version.value }),
          severity,
          location: { file: goMod.path, range: version.range },
          related: asker ? [{ file: goMod.path, range: asker.line.range, message: say('by', { by }) }] : [],
          fixes: [editFix(raise, false, replaceText(goMod.path, version.range, demand.needed)), tidyFix(module.dir)],
          key: path,
          about: [path],
        };
      }),
    ),
};

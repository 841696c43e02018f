import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { deleteDirective, editFix, replaceText, tidyFix } from '../../modfile/goModFixes';
import { judgeDemands } from './graphDemandFindings';

export const gomodGoOlderThanDependency: ModuleCheck = {
  id: 'gomod-go-older-than-dependency',
  family: 'modules',
  scope: 'module',
  title: 'The go line is at least that of every required module',
  why: 'From Go 1.21 on a module cannot say that it needs an older Go than its dependencies. Until the go line is raised, commands that may not change go.mod stop, without naming the line.',
  fix: 'Raise the go line to what the dependency asks for, or require an older version of it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{by} needs go {asked}, and go.mod says {current}; go build stops with "updates to go.mod needed"',
    test: '{by} needs go {asked}, and go.mod says {current}; go vet and go test stop with "updates to go.mod needed"',
    tidy: '{by} needs go {asked}, and go.mod says {current}; go mod tidy raises the go line',
    outside:
      '{by} needs go {asked}, and go.mod says {current}; outside the workspace go build stops with "updates to go.mod needed"',
    by: '{by} asks for it',
    'fix.raise': 'Write go {needed}',
  },
  run: (module, facts) =>
    judgeDemands(module, facts, ({ go }, goMod, reach) => {
      if (go === undefined) return [];
      const { file, path } = goMod;
      const by = `${go.by.path}@${go.by.version}`;
      const { severity, name } = reach(go);
      const asker = file.require.find((one) => one.path.value === go.by.path);
      const raise = say('gomod-go-older-than-dependency.fix.raise', { needed: go.needed });
      const repeats =
        file.toolchain?.name.value === `go${go.needed}` ? [deleteDirective(goMod, file.toolchain.line)] : [];
      const edits = file.go
        ? [editFix(raise, false, replaceText(path, file.go.version.range, go.needed), ...repeats)]
        : [];
      return [
        {
          message: say(name, { by, asked: go.asked, current: file.go?.version.value ?? '1.16' }),
          severity,
          location: { file: path, range: file.go?.version.range ?? file.module?.line.range ?? startOfFile },
          related: asker ? [{ file: path, range: asker.line.range, message: say('by', { by }) }] : [],
          fixes: [...edits, tidyFix(module.dir)],
          about: [go.by.path],
        },
      ];
    }),
};

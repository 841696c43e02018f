import type { RootCheck } from '../../model/check';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { compareGoVersions, isValidGoVersion } from '../../parse/goVersion';
import type { GoWorkRead } from '../../facts/modules/workspaceOf';
import { judgeWorkspaces, shownFolder, workUse } from './workspaces';

/** What go takes where go.work has no go line (`internal/gover`, DefaultGoWorkVersion). */
const impliedVersion = '1.18';

/** A module with an older go line does not bind the workspace (`modload/init.go`, loadModFile). */
const firstBinding = '1.21';

export const goworkGoTooOld: RootCheck = {
  id: 'gowork-go-too-old',
  family: 'workspace',
  scope: 'root',
  title: 'The go line of go.work is at least that of its modules',
  why: 'Since Go 1.21 a workspace must ask for the newest Go that one of its modules needs, or every command in it stops.',
  fix: 'Raise the go line of go.work; go work use without arguments does it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    listed: 'go.work says go {work}, but {folder} needs go {module}; every go command in the workspace stops',
    implied: 'go.work has no go line, which means {work}, but {folder} needs go {module}; every go command stops',
    needs: 'go {module} is asked for here',
    raise: 'Write go {module}',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) => {
      const own = work.file.go?.version.value ?? impliedVersion;
      const newer = work.modules.flatMap(({ dir, goMod }) => {
        const version = goMod.kind === 'file' ? goMod.file.go?.version : undefined;
        if (goMod.kind !== 'file' || version === undefined || !isValidGoVersion(version.value)) return [];
        if (compareGoVersions(version.value, firstBinding) < 0) return [];
        return compareGoVersions(version.value, own) > 0 ? [{ dir, goMod, version }] : [];
      });
      const newest = newer.toSorted((a, b) => compareGoVersions(b.version.value, a.version.value))[0];
      if (newest === undefined) return [];
      const { version } = newest;
      const args = { work: own, folder: shownFolder(work, newest.dir), module: version.value };
      return [
        {
          message: say(work.file.go ? 'listed' : 'implied', args),
          location: { file: work.path, range: work.file.go?.version.range ?? startOfFile },
          key: 'go',
          related: newer.map(({ goMod, version: { value, range } }) => ({
            file: goMod.path,
            range,
            message: say('needs', { module: value }),
          })),
          fixes: [...raiseFix(work, version.value), workUse(work)],
        },
      ];
    }),
};

function raiseFix(work: GoWorkRead, version: string): readonly EditFix[] {
  const line = work.file.go?.version;
  if (line === undefined) return [];
  const edit = { kind: 'text', file: work.path, range: line.range, newText: version } as const;
  return [{ kind: 'edit', title: say('raise', { module: version }), safe: false, edits: [edit] }];
}

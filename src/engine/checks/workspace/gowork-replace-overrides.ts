import { isAbsolutePath, joinPath } from '../../../base/paths';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { judgeWorkspaces } from './workspaces';

export const goworkReplaceOverrides: RootCheck = {
  id: 'gowork-replace-overrides',
  family: 'workspace',
  scope: 'root',
  title: 'go.work replaces modules as its members do',
  why: 'A replace of go.work comes before those of the members. The workspace builds with another module than the member by itself, in CI with GOWORK=off or for whoever clones it without the go.work.',
  fix: 'Nothing, where that is meant; else make the two alike.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    overrides: '{module} is {target} in the workspace, and {other} where {member} is built by itself',
    other: 'the replace that does not count in the workspace',
  },
  run: (root, facts) =>
    judgeWorkspaces(root, facts, (work) =>
      work.file.replace.flatMap((own): FindingDraft[] => {
        const findings: FindingDraft[] = [];
        for (const { dir, goMod } of work.modules) {
          if (goMod.kind !== 'file') continue;
          const other = goMod.file.replace.findLast((one) => keyOf(one) === keyOf(own));
          if (other === undefined || targetOf(dir, other) === targetOf(work.dir, own)) continue;
          const path = own.oldPath.value;
          findings.push({
            message: say('overrides', {
              module: path,
              target: wordsOf(own),
              other: wordsOf(other),
              member: goMod.file.module?.path.value ?? dir,
            }),
            location: { file: work.path, range: own.line.range },
            related: [{ file: goMod.path, range: other.line.range, message: say('other') }],
            key: `${path} ${goMod.path}`,
            about: [path],
          });
        }
        return findings;
      }),
    ),
};

function keyOf({ oldPath, oldVersion }: ReplaceDirective): string {
  return `${oldPath.value}@${oldVersion?.value ?? ''}`;
}

function targetOf(dir: string, { newPath, newVersion }: ReplaceDirective): string {
  if (newVersion !== undefined) return `${newPath.value}@${newVersion.value}`;
  return isAbsolutePath(newPath.value) ? joinPath(newPath.value) : joinPath(dir, newPath.value);
}

function wordsOf({ newPath, newVersion }: ReplaceDirective): string {
  return newVersion === undefined ? newPath.value : `${newPath.value} ${newVersion.value}`;
}

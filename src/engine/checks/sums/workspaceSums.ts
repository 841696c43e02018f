import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { goWorkOf, workspaceOf, type GoWorkRead } from '../../facts/modules/workspaceOf';
import { sumFile, type ReadSumFile } from '../../facts/sums/sumFile';
import { treeLists } from '../../facts/treeLists';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, unknown, type CheckResult } from '../../model/outcome';

/** The go.work.sum of a workspace that is in effect. */
export interface WorkspaceSums {
  readonly workspace: GoWorkRead;
  /** of go.work.sum: absolute */
  readonly path: string;
  readonly file: ReadSumFile;
}

/** The workspaces of the root whose go.work commands in its folder go by. */
export async function workspacesInEffect(facts: Facts): Promise<readonly GoWorkRead[]> {
  const { workspaces: paths } = await facts.get(treeLists, facts.root);
  const workspaces = await Promise.all(paths.map((path) => inEffect(joinPath(facts.root, path), facts)));
  return workspaces.filter((workspace) => workspace !== undefined);
}

async function inEffect(dir: string, facts: Facts): Promise<GoWorkRead | undefined> {
  const effective = await facts.get(workspaceOf, dir);
  const own = await facts.get(goWorkOf, `${dir}/go.work`);
  return own.kind === 'file' && effective.kind === 'file' && effective.path === own.path ? own : undefined;
}

/** Runs a check over the go.work.sum of each workspace in effect. */
export async function eachWorkspaceSums(
  facts: Facts,
  judge: (sums: WorkspaceSums) => readonly FindingDraft[] | Promise<readonly FindingDraft[]>,
): Promise<CheckResult> {
  const workspaces = await workspacesInEffect(facts);
  if (workspaces.length === 0) return notApplicable(say('shared.noWorkspace'));
  const findings: FindingDraft[] = [];
  let isThere = false;
  for (const workspace of workspaces) {
    const path = `${workspace.path}.sum`;
    const file = await facts.get(sumFile, path);
    if (file.kind === 'missing') continue;
    if (file.kind !== 'read') {
      const reason = file.kind === 'unreadable' ? file.reason : `${file.size} bytes`;
      return unknown(say('shared.unreadable', { file: 'go.work.sum', reason }), 'readable-files', ['go.work.sum']);
    }
    isThere = true;
    findings.push(...(await judge({ workspace, path, file })));
  }
  return isThere ? found(findings) : notApplicable(say('shared.noSumFile', { file: 'go.work.sum' }));
}

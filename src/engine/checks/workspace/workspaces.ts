import { joinPath, relativeWithin } from '../../../base/paths';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Facts } from '../../facts/factStore';
import { goWorkOf, type GoWorkRead } from '../../facts/modules/workspaceOf';
import type { Root } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { CommandFix, EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';
import type { ModLine } from '../../parse/goModSyntax';
import { treeLists } from '../../facts/treeLists';

/** Judges each go.work of the root. With GOWORK=off or GO111MODULE=off go reads none of them. */
export async function judgeWorkspaces(
  root: Root,
  facts: Facts,
  judge: (work: GoWorkRead) => Promise<readonly FindingDraft[]> | readonly FindingDraft[],
): Promise<CheckResult> {
  const { workspaces } = await facts.get(treeLists, root.dir);
  if (workspaces.length === 0) return notApplicable(say('shared.noWorkspace'));
  const ignored = await workspacesIgnored(facts);
  if (ignored) return ignored;
  const findings: FindingDraft[] = [];
  let incomplete: Unknown | undefined;
  for (const folder of workspaces) {
    const work = await facts.get(goWorkOf, joinPath(root.dir, folder, 'go.work'));
    if (work.kind === 'unreadable')
      incomplete = {
        reason: say('shared.unreadable', { file: 'go.work', reason: work.reason }),
        needs: 'readable-files',
      };
    else if (work.kind === 'file' && !work.sound)
      incomplete = { reason: say('shared.goWorkFaulty'), needs: 'readable-files', missing: ['go.work'] };
    else if (work.kind === 'file') findings.push(...(await judge(work)));
  }
  return found(findings, incomplete);
}

/** Why go reads no go.work at all, where the environment says so. */
export async function workspacesIgnored(facts: Facts): Promise<CheckResult | undefined> {
  const work = await facts.get(environmentVariable, 'GOWORK');
  if (work.value === 'off') return notApplicable(say('shared.workspaceOff'));
  const modules = await facts.get(environmentVariable, 'GO111MODULE');
  if (modules.value === 'off') return notApplicable(say('shared.workspaceWithoutModules'));
  return undefined;
}

/** A folder as the person knows it: relative to the go.work where it lies below, else whole. */
export function shownFolder(work: GoWorkRead, dir: string): string {
  const inside = relativeWithin(work.dir, dir);
  return inside === undefined ? dir : inside === '' ? '.' : `./${inside}`;
}

/** Deletes the line of a `use`, with its line end. */
export function dropUse(work: GoWorkRead, line: ModLine, safe: boolean): EditFix {
  const start = { line: line.range.start.line, column: 0 };
  const edit = {
    kind: 'text',
    file: work.path,
    range: { start, end: { line: start.line + 1, column: 0 } },
    newText: '',
  } as const;
  return { kind: 'edit', title: say('shared.fix.deleteLine'), safe, edits: [edit] };
}

/** `go work use`: adds a folder, or raises the go line to what the used modules need. */
export function workUse(work: GoWorkRead, folder?: string): CommandFix {
  return {
    kind: 'command',
    title: folder === undefined ? say('shared.fix.workUse') : say('shared.fix.workUseFolder', { folder }),
    safe: false,
    args: ['work', 'use', ...(folder === undefined ? [] : [folder])],
    cwd: work.dir,
    touches: [work.path],
    needsNetwork: false,
  };
}

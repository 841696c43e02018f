import { joinPath, relativeWithin } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { workspacesOff, type WorkspacesOff } from '../../facts/go/governingFile';
import { goWorkOf, type GoWorkRead, type Workspace } from '../../facts/modules/workspaceOf';
import type { Root } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { CommandFix, EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';
import type { ModLine } from '../../parse/goModSyntax';
import { treeLists } from '../../facts/treeLists';

type Judge = (work: GoWorkRead) => Promise<readonly FindingDraft[]> | readonly FindingDraft[];

/** Judges each go.work of the root that go can read. With GOWORK=off or GO111MODULE=off go reads none of them. */
export function judgeWorkspaces(root: Root, facts: Facts, judge: Judge): Promise<CheckResult> {
  return eachWorkspace(root, facts, (work) => (work.sound ? judge(work) : undefined));
}

/** The same for those with faults too. @param judge undefined: nothing can be said of it */
export async function eachWorkspace(
  root: Root,
  facts: Facts,
  judge: (work: GoWorkRead) => ReturnType<Judge> | undefined,
): Promise<CheckResult> {
  const { workspaces } = await facts.get(treeLists, root.dir);
  if (workspaces.length === 0) return notApplicable(say('shared.noWorkspace'));
  const off = await facts.get(workspacesOff);
  if (off) return notApplicable(reasonOfOff(off));
  const findings: FindingDraft[] = [];
  let incomplete: Unknown | undefined;
  for (const folder of workspaces) {
    const work = await facts.get(goWorkOf, joinPath(root.dir, folder, 'go.work'));
    if (work.kind === 'unreadable') {
      const reason = say('shared.unreadable', { file: 'go.work', reason: work.reason });
      incomplete = { reason, needs: 'readable-files', missing: [work.path] };
    }
    if (work.kind !== 'file') continue;
    const own = await judge(work);
    if (own) findings.push(...own);
    else incomplete = { reason: say('shared.goWorkFaulty'), needs: 'readable-files', missing: [work.path] };
  }
  return found(findings, incomplete);
}

/** Why there is no go.work to judge where a folder's effective workspace is none. */
export function withoutWorkspace(workspace: Workspace): CheckResult {
  return notApplicable(workspace.kind === 'off' ? reasonOfOff(workspace.by) : say('shared.noWorkspace'));
}

function reasonOfOff(by: WorkspacesOff): Message {
  return say(by === 'GOWORK' ? 'shared.workspaceOff' : 'shared.workspaceWithoutModules');
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

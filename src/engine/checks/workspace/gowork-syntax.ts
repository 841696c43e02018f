import { joinPath } from '../../../base/paths';
import { goWorkOf, type GoWorkRead } from '../../facts/modules/workspaceOf';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, type Unknown } from '../../model/outcome';
import { mergeConflicts } from '../../parse/mergeConflict';
import { describeConflict } from '../../modfile/describeConflict';
import { asDraft, syntaxFindings } from '../../modfile/syntaxFindings';
import { treeLists } from '../../facts/treeLists';
import { workspacesIgnored } from './workspaces';

/** What go rejects in a go.work. It has the layout of go.mod, and the messages of the checks of that. */
export const goworkSyntax: RootCheck = {
  id: 'gowork-syntax',
  family: 'workspace',
  scope: 'root',
  title: 'go.work is written as go reads it',
  why: 'go reads nothing from a go.work with a fault in it: every command that builds in the workspace stops.',
  fix: 'Correct what is marked; the message names what is expected there.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    conflict:
      'go.work has an unresolved merge conflict; go build stops here with "unknown directive: <<<<<<<" and the like',
  },
  run: async (root, facts) => {
    const { workspaces } = await facts.get(treeLists, root.dir);
    if (workspaces.length === 0) return notApplicable(say('shared.noWorkspace'));
    const ignored = await workspacesIgnored(facts);
    if (ignored) return ignored;
    const findings: FindingDraft[] = [];
    let incomplete: Unknown | undefined;
    for (const folder of workspaces) {
      const work = await facts.get(goWorkOf, joinPath(root.dir, folder, 'go.work'));
      if (work.kind === 'file') findings.push(...faultsOf(work));
      if (work.kind === 'unreadable') {
        const reason = say('shared.unreadable', { file: 'go.work', reason: work.reason });
        incomplete = { reason, needs: 'readable-files', missing: [work.path] };
      }
    }
    return found(findings, incomplete);
  },
};

function faultsOf({ path, text, file }: GoWorkRead): readonly FindingDraft[] {
  const lines = text.split('\n');
  const { syntax, problems } = file;
  return [
    ...mergeConflicts(text).map((conflict, at) => describeConflict(conflict, at, lines, path)),
    ...syntaxFindings({ path, name: 'go.work', text, syntax, problems }).map((finding) => asDraft(finding, path)),
  ];
}

import type { GoWorkRead } from '../../facts/modules/workspaceOf';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { mergeConflicts } from '../../parse/mergeConflict';
import { describeConflict } from '../../modfile/describeConflict';
import { asDraft, syntaxFindings } from '../../modfile/syntaxFindings';
import { eachWorkspace } from './workspaces';

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
  run: (root, facts) => eachWorkspace(root, facts, faultsOf),
};

function faultsOf({ path, text, file }: GoWorkRead): readonly FindingDraft[] {
  const lines = text.split('\n');
  const { syntax, problems } = file;
  return [
    ...mergeConflicts(text).map((conflict, at) => describeConflict(conflict, at, lines, path)),
    ...syntaxFindings({ path, name: 'go.work', text, syntax, problems }).map((finding) => asDraft(finding, path)),
  ];
}

import * as vscode from 'vscode';
import type { Node } from '../tree/nodes';

/** Turns a check off in this workspace, as a setting that the team can see and take back. */
export async function disableCheck(node: Node): Promise<void> {
  const check = node.kind === 'check' ? node.check.id : node.kind === 'finding' ? node.finding.check : undefined;
  if (check === undefined) return;
  const configuration = vscode.workspace.getConfiguration('goPreflight');
  const checks = configuration.inspect<Record<string, string>>('checks')?.workspaceValue ?? {};
  await configuration.update('checks', { ...checks, [check]: 'off' }, vscode.ConfigurationTarget.Workspace);
}

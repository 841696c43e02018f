import * as vscode from 'vscode';
import type { Application } from '../application';
import type { Node } from '../tree/nodes';

/** "Choose Go...": a setting of the person's own, never of the workspace. */
export async function chooseGo(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose the go command'),
    openLabel: vscode.l10n.t('Choose'),
    canSelectMany: false,
  });
  const path = chosen?.[0]?.fsPath;
  if (path === undefined) return;
  await vscode.workspace.getConfiguration('goPreflight').update('go.path', path, vscode.ConfigurationTarget.Global);
}

/** Agrees, for this folder and on this machine, that checks may use the network. */
export async function allowNetwork(app: Application, node: Node): Promise<void> {
  await app.consent.give(node.folder, 'network');
  await app.sessionChanged();
}

/** Downloads what is missing in a terminal that the person sees. */
export function downloadModules(node: Node): void {
  const folder = vscode.Uri.parse(node.folder, true);
  const subject = node.kind === 'reason' ? node.outcome.subjects[0] : undefined;
  const cwd = subject === undefined || subject === 'machine' ? folder : vscode.Uri.joinPath(folder, subject);
  const terminal = vscode.window.createTerminal({ name: 'go mod download', cwd });
  terminal.show();
  terminal.sendText('go mod download');
}

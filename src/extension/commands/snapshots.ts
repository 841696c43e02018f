import * as vscode from 'vscode';
import type { Application } from '../application';
import { snapshot } from '../../protocol/index';
import { folderToAskAbout } from './showAnswer';

/**
 * "Save Environment Snapshot...": asks where, and shows what was written, so that whoever sends it has seen it.
 * @param target a file, from who knows already; the person is asked otherwise
 */
export async function saveSnapshot(app: Application, target: unknown): Promise<void> {
  const folder = await folderToAskAbout();
  if (folder === undefined) return;
  const file = target instanceof vscode.Uri ? target : await chooseTarget(folder);
  if (file === undefined) return;
  const connection = await app.connection();
  const { json } = await connection.request(snapshot, { folder: folder.uri.toString() });
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(json));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The snapshot cannot be written: {0}', reason));
    return;
  }
  await vscode.window.showTextDocument(file);
}

function chooseTarget({ uri }: vscode.WorkspaceFolder): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Environment Snapshot'),
    defaultUri: vscode.Uri.joinPath(uri, 'go-environment.json'),
    filters: { JSON: ['json'] },
  });
}

/** "Compare Environment With Snapshot...": a snapshot, or a binary that go built, against this machine now. */
export async function compareWithSnapshot(app: Application, other: unknown): Promise<void> {
  const folder = await folderToAskAbout();
  if (folder === undefined) return;
  const file = other instanceof vscode.Uri ? other : await chooseOther(folder);
  if (file === undefined) return;
  await app.pages.openAnswer({ kind: 'diff', folder: folder.uri.toString(), module: '.', other: file.toString() });
}

async function chooseOther({ uri }: vscode.WorkspaceFolder): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Snapshot or Go binary to compare with this machine'),
    openLabel: vscode.l10n.t('Compare'),
    defaultUri: uri,
    canSelectMany: false,
  });
  return chosen?.[0];
}

import * as vscode from 'vscode';
import type { MatrixReference } from '../../protocol/index';
import type { Application } from '../application';
import { isNode } from '../tree/nodes';

/**
 * Of a matrix that is named, the folder that was clicked, or the package of the file that was clicked; from the palette of
 * the only workspace folder, or the one that the person chooses.
 */
export async function showBuildMatrix(app: Application, target: unknown): Promise<void> {
  const reference = isReference(target)
    ? target
    : target instanceof vscode.Uri
      ? await referenceOf(target)
      : await wholeFolder(isNode(target) ? target.folder : undefined);
  if (reference) app.matrices.show(reference);
}

/** From a code lens, which anybody may write: the server looks at no folder that is not open. */
function isReference(target: unknown): target is MatrixReference {
  const { folder, dir, file } = (target ?? {}) as Partial<MatrixReference>;
  return typeof folder === 'string' && typeof dir === 'string' && (file === undefined || typeof file === 'string');
}

async function referenceOf(uri: vscode.Uri): Promise<MatrixReference | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return wholeFolder(undefined);
  const isFolder = await vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
  const path = uri.path.slice(folder.uri.path.length).replace(/^\//, '');
  if (isFolder) return { folder: folder.uri.toString(), dir: path === '' ? '.' : path };
  const slash = path.lastIndexOf('/');
  const file = /\.(go|s|c|cc|cpp|cxx|m|syso)$/i.test(path) ? { file: path.slice(slash + 1) } : {};
  return { folder: folder.uri.toString(), dir: slash < 0 ? '.' : path.slice(0, slash), ...file };
}

async function wholeFolder(uri: string | undefined): Promise<MatrixReference | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const chosen =
    uri ?? (folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0])?.uri.toString();
  return chosen === undefined ? undefined : { folder: chosen, dir: '.' };
}

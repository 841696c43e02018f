import * as vscode from 'vscode';
import type { Application } from '../application';
import type { AnswerKind } from '../../protocol/index';
import { isNode, type Node } from '../tree/nodes';

/**
 * "Why This Go?" and its like: about the folder of a row of the tree; else about the module of the file that is open, the only
 * folder, or the one that the person chooses.
 */
export async function showAnswer(app: Application, kind: AnswerKind, target?: unknown): Promise<void> {
  const folder = isNode(target) ? folderOf(target) : await folderToAskAbout();
  if (folder === undefined) return;
  await app.pages.openAnswer({ kind, folder: folder.uri.toString(), module: moduleOfActiveFile(app, folder) });
}

function folderOf(node: Node): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === node.folder);
}

/** The folder of the file that is open, the only one there is, or the one that the person chooses. */
export async function folderToAskAbout(): Promise<vscode.WorkspaceFolder | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  if (own) return own;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

/** The innermost module that holds the file. */
function moduleOfActiveFile({ results }: Application, { uri }: vscode.WorkspaceFolder): string {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = results.folders.find(({ folder }) => folder === uri.toString());
  if (active === undefined || own === undefined) return '.';
  const holds = (module: string): boolean => active.path.startsWith(`${uri.path}/${module}/`);
  const modules = own.result.modules.filter((module) => module !== '.' && holds(module));
  return modules.toSorted((a, b) => b.length - a.length)[0] ?? '.';
}

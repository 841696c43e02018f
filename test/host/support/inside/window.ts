import * as vscode from 'vscode';
import { eventually, until } from '../../../support/until';

export { eventually, until };

/** Our extension, under development or installed. */
export function ourExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('go-preflight.go-preflight');
  if (!extension) throw new Error('VS Code does not know go-preflight.go-preflight');
  return extension;
}

/** A file of the workspace, `cart/go.mod`. */
export function fileUri(relative: string, folder = 0): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[folder];
  if (!root) throw new Error('no folder is open');
  return vscode.Uri.joinPath(root.uri, relative);
}

/** Opens a file of the workspace in an editor. */
export async function show(relative: string, folder = 0): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(relative, folder)));
}

/** What Go Preflight says about a file, waiting until `enough` is so. */
export function diagnosticsOf(
  uri: vscode.Uri,
  enough: (ours: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const ours = (): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'Go Preflight');
  const describe = (): string => JSON.stringify(ours().map(({ message, code }) => [code, message]));
  return until(`diagnostics of ${uri.path}`, () => (enough(ours()) ? ours() : undefined), { describe });
}

/** The id of the check behind a diagnostic. */
export function checkOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

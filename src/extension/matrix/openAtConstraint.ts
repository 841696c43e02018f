import * as vscode from 'vscode';

/** Opens a file at the line that decides when it is built, or at its start. */
export async function openAtConstraint(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const lines = document.getText().split('\n');
  const found = lines.findIndex((line) => /^\s*\/\/\s*(go:build|\+build)(\s|$)/.test(line));
  const { range } = document.lineAt(Math.max(found, 0));
  const selection = found < 0 ? new vscode.Range(range.start, range.start) : range;
  await vscode.window.showTextDocument(document, { selection });
}

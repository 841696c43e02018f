import * as vscode from 'vscode';
import { ignoreComment } from '../../protocol/index';
import type { Node } from '../tree/nodes';

/** Accepts a finding in place, with the reason that the person gives: by a comment. */
export async function ignoreFinding(node: Node): Promise<void> {
  if (node.kind !== 'finding' || !node.finding.location) return;
  const { check, location } = node.finding;
  const uri = vscode.Uri.parse(location.uri, true);
  const document = await vscode.workspace.openTextDocument(uri);
  const line = document.lineAt(location.range.start.line);
  if (ignoreComment(uri.path, line.text, check, '') === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This file has no comments. Add an entry under "ignores" in go-preflight.jsonc instead.'),
    );
    return;
  }
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ignore {0} here', check),
    prompt: vscode.l10n.t('Why is it right as it is? The reason stands in the file, for those who come after you.'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined) return;
  const comment = ignoreComment(uri.path, line.text, check, reason.trim());
  if (comment === undefined) return;
  const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
  const edit = new vscode.WorkspaceEdit();
  if (comment.above) edit.insert(uri, line.range.start, `${indent}${comment.text}\n`);
  else edit.insert(uri, line.range.end, ` ${comment.text}`);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document);
}

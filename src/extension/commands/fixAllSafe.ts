import * as vscode from 'vscode';
import type { Application } from '../application';
import { fixAllKind } from '../../protocol/index';

/** Makes every safe text edit in the files that have findings; each file undoes on its own. */
export async function fixAllSafe(app: Application): Promise<number> {
  const files = new Set<string>();
  for (const { result } of app.results.folders) {
    for (const family of result.families) {
      for (const check of family.checks) {
        for (const outcome of check.outcomes) {
          for (const { fixes, location } of outcome.findings) {
            if (location && fixes.some((fix) => fix.safe && fix.kind === 'edit')) files.add(location.uri);
          }
        }
      }
    }
  }
  let fixed = 0;
  for (const file of files) if (await fixFile(vscode.Uri.parse(file, true))) fixed++;
  const words =
    fixed === 0
      ? vscode.l10n.t('Nothing can be fixed without a decision of yours.')
      : vscode.l10n.t('Fixed in {0} files', fixed);
  vscode.window.setStatusBarMessage(words, 5000);
  return fixed;
}

async function fixFile(uri: vscode.Uri): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    uri,
    everything,
    fixAllKind,
    1,
  );
  const edit = actions?.find((action) => action.kind?.value === fixAllKind)?.edit;
  return edit !== undefined && vscode.workspace.applyEdit(edit);
}

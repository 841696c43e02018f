import * as vscode from 'vscode';
import type { Application } from '../application';
import { report } from '../../protocol/index';

/** "Copy Environment Report": Markdown for an issue or a chat, without secrets, user name and home path. */
export async function copyReport(app: Application): Promise<string> {
  const connection = await app.connection();
  const { markdown } = await connection.request(report, {});
  await vscode.env.clipboard.writeText(markdown);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Environment report copied'), 5000);
  return markdown;
}

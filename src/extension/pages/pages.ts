import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { page } from '../../protocol/index';
import type { Connection } from '../client/connection';
import { checkOfPage, pageScheme } from './pageUri';

/** Shows the pages of the checks: rule, example, how to fix, how to silence, what `go` says. */
export class Pages implements Disposable, vscode.TextDocumentContentProvider {
  readonly #registration: Disposable;
  readonly #connection: () => Promise<Connection>;

  constructor(connection: () => Promise<Connection>) {
    this.#connection = connection;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(pageScheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const check = checkOfPage(uri.path);
    const connection = await this.#connection();
    const found = await connection.request(page, { check }, token);
    return found?.markdown ?? vscode.l10n.t('There is no check with the id {0}.', check);
  }

  async open(check: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: pageScheme, path: `/${check}.md` });
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

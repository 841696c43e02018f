import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../base/disposable';
import { answerPage, page, type AnswerParams } from '../../protocol/index';
import type { Connection } from '../client/connection';
import { answerOfPage, checkOfPage, pageOfAnswer, pageScheme } from './pageUri';

/** Shows the pages of the checks (rule, example, how to fix, how to silence, what `go` says) and of what is asked. */
export class Pages implements Disposable, vscode.TextDocumentContentProvider {
  readonly #disposables: readonly Disposable[];
  readonly #connection: () => Promise<Connection>;
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changes.event;

  /** @param onDidReceive tells of new results: what was answered before them may be wrong now */
  constructor(connection: () => Promise<Connection>, onDidReceive: vscode.Event<void>) {
    this.#connection = connection;
    this.#disposables = [
      this.#changes,
      vscode.workspace.registerTextDocumentContentProvider(pageScheme, this),
      onDidReceive(() => this.#answerAgain()),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const connection = await this.#connection();
    const asked = answerOfPage(uri);
    if (asked) return (await connection.request(answerPage, asked, token)).markdown;
    const check = checkOfPage(uri.path);
    const found = await connection.request(page, { check }, token);
    return found?.markdown ?? vscode.l10n.t('There is no check with the id {0}.', check);
  }

  async open(check: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: pageScheme, path: `/${check}.md` });
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  /** Opens the answer to a question, worked out anew. */
  async openAnswer(asked: AnswerParams): Promise<void> {
    const uri = vscode.Uri.from({ scheme: pageScheme, ...pageOfAnswer(asked) });
    this.#changes.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  #answerAgain(): void {
    for (const { uri } of vscode.workspace.textDocuments)
      if (uri.scheme === pageScheme && answerOfPage(uri)) this.#changes.fire(uri);
  }

  dispose(): void {
    disposeAll(this.#disposables);
  }
}

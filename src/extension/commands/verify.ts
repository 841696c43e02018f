import * as vscode from 'vscode';
import type { Application } from '../application';
import { run, type RunResponse } from '../../protocol/index';
import { closingLine } from '../statusText';
import { isFine } from '../tree/nodes';
import { copyReport } from './copyReport';

/** "Verify Go Environment": everything the profile allows, with progress, and one line at the end. */
export async function verify(app: Application, check?: string): Promise<RunResponse | undefined> {
  const response = await app.runCancellable(check === undefined ? undefined : [check]);
  // One check of many was asked for from its row: the row shows the answer.
  if (response && check === undefined) void sayResult(app, response);
  return response;
}

export async function verifyFailing(app: Application): Promise<RunResponse | undefined> {
  const failing = app.results.folders.flatMap(({ result }) =>
    result.families.flatMap((family) => family.checks.filter(({ status }) => !isFine(status)).map(({ id }) => id)),
  );
  return failing.length === 0 ? verify(app) : app.runCancellable([...new Set(failing)]);
}

async function sayResult(app: Application, response: RunResponse): Promise<void> {
  if (response.folders.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is no Go code in this workspace.'));
    return;
  }
  const line = closingLine(
    response.folders.map(({ summary }) => summary),
    vscode.l10n.t,
  );
  const show = vscode.l10n.t('Show');
  const copy = vscode.l10n.t('Copy report');
  const answer = await app.questions.ask(line, show, copy);
  if (answer === show) await app.tree.show();
  if (answer === copy) await copyReport(app);
}

/** Asks the server, with a notification that shows progress and can cancel. */
export async function runWithProgress(
  app: Application,
  checks: readonly string[] | undefined,
  stop: vscode.CancellationToken,
): Promise<RunResponse | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Verifying the Go environment'),
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const source = new vscode.CancellationTokenSource();
    const disposables = [
      source,
      token.onCancellationRequested(() => source.cancel()),
      stop.onCancellationRequested(() => source.cancel()),
      app.results.onDidChange(() => progress.report({ message: app.results.progressWords })),
    ];
    try {
      const connection = await app.connection();
      return await connection.request(run, { reason: 'command', ...(checks && { checks }) }, source.token);
    } catch (error) {
      if (source.token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      for (const disposable of disposables) disposable.dispose();
    }
  });
}

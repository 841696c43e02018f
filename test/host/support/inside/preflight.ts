import * as vscode from 'vscode';
import type { GoPreflightApi } from '../../../../src/extension/api';
import type { FindingState } from '../../../../src/protocol/index';
import { ourExtension, until } from './window';

/** The exported API of the extension under test, once it is active. */
export async function preflight(): Promise<GoPreflightApi> {
  return (await ourExtension().activate()) as GoPreflightApi;
}

/**
 * Waits for a settled result of every folder: nothing partial, nothing running. A folder that has its result may be
 * verified again at once (a file event that came late), and the status bar then shows the spinner, not the verdict.
 */
export async function settled(folders = 1): Promise<GoPreflightApi> {
  const api = await preflight();
  await until(
    'every folder has its result',
    () => api.results.length === folders && api.results.every(({ result }) => !result.partial) && !isVerifying(api),
    {
      timeoutMs: 40_000,
      describe: () => JSON.stringify([api.shown.statusBar?.text, api.results.map(({ result }) => result.summary)]),
    },
  );
  return api;
}

function isVerifying(api: GoPreflightApi): boolean {
  return api.shown.statusBar?.text.includes('~spin') ?? false;
}

/** All findings, of all folders. */
export function findingsOf(api: GoPreflightApi): readonly (FindingState & { readonly folder: string })[] {
  return api.results.flatMap(({ folder, result }) =>
    result.families.flatMap((family) =>
      family.checks.flatMap((check) =>
        check.outcomes.flatMap((outcome) => outcome.findings.map((finding) => ({ ...finding, folder }))),
      ),
    ),
  );
}

/** Waits for a finding of a check. */
export function findingOf(api: GoPreflightApi, check: string): Promise<FindingState & { readonly folder: string }> {
  const describe = (): string => JSON.stringify(findingsOf(api).map((finding) => [finding.check, finding.message]));
  return until(`a finding of ${check}`, () => findingsOf(api).find((finding) => finding.check === check), { describe });
}

/** Waits until no finding of a check is left. */
export async function gone(api: GoPreflightApi, check: string): Promise<void> {
  const describe = (): string => JSON.stringify(findingsOf(api).map((finding) => [finding.check, finding.message]));
  await until(`no finding of ${check}`, () => !findingsOf(api).some((finding) => finding.check === check), {
    describe,
  });
}

/** The code actions of a place, resolved, ours alone. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = '',
): Promise<readonly vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind,
    50,
  );
  return actions.filter(
    ({ diagnostics, kind: own }) =>
      own?.value.startsWith('source.') === true || (diagnostics ?? []).every(({ source }) => source === 'Go Preflight'),
  );
}

/**
 * Starts a fix that shows its changes, and agrees to them as a person with a keyboard would: the first button of the
 * notification beside the open diff. Before the diff is there, that button would be the progress notification's Cancel.
 * @param command what the diff's title names
 */
export async function agreeing<T>(command: RegExp, work: Promise<T>): Promise<T> {
  let done = false;
  const watched = work.finally(() => {
    done = true;
  });
  const isShown = (): boolean =>
    vscode.window.tabGroups.all.some((group) => group.tabs.some(({ label }) => command.test(label)));
  await until(
    'the changes are shown and agreed to',
    async () => {
      if (!done && isShown()) await acceptNotification();
      return done;
    },
    { timeoutMs: 40_000 },
  );
  return watched;
}

async function acceptNotification(): Promise<void> {
  try {
    await vscode.commands.executeCommand('notifications.focusToasts');
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
  } catch {
    // It is not there yet: VS Code throws where no notification has the focus.
  }
}

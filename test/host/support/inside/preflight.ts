import * as vscode from 'vscode';
import type { GoPreflightApi } from '../../../../src/extension/api';
import type { FindingState } from '../../../../src/protocol/index';
import { ourExtension, until } from './window';

/** The exported API of the extension under test, once it is active. */
export async function preflight(): Promise<GoPreflightApi> {
  return (await ourExtension().activate()) as GoPreflightApi;
}

/**
 * Waits for a whole result of every folder while nothing runs, and returns the API. That moment passes: a file event that
 * came late verifies again. Whatever is asserted about results or about `shown` stands in `eventually`.
 */
export async function settled(folders = 1): Promise<GoPreflightApi> {
  const api = await preflight();
  await until(
    'every folder has its result',
    () => api.results.length === folders && api.results.every(({ result }) => !result.partial) && !isVerifying(api),
    { describe: () => JSON.stringify([api.shown.statusBar?.text, api.results.map(({ result }) => result.summary)]) },
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

/** The code actions of a place, resolved, ours alone, once there is one that is wanted. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  isWanted: (action: vscode.CodeAction) => boolean,
  kind = '',
): Promise<readonly [wanted: vscode.CodeAction, ...all: vscode.CodeAction[]]> {
  let seen: readonly vscode.CodeAction[] = [];
  return until(
    `a code action of ${uri.path}`,
    async () => {
      seen = await ourCodeActions(uri, range, kind);
      const wanted = seen.find(isWanted);
      return wanted && ([wanted, ...seen] as const);
    },
    { describe: () => JSON.stringify(seen.map(({ title }) => title)) },
  );
}

async function ourCodeActions(uri: vscode.Uri, range: vscode.Range, kind: string): Promise<vscode.CodeAction[]> {
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

/** Waits until the person is asked. */
export async function asked(api: GoPreflightApi, question: RegExp): Promise<void> {
  await until(`the question ${question}`, () => api.shown.questions.some(({ text }) => question.test(text)), {
    describe: () => JSON.stringify(api.shown.questions),
  });
}

/**
 * Answers a question of ours as a person with a keyboard would, by its first button: waits until it is asked, and returns
 * when it is no longer. The newest notification is the one that VS Code answers, and nothing of ours comes after a question.
 */
export async function agree(api: GoPreflightApi, question: RegExp): Promise<void> {
  await asked(api, question);
  await vscode.commands.executeCommand('notification.acceptPrimaryAction');
  await until(`the answer to ${question}`, () => !api.shown.questions.some(({ text }) => question.test(text)));
}

/** Starts a fix that shows its changes, and agrees to them once the difference is open. */
export async function agreeing<T>(api: GoPreflightApi, command: RegExp, work: Promise<T>): Promise<T> {
  const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const shown = until(`the difference by ${command}`, () => tabs().some((label) => command.test(label)), {
    describe: () => tabs().join(' | '),
  });
  // A fix that ends without asking tells more than a question that is missing.
  const agreed = shown.then(() => agree(api, command));
  await Promise.race([agreed, work]);
  agreed.catch(() => undefined);
  return work;
}

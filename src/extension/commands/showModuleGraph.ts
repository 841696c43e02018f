import * as vscode from 'vscode';
import type { Application } from '../application';
import type { GraphReference } from '../../protocol/index';

/** A graph that is named; the module of a go.mod that is open; the only module there is; else the person chooses. */
export async function showModuleGraph(app: Application, target: unknown): Promise<void> {
  const reference = isReference(target)
    ? target
    : await chooseModule(app, target instanceof vscode.Uri ? target : undefined);
  if (reference) app.graphs.show(reference);
}

/** From a link in a hover, which anybody may write: the server looks at no folder that is not open. */
function isReference(target: unknown): target is GraphReference {
  const { folder, module, path } = (target ?? {}) as Partial<GraphReference>;
  return typeof folder === 'string' && typeof module === 'string' && (path === undefined || typeof path === 'string');
}

interface Choice extends vscode.QuickPickItem {
  readonly reference: GraphReference;
}

async function chooseModule(app: Application, file: vscode.Uri | undefined): Promise<GraphReference | undefined> {
  await firstResult(app);
  const choices = app.results.folders.flatMap(({ folder, name, result }) =>
    result.modules.map((module): Choice => {
      const label = module === '.' ? name : `${name}/${module}`;
      return { label, reference: { folder, module } };
    }),
  );
  const active = file ?? vscode.window.activeTextEditor?.document.uri;
  const own = choices.find(({ reference }) => active?.toString() === goModOf(reference).toString());
  if (own) return own.reference;
  if (choices.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no go.mod in this workspace.'));
    return undefined;
  }
  if (choices.length === 1) return choices[0]?.reference;
  const title = vscode.l10n.t('Module Graph');
  const chosen = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: vscode.l10n.t('Whose module graph?'),
  });
  return chosen?.reference;
}

function goModOf({ folder, module }: GraphReference): vscode.Uri {
  const root = vscode.Uri.parse(folder, true);
  return vscode.Uri.joinPath(root, ...(module === '.' ? [] : [module]), 'go.mod');
}

/** The first verification tells which modules there are; who is faster waits for it, but not for a server that does not come. */
async function firstResult({ results }: Application): Promise<void> {
  if (results.isKnown) return;
  const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Module Graph') };
  await vscode.window.withProgress(
    options,
    () =>
      new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(late);
          known.dispose();
          resolve();
        };
        const late = setTimeout(end, firstResultMs);
        const known = results.onDidChange(() => {
          if (results.isKnown) end();
        });
      }),
  );
}

const firstResultMs = 30_000;

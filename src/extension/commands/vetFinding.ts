import * as vscode from 'vscode';
import type { Application } from '../application';
import { vet, type VetAnswer, type VetParams } from '../../protocol/index';
import type { Node } from '../tree/nodes';

/** Asks `go vet` about a finding that shows on another target, when the person agrees to a build. */
export async function vetFinding(app: Application, target: Node | VetParams): Promise<VetAnswer | undefined> {
  const params = 'kind' in target ? paramsOf(target) : target;
  if (params === undefined) return undefined;
  if (!vscode.workspace.isTrusted) {
    await vscode.commands.executeCommand('workbench.trust.manage');
    return undefined;
  }
  if (!(await agrees(app, params.folder))) return undefined;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Running go vet for the target'),
  };
  const connection = await app.connection();
  const answer = await vscode.window.withProgress(progress, async (_, token) => {
    try {
      return await connection.request(vet, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
  const said = answer && wordsOf(answer);
  if (said !== undefined) vscode.window.setStatusBarMessage(said, 8000);
  return answer;
}

function paramsOf(node: Node): VetParams | undefined {
  return node.kind === 'finding' ? { folder: node.folder, fingerprint: node.finding.fingerprint } : undefined;
}

/** Once for the folder where builds were agreed to; else each time. */
async function agrees({ consent }: Application, folder: string): Promise<boolean> {
  if (consent.all().some((given) => given.folder === folder && given.profile === 'build')) return true;
  const run = vscode.l10n.t('Run go vet');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Run go vet for this target?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It compiles the package and what it imports for the target, into the build cache of go. The network is not used, and no file of the workspace is changed.',
      ),
    },
    run,
  );
  return chosen === run;
}

function wordsOf(answer: VetAnswer): string {
  switch (answer.kind) {
    case 'none':
      return vscode.l10n.t('This problem is gone already.');
    case 'not-trusted':
      return answer.reason;
    case 'confirmed':
    case 'refuted':
    case 'undecided':
      return answer.said;
  }
}

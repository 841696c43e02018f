import * as vscode from 'vscode';
import type { GraphReference } from '../../protocol/index';

/** Loads the whole graph, so that go gets every go.mod of it, and nothing else. */
const command = 'go list -mod=readonly -m all';

/** Gets the go.mod files that the graph lacks, in a terminal that the person sees, when they agree to the network. */
export async function downloadGraph({ folder, module }: GraphReference): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    await vscode.commands.executeCommand('workbench.trust.manage');
    return;
  }
  const agree = vscode.l10n.t('Run in Terminal');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Run {0} in a terminal?', command),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It uses the network: go downloads the go.mod files that are not in the module cache, from GOPROXY. No file of the module is changed.',
      ),
    },
    agree,
  );
  if (chosen !== agree) return;
  const root = vscode.Uri.parse(folder, true);
  const cwd = module === '.' ? root : vscode.Uri.joinPath(root, module);
  const terminal = vscode.window.createTerminal({ name: command, cwd });
  terminal.show();
  terminal.sendText(command);
}

import * as vscode from 'vscode';
import type { Application } from '../application';
import type { FixEnd } from '../fixes/fixFlow';
import type { Node } from '../tree/nodes';

/** The fix of a row in the tree: the only one at once, else the person chooses; the best is first. */
export async function pickFix(app: Application, node: Node): Promise<FixEnd | undefined> {
  if (node.kind !== 'finding') return undefined;
  const { folder, finding } = node;
  const picks = finding.fixes.map((fix, fixIndex) => ({ label: fix.title, fixIndex }));
  const first = picks[0];
  if (!first) return undefined;
  const chosen = picks.length === 1 ? first : await vscode.window.showQuickPick(picks, { title: finding.message });
  return chosen && app.fixes.run({ folder, fingerprint: finding.fingerprint, fixIndex: chosen.fixIndex });
}

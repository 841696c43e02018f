import * as vscode from 'vscode';
import type { FindingState } from '../../protocol/index';
import type { Node } from '../tree/nodes';

/** Opens the place of a finding with the range selected. */
export async function openFinding(target: FindingState | Node): Promise<void> {
  const finding = 'kind' in target ? (target.kind === 'finding' ? target.finding : undefined) : target;
  if (!finding?.location) return;
  const { uri, range } = finding.location;
  const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection });
}

import * as vscode from 'vscode';
import type { Application } from '../application';
import {
  commandIds,
  type BuildTagsReference,
  type FixReference,
  type UseTarget,
  type VetParams,
} from '../../protocol/index';
import type { Node } from '../tree/nodes';
import { copyReport } from './copyReport';
import { disableCheck } from './disableCheck';
import { fixAllSafe } from './fixAllSafe';
import { allowNetwork, chooseGo, downloadModules } from './resolutions';
import { ignoreFinding } from './ignoreFinding';
import { openFinding } from './openFinding';
import { pickFix } from './pickFix';
import { showAnswer } from './showAnswer';
import { showBuildMatrix } from './showBuildMatrix';
import { showModuleGraph } from './showModuleGraph';
import { compareWithSnapshot, saveSnapshot } from './snapshots';
import { verify, verifyFailing } from './verify';
import { vetFinding } from './vetFinding';

/** Every command of the manifest, and those that the server names in code actions and hovers. */
export function registerCommands(app: Application): vscode.Disposable[] {
  const commands: Record<string, (...args: never[]) => unknown> = {
    'goPreflight.verify': () => verify(app),
    'goPreflight.cancel': () => app.cancelVerification(),
    'goPreflight.verifyFailing': () => verifyFailing(app),
    'goPreflight.verifyCheck': (node: Node) => verify(app, checkOf(node)),
    'goPreflight.showChecks': () => app.tree.show(),
    'goPreflight.filterFailing': () => app.tree.setFiltered(true),
    'goPreflight.showAll': () => app.tree.setFiltered(false),
    'goPreflight.copyReport': () => copyReport(app),
    'goPreflight.fixAllSafe': () => fixAllSafe(app),
    'goPreflight.openFinding': (target: Parameters<typeof openFinding>[0]) => openFinding(target),
    'goPreflight.ignore': (node: Node) => ignoreFinding(node),
    'goPreflight.disableCheck': (node: Node) => disableCheck(node),
    'goPreflight.locateGo': () => chooseGo(),
    'goPreflight.allowNetwork': (node: Node) => allowNetwork(app, node),
    'goPreflight.download': (node: Node) => downloadModules(node),
    'goPreflight.whyGo': (target?: unknown) => showAnswer(app, 'why-go', target),
    'goPreflight.whyGoShell': () => showAnswer(app, 'why-go-shell'),
    'goPreflight.showVariables': (target?: unknown) => showAnswer(app, 'env', target),
    'goPreflight.showVersions': (target?: unknown) => showAnswer(app, 'versions', target),
    'goPreflight.saveSnapshot': (target?: unknown) => saveSnapshot(app, target),
    'goPreflight.compareWithSnapshot': (other?: unknown) => compareWithSnapshot(app, other),
    'goPreflight.showOutput': () => app.output.show(),
    'goPreflight.restartServer': () => app.restart(),
    [commandIds.showBuildMatrix]: (target?: unknown) => showBuildMatrix(app, target),
    [commandIds.useTarget]: (asked: UseTarget) => app.editorTarget.use(asked),
    [commandIds.setBuildTags]: (asked: BuildTagsReference) => app.editorTarget.addBuildTag(asked),
    [commandIds.vetFinding]: (target: Node | VetParams) => vetFinding(app, target),
    'goPreflight.returnTarget': () => app.editorTarget.goBack(),
    [commandIds.showModuleGraph]: (target?: unknown) => showModuleGraph(app, target),
    [commandIds.explain]: async (target?: Node | string) => {
      const check = typeof target === 'string' ? target : target && checkOf(target);
      if (check !== undefined) await app.pages.open(check);
    },
    [commandIds.applyFix]: (target: Node | FixReference) =>
      'kind' in target ? pickFix(app, target) : app.fixes.run(target),
  };
  return Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
}

/** The check that a row of the tree belongs to. */
function checkOf(node: Node): string | undefined {
  switch (node.kind) {
    case 'check':
    case 'module':
    case 'reason':
      return node.check.id;
    case 'finding':
      return node.finding.check;
    case 'folder':
    case 'family':
    case 'fine':
      return undefined;
  }
}

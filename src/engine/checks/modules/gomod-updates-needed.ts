import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { unanswered } from '../../facts/go/runGo';
import type { GoModRead } from '../../facts/modules/goModOf';
import { applyHunks, goModUpdate, tidyDiff, type GoModUpdate } from '../../facts/modules/tidyDiff';
import { graphDemands } from '../../facts/modules/graphDemands';
import { isHere } from '../../facts/sums/sumUse';
import { unprovidedImports } from '../../facts/modules/unprovidedImports';
import { say } from '../../model/message';
import { found, passed, unknown, type CheckResult } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { parseGoMod } from '../../parse/goMod';
import { tidyFix } from '../../modfile/goModFixes';
import { goModWithPackages } from '../../modfile/importFindings';
import { describeChange, meaningfulChanges, modulesNamed, stoppingPaths } from './tidyChanges';

export const gomodUpdatesNeeded: ModuleCheck = {
  id: 'gomod-updates-needed',
  family: 'modules',
  scope: 'module',
  title: 'A build finds nothing to change in go.mod',
  why: 'go would have to change go.mod before it can build, and a build may not. It does not say which line it means.',
  fix: 'Run go mod tidy and commit what it changes.',
  severity: 'error',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    added: '{module} {version} is needed and not in go.mod; go build stops with "updates to go.mod needed"',
    version: '{module} is needed at {tidy}, and go.mod has {current}; go build stops with "updates to go.mod needed"',
    goLine:
      'a required module needs go {tidy}, and go.mod says {current}; go build stops with "updates to go.mod needed"',
    replaced:
      'another module imports {package} of {module}, which go.mod replaces here but does not require; go build stops there',
    unplaced: 'go build stops with "updates to go.mod needed"; go mod tidy cannot tell offline which line it means',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    // What go mod tidy would leave as it is, no build has to change: one command for each of hundreds of modules.
    const diff = await facts.get(tidyDiff, module.dir);
    if (diff.kind === 'clean') return passed;
    const update = await facts.get(goModUpdate, module.dir);
    const whyNot = notJudged(update, sound.goMod);
    if (whyNot) return whyNot;
    // Faults that the text shows have checks of their own, and so have imports that no requirement covers.
    const { goMod } = sound;
    const unprovided = await facts.get(unprovidedImports, module.dir);
    if (update.kind === 'not-needed' || unprovided.length > 0 || stoppingPaths(goMod.file).length > 0) return passed;
    if (update.kind === 'replaced') return found([describeReplaced(update, goMod, module)]);
    const { versions, go } = await facts.get(graphDemands, module.dir);
    if ([...versions, ...(go ? [go] : [])].some(({ use }) => isHere(use))) return passed;
    const tidied = diff.kind === 'changes' && diff.goMod !== undefined ? applyHunks(goMod.text, diff.goMod) : undefined;
    const changes = tidied === undefined ? [] : meaningfulChanges(goMod.file, parseGoMod(tidied));
    const stopping = changes.filter(({ stops }) => stops);
    if (stopping.length > 0) return found(stopping.map((change) => describeChange(change, goMod, module)));
    const range = goMod.file.module?.line.range ?? startOfFile;
    return found([{ message: say('unplaced'), location: { file: goMod.path, range }, fixes: [tidyFix(module.dir)] }]);
  },
};

function describeReplaced(
  { module: path, importPath }: Extract<GoModUpdate, { readonly kind: 'replaced' }>,
  { path: file, file: goMod }: GoModRead,
  module: Module,
): FindingDraft {
  const line = goMod.replace.find(({ oldPath }) => oldPath.value === path)?.line ?? goMod.module?.line;
  return {
    message: say('replaced', { module: path, package: importPath }),
    location: { file, range: line?.range ?? startOfFile },
    fixes: [tidyFix(module.dir)],
    key: path,
    about: [path, importPath],
  };
}

function notJudged(update: GoModUpdate, goMod: GoModRead): CheckResult | undefined {
  if (update.kind === 'needed' || update.kind === 'replaced' || update.kind === 'not-needed') return undefined;
  if (update.kind !== 'not-in-cache') return unanswered(update, 'go list');
  const missing = modulesNamed(update.missing, goMod);
  const modules = missing.slice(0, 3).join(', ');
  return unknown(say('shared.notInCache', { modules }), 'module-cache', missing.slice(0, 10));
}

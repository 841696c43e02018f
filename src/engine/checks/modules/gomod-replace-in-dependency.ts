import { joinPath } from '../../../base/paths';
import { pathFromVariable } from '../../facts/environment/osVariable';
import { goModOf } from '../../facts/modules/goModOf';
import { moduleGraph } from '../../facts/modules/moduleGraph';
import { workspaceUsing } from '../../facts/modules/workspaceOf';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isFolderVersion } from '../../parse/pseudoVersion';
import { goModCheck } from '../../modfile/goModCheck';

export const gomodReplaceInDependency: ModuleCheck = {
  id: 'gomod-replace-in-dependency',
  family: 'modules',
  scope: 'module',
  title: 'What the replacement folder replaces itself is replaced here too',
  why: 'Only the replaces of the main module count. The module in the folder is built here with the originals of what it replaces, which it may never have been tried with.',
  fix: 'Copy the replace into this go.mod, if the original does not do.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored: 'the go.mod in {folder} replaces {module}, which does not count here: this module builds with {version}',
    there: 'the replace that does not count here',
  },
  run: goModCheck(async (goMod, module, facts) => {
    // In a workspace the replaces of its members count for all.
    if ((await facts.get(workspaceUsing, module.dir)) !== undefined) return [];
    const own = new Set(goMod.file.replace.map(({ oldPath }) => oldPath.value));
    const findings: FindingDraft[] = [];
    for (const { oldPath, newPath, newVersion } of goMod.file.replace) {
      if (newVersion !== undefined) continue;
      const target = await facts.get(goModOf, joinPath(module.dir, pathFromVariable(facts.environment, newPath.value)));
      if (target.kind !== 'file' || target.file.replace.length === 0) continue;
      const { selected } = await facts.get(moduleGraph, module.dir);
      if (!selected.has(oldPath.value)) continue;
      for (const inner of target.file.replace) {
        const path = inner.oldPath.value;
        const version = selected.get(path);
        // What only a folder gives is in no build, else go would stop.
        if (version === undefined || isFolderVersion(version)) continue;
        if (own.has(path) || ![undefined, version].includes(inner.oldVersion?.value)) continue;
        findings.push({
          message: say('ignored', { folder: newPath.value, module: path, version }),
          location: { file: goMod.path, range: newPath.range },
          related: [{ file: target.path, range: inner.line.range, message: say('there') }],
          key: `${newPath.value} ${path}`,
          about: [path],
        });
      }
    }
    return findings;
  }),
};

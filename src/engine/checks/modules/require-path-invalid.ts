import type { Facts } from '../../facts/factStore';
import type { GoModRead } from '../../facts/modules/goModOf';
import { workspaceUsing, type GoWorkRead } from '../../facts/modules/workspaceOf';
import { requiredModules } from '../../facts/sums/requiredModules';
import { isHere, ownUse } from '../../facts/sums/sumUse';
import { moduleBuildMode } from '../../facts/vendor/buildMode';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { checkModulePath } from '../../parse/modulePath';
import { readableGoMod } from '../../modfile/readableGoMod';
import { syntaxCheck } from '../../modfile/syntaxFindings';

export const requirePathInvalid: ModuleCheck = {
  id: 'require-path-invalid',
  family: 'modules',
  scope: 'module',
  title: 'Every module path is one that a module can have',
  why: 'No module can have such a path, so every command that builds stops.',
  fix: 'Correct the path; from v2 on it ends in /v2 and so on, at gopkg.in in .v1 and so on.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    end: '{path} cannot be a module: its path cannot end in {end}; go build stops here',
    gopkg: '{path} cannot be a module: a path at gopkg.in ends in .v1, .v2 and so on; go build stops here',
    built: '{path} cannot be a module ({reason}), so go cannot download it; go build stops at the import of {package}',
    listed: '{path} cannot be a module ({reason}), so go cannot download it; go list -m all and go mod download stop',
  },
  run: async (module, facts) => {
    const syntax = await ofSyntax(module, facts);
    const readable = await readableGoMod(module, facts);
    if (syntax.kind !== 'passed' || readable.kind === 'none' || readable.goMod.state !== 'sound') return syntax;
    return found(await unfetchable(readable.goMod, module, facts));
  },
};

/** What the reader of go.mod rejects: the end of a path alone. */
const ofSyntax = syntaxCheck('require-path-invalid');

/** What go accepts in go.mod and rejects where it looks for the module. Who is replaced or used by the workspace is not looked for. */
async function unfetchable(goMod: GoModRead, module: Module, facts: Facts): Promise<readonly FindingDraft[]> {
  const findings: FindingDraft[] = [];
  for (const { path, source, require } of requiredModules(goMod.file)) {
    const reason = checkModulePath(path);
    if (reason === undefined || source.kind === 'folder' || source.replaced) continue;
    const workspace = await facts.get(workspaceUsing, module.dir);
    if (workspace && isInWorkspace(path, workspace)) continue;
    if ((await facts.get(moduleBuildMode, module.dir)).mode === 'vendor') continue;
    const use = (await facts.get(ownUse, module.dir)).get(path);
    const stops = use?.provides === true && isHere(use.use);
    findings.push({
      message: say(stops ? 'built' : 'listed', { path, reason, package: use?.importPath ?? '' }),
      severity: stops ? 'error' : 'warning',
      location: { file: goMod.path, range: require.path.range },
      key: path,
      about: [path],
    });
  }
  return findings;
}

function isInWorkspace(path: string, { modules, file }: GoWorkRead): boolean {
  const replaces = modules.flatMap(({ goMod }) => (goMod.kind === 'file' ? goMod.file.replace : []));
  return (
    modules.some(({ goMod }) => goMod.kind === 'file' && goMod.file.module?.path.value === path) ||
    [...file.replace, ...replaces].some(({ oldPath }) => oldPath.value === path)
  );
}

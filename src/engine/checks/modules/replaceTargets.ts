import { isAbsolutePath, joinPath, relativePath } from '../../../base/paths';
import { pathFromVariable } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import { goModOf, type GoModRead } from '../../facts/modules/goModOf';
import type { ImportSite } from '../../facts/modules/importSites';
import { moduleImports, modulePackages } from '../../facts/modules/moduleImports';
import { workspaceUsing } from '../../facts/modules/workspaceOf';
import { treeLists } from '../../facts/treeLists';
import { requiredModules, type RequiredModule } from '../../facts/sums/requiredModules';
import type { Module } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import type { Fix } from '../../model/fix';
import { say } from '../../model/message';
import { found, type CheckResult } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import { isPathPrefix } from '../../parse/importPath';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { compareGoVersions, goLanguageVersion } from '../../parse/goVersion';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { effectiveBuildMode, importLocation } from '../../modfile/importFindings';
import { soundGoMod } from '../../modfile/readableGoMod';

export type TargetFault = 'no-folder' | 'no-gomod';

const checkOf = { 'no-folder': 'gomod-replace-target-missing', 'no-gomod': 'gomod-replace-target-no-gomod' } as const;

/** The replaces of go.mod that lead to a folder with that fault. */
export async function replaceTargetFindings(fault: TargetFault, module: Module, facts: Facts): Promise<CheckResult> {
  const sound = await soundGoMod(module, facts);
  if (sound.kind === 'none') return sound.result;
  const findings: FindingDraft[] = [];
  for (const replace of sound.goMod.file.replace) {
    if (replace.newVersion !== undefined) continue;
    const named = pathFromVariable(facts.environment, replace.newPath.value);
    const folder = isAbsolutePath(named) ? joinPath(named) : joinPath(module.dir, named);
    if ((await faultOf(folder, facts)) !== fault) continue;
    findings.push(await describe(fault, replace, folder, sound.goMod, module, facts));
  }
  return found(findings);
}

async function faultOf(folder: string, facts: Facts): Promise<TargetFault | undefined> {
  if ((await facts.stat(folder))?.kind !== 'directory') return 'no-folder';
  const goMod = await facts.stat(joinPath(folder, 'go.mod'));
  return goMod && goMod.kind !== 'directory' ? undefined : 'no-gomod';
}

async function describe(
  fault: TargetFault,
  replace: ReplaceDirective,
  folder: string,
  goMod: GoModRead,
  module: Module,
  facts: Facts,
): Promise<FindingDraft> {
  const path = replace.oldPath.value;
  const required = (await isOverridden(path, module, facts))
    ? undefined
    : requiredModules(goMod.file).find((one) => one.path === path && isReplaced(one, replace));
  const use = required && (await importOf(path, module, facts));
  const { severity, name } = await reachOf(required, use?.site, goMod, module, facts);
  const related: RelatedLocation[] = [];
  if (required) related.push({ file: goMod.path, range: required.require.line.range, message: say('require') });
  if (use) related.push({ ...(await importLocation(use.site, use.importPath, facts)), message: say('import') });
  return {
    message: say(name, { folder: replace.newPath.value, module: path }),
    severity,
    location: { file: goMod.path, range: replace.newPath.range },
    related,
    fixes: [...(await moved(fault, replace, module, goMod, facts)), ...fixesFor(fault, replace, folder, goMod)],
    key: path,
    about: [path],
  };
}

function isReplaced({ source }: RequiredModule, replace: ReplaceDirective): boolean {
  return source.kind === 'folder' && source.path === replace.newPath.value;
}

/** Whether the workspace has the module itself, or replaces it in go.work: then nobody follows the line of go.mod. */
async function isOverridden(path: string, module: Module, facts: Facts): Promise<boolean> {
  const workspace = await facts.get(workspaceUsing, module.dir);
  if (workspace === undefined) return false;
  const isMember = workspace.modules.some(
    ({ goMod }) => goMod.kind === 'file' && goMod.file.module?.path.value === path,
  );
  return isMember || workspace.file.replace.some(({ oldPath }) => oldPath.value === path);
}

/** The strongest import that leads into the module. */
async function importOf(
  path: string,
  module: Module,
  facts: Facts,
): Promise<{ readonly site: ImportSite; readonly importPath: string } | undefined> {
  const { imports, packages } = await facts.get(moduleImports, module.dir);
  const leading = Array.from(imports.paths()).filter(
    (importPath) => isPathPrefix(path, importPath) && !packages.has(importPath),
  );
  for (const wanted of ['build', 'test', 'elsewhere'] as const) {
    for (const importPath of leading) {
      const site = imports.find(importPath, () => true);
      if (site?.use === wanted) return { site, importPath };
    }
  }
  return undefined;
}

interface Reach {
  readonly severity: Severity;
  readonly name: 'build' | 'test' | 'elsewhere' | 'graph' | 'unused';
}

async function reachOf(
  required: RequiredModule | undefined,
  site: ImportSite | undefined,
  goMod: GoModRead,
  module: Module,
  facts: Facts,
): Promise<Reach> {
  if (required === undefined) return { severity: 'hint', name: 'unused' };
  const build = await effectiveBuildMode(module, facts);
  // A build from vendor does not look at the folder.
  if (build.mode === 'vendor') return { severity: 'warning', name: 'elsewhere' };
  const packages = await facts.get(modulePackages, module.dir);
  const go = goLanguageVersion(goMod.file.go?.version.value ?? '1.16');
  if (site?.use === 'build' || site?.use === 'test') return { severity: 'error', name: site.use };
  // Without graph pruning go reads the go.mod of every module before anything else.
  if (compareGoVersions(go, '1.17') < 0 && packages.size > 0) return { severity: 'error', name: 'graph' };
  return { severity: packages.size > 0 ? 'warning' : 'hint', name: 'elsewhere' };
}

/** The folder was moved: exactly one module of the tree says that it is the one. Of several only a person knows which is meant. */
async function moved(
  fault: TargetFault,
  replace: ReplaceDirective,
  module: Module,
  goMod: GoModRead,
  facts: Facts,
): Promise<readonly Fix[]> {
  if (fault !== 'no-folder') return [];
  const { modules } = await facts.get(treeLists, module.root.dir);
  const found: string[] = [];
  for (const dir of modules.map((path) => joinPath(module.root.dir, path))) {
    const other = dir === module.dir ? undefined : await facts.get(goModOf, dir);
    if (other?.kind === 'file' && other.file.module?.path.value === replace.oldPath.value) found.push(dir);
  }
  const [dir, ...others] = found;
  if (dir === undefined || others.length > 0) return [];
  const folder = relativePath(module.dir, dir);
  // Spaces and quotes need quotes around them: rare enough to be left to a person.
  if (folder === undefined || !/^[\w./@+~-]+$/.test(folder)) return [];
  const edits = [{ kind: 'text' as const, file: goMod.path, range: replace.newPath.range, newText: folder }];
  return [{ kind: 'edit', title: say(`${checkOf[fault]}.fix.moved`, { folder }), safe: false, edits }];
}

function fixesFor(fault: TargetFault, replace: ReplaceDirective, folder: string, goMod: GoModRead): readonly Fix[] {
  const drop = deleteDirectiveFix(goMod, replace.line, false);
  if (fault === 'no-folder') return [drop];
  const module = replace.oldPath.value;
  const go = goMod.file.go?.version.value;
  const text = `module ${module}\n${go === undefined ? '' : `\ngo ${go}\n`}`;
  const title = say(`${checkOf[fault]}.fix.create`, { folder: replace.newPath.value.replace(/\/+$/, ''), module });
  return [
    { kind: 'edit', title, safe: false, edits: [{ kind: 'create', file: joinPath(folder, 'go.mod'), text }] },
    drop,
  ];
}

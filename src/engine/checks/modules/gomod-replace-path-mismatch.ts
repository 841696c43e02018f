import type { Facts } from '../../facts/factStore';
import type { GoModRead } from '../../facts/modules/goModOf';
import { requiredNodes } from '../../facts/modules/moduleGraph';
import { requiredModules, type RequiredModule } from '../../facts/sums/requiredModules';
import { buildList } from '../../facts/sums/buildList';
import { ownUse } from '../../facts/sums/sumUse';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { Severity } from '../../model/severity';
import { effectiveBuildMode } from '../../modfile/importFindings';
import { goModCheck } from '../../modfile/goModCheck';

export const gomodReplacePathMismatch: ModuleCheck = {
  id: 'gomod-replace-path-mismatch',
  family: 'modules',
  scope: 'module',
  title: 'What replaces a module is called like it',
  why: 'From a folder go takes a module of any name, and imports inside it lead to the other name. From a version it takes only one whose go.mod has the old or the new path of the replace, and stops otherwise.',
  fix: 'Make the module line of the replacement say the path that is replaced, or import the fork by its own name.',
  severity: 'info',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    folder: '{folder} replaces {module} and calls itself {declared}: imports of its own packages do not lead into it',
    version: '{source} replaces {module} and calls itself {declared}; go stops at such a module',
    require: 'required here',
  },
  run: goModCheck(async (goMod, module, facts) => {
    const findings: FindingDraft[] = [];
    for (const one of await mismatches(goMod, module, facts)) {
      const { required, declared, severity } = one;
      const { source, path, version } = required;
      const replace = goMod.file.replace.findLast(
        ({ oldPath, oldVersion }) => oldPath.value === path && [undefined, version].includes(oldVersion?.value),
      );
      if (replace === undefined) continue;
      const args = {
        module: path,
        declared,
        folder: replace.newPath.value,
        source: `${source.path}@${source.kind === 'version' ? source.version : ''}`,
      };
      findings.push({
        message: say(source.kind, args),
        severity: source.kind === 'folder' ? 'info' : severity,
        location: { file: goMod.path, range: replace.newPath.range },
        related: [{ file: goMod.path, range: required.require.line.range, message: say('require') }],
        key: path,
        about: [path],
      });
    }
    return findings;
  }),
};

export const requirePathMismatch: ModuleCheck = {
  id: 'require-path-mismatch',
  family: 'modules',
  scope: 'module',
  title: 'Every module is required by the path that its go.mod gives it',
  why: 'A repository may be reached by several addresses, but its module has one path, and go stops when it reads another one in its go.mod.',
  fix: 'Require and import the module by its own path; to use a fork, keep the original path and replace it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { mismatch: '{module} {version} calls itself {declared}; go stops at such a requirement' },
  run: goModCheck(async (goMod, module, facts) =>
    (await mismatches(goMod, module, facts))
      .filter(({ required }) => required.source.kind === 'version' && !required.source.replaced)
      .map(({ required: { path, version, require }, declared, severity }): FindingDraft => ({
        message: say('mismatch', { module: path, version, declared }),
        severity,
        location: { file: goMod.path, range: require.path.range },
        key: path,
        about: [path, declared],
      })),
  ),
};

interface Mismatch {
  readonly required: RequiredModule;
  readonly declared: string;
  readonly severity: Severity;
}

/** Requirements whose go.mod, where it is at hand, has neither the path that is required nor that of the replacement. */
async function mismatches(goMod: GoModRead, module: Module, facts: Facts): Promise<readonly Mismatch[]> {
  const found: Mismatch[] = [];
  const nodes = await facts.get(requiredNodes, module.dir);
  const declares = new Map(nodes.map((node) => [node.path, node.declares]));
  for (const required of requiredModules(goMod.file)) {
    const declared = declares.get(required.path) ?? '';
    if (declared === '' || declared === required.path) continue;
    if (required.source.kind === 'version' && declared === required.source.path) continue;
    found.push({ required, declared, severity: await severityOf(required, module, facts) });
  }
  return found;
}

/** go reads the go.mod of a requirement that provides a package; without graph pruning of every one. */
async function severityOf({ path }: RequiredModule, module: Module, facts: Facts): Promise<Severity> {
  const build = await effectiveBuildMode(module, facts);
  if (build.mode === 'vendor') return 'warning';
  const { pruned } = await facts.get(buildList, module.dir);
  const use = (await facts.get(ownUse, module.dir)).get(path);
  const here = use?.provides === true && (use.use === 'build' || use.use === 'test');
  return here || (!pruned && use !== undefined) ? 'error' : 'warning';
}

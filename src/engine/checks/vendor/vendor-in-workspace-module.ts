import type { GoModState } from '../../facts/modules/goModOf';
import { workspaceUsing } from '../../facts/modules/workspaceOf';
import { moduleBuildMode } from '../../facts/vendor/buildMode';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';

/** The vendor folder of a module that a workspace uses: only builds with GOWORK=off read it. */
export const vendorInWorkspaceModule: ModuleCheck = {
  id: 'vendor-in-workspace-module',
  family: 'vendor',
  scope: 'module',
  title: 'A workspace does not hide the vendor folder of its modules',
  why: 'In the workspace go builds from the module cache, outside of it from vendor: the two may build different code.',
  fix: 'Vendor the workspace with go work vendor, or build with GOWORK=off where vendor shall count.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    hidden: 'In this workspace go does not build from the vendor folder of {module}; with GOWORK=off it does',
    workspace: 'this line brings the module into the workspace',
  },
  run: async (module, facts) => {
    const workspace = await facts.get(workspaceUsing, module.dir);
    if (workspace === undefined) return notApplicable(say('shared.noWorkspace'));
    const { mode, folder, modulesTxt } = await facts.get(moduleBuildMode, module.dir);
    if (mode !== 'vendor' || folder === undefined || modulesTxt === undefined) return passed;
    const used = workspace.modules.find(({ dir }) => dir === module.dir);
    return found([
      {
        message: say('hidden', { module: moduleName(used?.goMod) ?? module.path }),
        location: { file: `${folder}/modules.txt`, range: startOfFile },
        related: used ? [{ file: workspace.path, range: used.use.path.range, message: say('workspace') }] : [],
        key: folder,
      },
    ]);
  },
};

function moduleName(goMod: GoModState | undefined): string | undefined {
  return goMod?.kind === 'file' ? goMod.file.module?.path.value : undefined;
}

import { environmentVariable } from '../../facts/environment/environmentVariable';
import { goModOf } from '../../facts/modules/goModOf';
import { workspaceUsing } from '../../facts/modules/workspaceOf';
import { moduleBuildMode, type BuildMode } from '../../facts/vendor/buildMode';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';

/** A vendor folder that go does not build from, although it looks as if it did. */
export const vendorUnused: ModuleCheck = {
  id: 'vendor-unused',
  family: 'vendor',
  scope: 'module',
  title: 'go builds from the vendor folder that is there',
  why: 'Builds take the module cache instead, need the network or a cache, and never notice what is in vendor.',
  fix: 'Delete the folder, or take away what keeps go from using it.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    'go-version': 'go does not build from vendor here: the go line is {version}, and only from 1.14 on it would',
    'no-go-line': 'go does not build from vendor here: without a go line in go.mod it would need -mod=vendor',
    'of-a-workspace':
      'go does not build from vendor here: its modules.txt was written by go work vendor, for a workspace',
    'of-a-module': 'go does not build from vendor here: its modules.txt was written by go mod vendor, for one module',
    flag: 'go does not build from vendor here: GOFLAGS has {flag}',
  },
  run: async (module, facts) => {
    const goMod = await facts.get(goModOf, module.dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return notApplicable(say('shared.noModule'));
    const mode = await facts.get(moduleBuildMode, module.dir);
    // Without modules.txt it may be any folder of that name.
    if (mode.folder === undefined || mode.modulesTxt === undefined) return notApplicable(say('shared.noVendor'));
    if (mode.unused === undefined) return passed;
    // The folder of the workspace that this module is the root of.
    const workspace = await facts.get(workspaceUsing, module.dir);
    if (mode.unused === 'of-a-workspace' && workspace?.dir === module.dir) return passed;
    const flags = (await facts.get(environmentVariable, 'GOFLAGS')).value;
    const { go, module: line } = goMod.file;
    return found([
      {
        message: say(mode.unused, argumentsOf(mode.unused, go?.version.value ?? '', flags)),
        location: { file: goMod.path, range: go?.version.range ?? line?.path.range ?? startOfFile },
        key: mode.unused,
      },
    ]);
  },
};

function argumentsOf(
  why: NonNullable<BuildMode['unused']>,
  version: string,
  flags: string,
): Readonly<Record<string, string>> {
  if (why === 'go-version') return { version };
  return why === 'flag' ? { flag: /-?-mod=\S+/.exec(flags)?.[0] ?? flags } : {};
}

import { workspaceOf, workspaceUsing } from '../../facts/modules/workspaceOf';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { getFix } from '../../modfile/goModFixes';
import { goModWithPackages, importLocation, otherSites, unprovidedOf } from '../../modfile/importFindings';
import { withoutWorkspace } from './workspaces';

/** Imports that only the workspace can have: the module does not build by itself, nor does `go mod tidy` find them. */
export const goworkHidesMissingRequire: ModuleCheck = {
  id: 'gowork-hides-missing-require',
  family: 'workspace',
  scope: 'module',
  title: 'Each member of the workspace requires what it imports',
  why: 'In the workspace the import is found; with GOWORK=off, in CI and for everybody who requires the module it is not, and go mod tidy stops or changes go.mod.',
  fix: 'Require the module in the go.mod of the member that imports it.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    member:
      '{package} is found because go.work uses {module}; go.mod does not require it, so with GOWORK=off builds stop',
    required:
      '{package} is found because another member requires {module}; this go.mod does not, so with GOWORK=off builds stop',
    also: '{package} is imported here too',
    goMod: 'the go.mod that does not require it',
    'fix.get': 'Run go get {package} (needs the network)',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    if ((await facts.get(workspaceUsing, module.dir)) === undefined)
      return withoutWorkspace(await facts.get(workspaceOf, module.dir));
    const goMod = { file: sound.goMod.path, range: sound.goMod.file.module?.line.range ?? startOfFile };
    const hidden = await unprovidedOf('workspace', module, facts);
    return found(
      await Promise.all(
        hidden.map(async (one): Promise<FindingDraft> => {
          const { importPath, why } = one;
          const [site] = one.sites;
          const title = say('gowork-hides-missing-require.fix.get', { package: importPath });
          return {
            message: say(why.member ? 'member' : 'required', { package: importPath, module: why.module }),
            location: site ? await importLocation(site, importPath, facts) : goMod,
            related: [
              ...(await otherSites(one, 'gowork-hides-missing-require.also', facts)),
              { ...goMod, message: say('goMod') },
            ],
            fixes: [getFix(module.dir, title, importPath)],
            key: importPath,
            about: [importPath, why.module],
          };
        }),
      ),
    );
  },
};

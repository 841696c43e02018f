import type { ModuleCheck } from '../../model/check';
import { joinPath, relativeWithin } from '../../../base/paths';
import type { GoModRead } from '../../facts/modules/goModOf';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { splitPathVersion } from '../../parse/modulePath';
import { editFix, replaceText } from '../../modfile/goModFixes';
import {
  effectiveBuildMode,
  goModWithPackages,
  importLocation,
  otherSites,
  reachOfImport,
  unprovidedOf,
} from '../../modfile/importFindings';

export const importNestedModule: ModuleCheck = {
  id: 'import-nested-module',
  family: 'modules',
  scope: 'module',
  title: 'Imports of a module in a subfolder are required',
  why: 'A folder with a go.mod is a module of its own, wherever it lies. Importing from it takes a requirement and a way to find it, as for any other module.',
  fix: 'Require the inner module and replace it by its folder, put both into a go.work, or delete the inner go.mod.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{package} is in {folder}, which is a module of its own that go.mod does not require; go build stops here',
    test: '{package} is in {folder}, which is a module of its own that go.mod does not require; go vet and go test stop here',
    elsewhere:
      '{package} is in {folder}, a module of its own that go.mod does not require; builds with other tags or ports stop here',
    tidy: '{package} is in {folder}, a module of its own that go.mod does not require; go mod tidy would look for it on the network',
    also: '{package} is imported here too',
    inner: 'the module that has it',
    'fix.require': 'Require {module} and replace it by {folder}',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const build = await effectiveBuildMode(module, facts);
    const nested = await unprovidedOf('nested', module, facts);
    return found(
      await Promise.all(
        nested.map(async (one): Promise<FindingDraft> => {
          const { importPath, why } = one;
          const { severity, name } = reachOfImport(one, build);
          const folder = `./${relativeWithin(module.dir, why.dir) ?? ''}`;
          const inner = { file: joinPath(why.dir, 'go.mod'), range: startOfFile };
          const [site] = one.sites;
          return {
            message: say(name, { package: importPath, folder }),
            severity,
            location: site ? await importLocation(site, importPath, facts) : inner,
            related: [
              ...(await otherSites(one, 'import-nested-module.also', facts)),
              { ...inner, message: say('inner') },
            ],
            fixes: why.module === '' ? [] : [requireFolder(sound.goMod, why.module, folder)],
            key: importPath,
            about: [importPath],
          };
        }),
      ),
    );
  },
};

/** Both lines at the end of go.mod. The version is the zero one that stands for "whatever the folder has". */
function requireFolder({ path, text, file }: GoModRead, module: string, folder: string): EditFix {
  const major = /[0-9]+/.exec(splitPathVersion(module)?.major ?? '')?.[0] ?? '0';
  const version = `v${major}.0.0-00010101000000-000000000000`;
  const { end } = file.syntax;
  const lines = `\nrequire ${module} ${version}\n\nreplace ${module} => ${folder}\n`;
  const edit = replaceText(path, { start: end, end }, `${text.endsWith('\n') || text === '' ? '' : '\n'}${lines}`);
  return editFix(say('import-nested-module.fix.require', { module, folder }), false, edit);
}

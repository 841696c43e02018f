import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { getFix } from '../../modfile/goModFixes';
import {
  effectiveBuildMode,
  goModWithPackages,
  importLocation,
  otherSites,
  reachOfImport,
  unprovidedOf,
} from '../../modfile/importFindings';

export const gomodReplacedNotRequired: ModuleCheck = {
  id: 'gomod-replaced-not-required',
  family: 'modules',
  scope: 'module',
  title: 'Every replaced module that is imported is required too',
  why: 'A replace says where a module comes from, not that it is needed. Without a requirement go does not look into it, and stops at the import.',
  fix: 'Require the module; go get adds it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{package} is imported here; go.mod replaces {module} but does not require it, so go build stops here',
    test: '{package} is imported here; go.mod replaces {module} but does not require it, so go vet and go test stop here',
    elsewhere:
      '{package} is imported for other tags or ports; go.mod replaces {module} but does not require it, so such builds stop',
    tidy: '{package} is imported here; go.mod replaces {module} but does not require it; go mod tidy would add it',
    also: '{package} is imported here too',
    replace: 'replaced here',
    'fix.get': 'Run go get {module} (needs the network)',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const build = await effectiveBuildMode(module, facts);
    const replaced = await unprovidedOf('replaced', module, facts);
    return found(
      await Promise.all(
        replaced.map(async (one): Promise<FindingDraft> => {
          const { importPath, why } = one;
          const { severity, name } = reachOfImport(one, build);
          const path = why.replace.oldPath.value;
          const line = { file: sound.goMod.path, range: why.replace.line.range };
          const [site] = one.sites;
          return {
            message: say(name, { package: importPath, module: path }),
            severity,
            location: site ? await importLocation(site, importPath, facts) : line,
            related: [
              ...(await otherSites(one, 'gomod-replaced-not-required.also', facts)),
              { ...line, message: say('replace') },
            ],
            fixes: [getFix(module.dir, say('gomod-replaced-not-required.fix.get', { module: path }), path)],
            key: importPath,
            about: [importPath, path],
          };
        }),
      ),
    );
  },
};

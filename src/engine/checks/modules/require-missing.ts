import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { GoModRead } from '../../facts/modules/goModOf';
import { implicitProvider } from '../../facts/modules/implicitProvider';
import type { ModuleVersion } from '../../facts/sums/requiredModules';
import type { Fix } from '../../model/fix';
import { addRequireFix } from '../../modfile/addRequire';
import { getFix } from '../../modfile/goModFixes';
import {
  effectiveBuildMode,
  goModWithPackages,
  importLocation,
  otherSites,
  reachOfImport,
  unprovidedOf,
} from '../../modfile/importFindings';

export const requireMissing: ModuleCheck = {
  id: 'require-missing',
  family: 'modules',
  scope: 'module',
  title: 'go.mod requires a module for every import',
  why: 'A build may not change go.mod, so it cannot go and look for the module: it stops at the import.',
  fix: 'Require the module: go get adds it with its version.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{package} is imported here, but go.mod requires no module that could have it; go build stops here',
    test: '{package} is imported here, but go.mod requires no module that could have it; go vet and go test stop here',
    elsewhere:
      '{package} is imported here for other tags or ports, but go.mod requires no module that could have it; such builds stop here',
    tidy: '{package} is imported here, but go.mod requires no module that could have it; go mod tidy would add one',
    also: '{package} is imported here too',
    goMod: 'the go.mod that does not require it',
    implicit: '{package} is of {module} {version}, which others bring in and go.mod does not require; builds stop here',
    implicitTidy: '{package} is of {module} {version}, which others bring in; go mod tidy adds it to go.mod',
    'fix.require': 'Require {module} {version}',
    'fix.get': 'Run go get {package} (needs the network)',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: goMod, file } = sound.goMod;
    const build = await effectiveBuildMode(module, facts);
    const missing = await unprovidedOf('not-required', module, facts);
    return found(
      await Promise.all(
        missing.map(async (one): Promise<FindingDraft> => {
          const { importPath } = one;
          const { severity, name } = reachOfImport(one, build);
          const [site] = one.sites;
          const provider = await implicitProvider(importPath, module.dir, facts);
          const place = { file: goMod, range: file.module?.line.range ?? startOfFile };
          return {
            message:
              provider === undefined
                ? say(name, { package: importPath })
                : say(severity === 'error' ? 'implicit' : 'implicitTidy', { package: importPath, ...asArgs(provider) }),
            severity,
            location: site ? await importLocation(site, importPath, facts) : place,
            related: [...(await otherSites(one, 'require-missing.also', facts)), { ...place, message: say('goMod') }],
            fixes:
              provider === undefined
                ? [getFix(module.dir, say('require-missing.fix.get', { package: importPath }), importPath)]
                : requireFixes(provider, sound.goMod, module.dir),
            key: importPath,
            about: [importPath],
          };
        }),
      ),
    );
  },
};

function asArgs({ path, version }: ModuleVersion): { readonly module: string; readonly version: string } {
  return { module: path, version };
}

/** The graph knows the version already: one line says it. */
function requireFixes(provider: ModuleVersion, goMod: GoModRead, dir: string): readonly Fix[] {
  const { path, version } = provider;
  const query = `${path}@${version}`;
  return [
    addRequireFix(goMod, path, version, say('require-missing.fix.require', asArgs(provider))),
    getFix(dir, say('require-missing.fix.get', { package: query }), query),
  ];
}

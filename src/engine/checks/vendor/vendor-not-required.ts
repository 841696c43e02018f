import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { compareGoVersions } from '../../parse/goVersion';
import { requiredModules } from '../../facts/sums/requiredModules';
import { vendorKey } from '../../facts/vendor/vendorList';
import { tidyFix } from '../../modfile/goModFixes';
import { eachVendorFolder, inconsistent, moduleLineLocation, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** From go 1.17 on go.mod lists every module that provides a package, so vendor may hold no other. */
export const vendorNotRequired: RootCheck = {
  id: 'vendor-not-required',
  family: 'vendor',
  scope: 'root',
  title: 'go.mod lists every module that vendor provides packages of',
  why: 'From go 1.17 on go.mod is the whole build list; a vendored module outside of it makes go stop.',
  fix: 'Run go mod tidy, then go mod vendor.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unlisted: 'vendor holds packages of {module} {version}, which go.mod does not list; from go 1.17 on go stops here',
    unlistedAlone:
      'vendor holds packages of {module} {version}, which go.mod does not list; outside the workspace go stops',
  },
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  const [goMod] = folder.goMods;
  if (folder.kind === 'workspace' || goMod === undefined || compareGoVersions(folder.goVersion, '1.17') < 0) return [];
  const listed = new Map(requiredModules(goMod.file).map(({ path, version }) => [path, version]));
  return folder.list.providers.flatMap((module) => {
    const { path, version } = module;
    const known = listed.get(path);
    // Another version of a required path, and what is marked as explicit, are told by the checks of those.
    if (known !== undefined || folder.list.meta.get(vendorKey(path, version))?.explicit === true) return [];
    return [
      {
        ...inconsistent(folder, 'unlisted', { module: path, version }),
        location: moduleLineLocation(folder, module),
        key: path,
        about: [path],
        // Until go.mod has what it lacks, go mod vendor stops too.
        fixes: [tidyFix(folder.owner), vendorFix(folder)],
      },
    ];
  });
}

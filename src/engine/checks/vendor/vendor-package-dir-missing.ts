import { joinPath } from '../../../base/paths';
import { allKnown } from '../../../base/awaitable';
import type { Facts } from '../../facts/factStore';
import { hasGoFiles } from '../../facts/packages/hasGoFiles';
import { importsInto, reachedPackages } from '../../facts/vendor/vendorImports';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { lineRange } from '../../model/range';
import type { VendoredPackage } from '../../parse/modulesTxt';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** A package that modules.txt lists and nobody committed: often because .gitignore has a pattern such as `build/`. */
export const vendorPackageDirMissing: RootCheck = {
  id: 'vendor-package-dir-missing',
  family: 'vendor',
  scope: 'root',
  title: 'Every package of vendor/modules.txt lies in vendor',
  why: 'With vendor in use go looks nowhere else, so a build that needs the package stops.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and look whether .gitignore keeps the folder out of the commit.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    needed: 'vendor has no Go file of package {package}, which vendor/modules.txt lists; go build stops here',
    neededAlone:
      'vendor has no Go file of package {package}, which vendor/modules.txt lists; outside the workspace (GOWORK=off) go stops',
    unneeded:
      'vendor has no Go file of package {package}, which vendor/modules.txt lists; no build of this machine needs it',
  },
  run: (_, facts) => eachVendorFolder(facts, (folder) => judge(folder, facts)),
};

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  const listed = folder.modulesTxt.modules.flatMap(({ packages }) => packages);
  const present = await allKnown(listed.map(({ path }) => facts.get(hasGoFiles, joinPath(folder.path, path))));
  const missing = listed.filter((_, at) => present[at] === false);
  if (missing.length === 0) return [];
  const reached = await reachedPackages(folder, await importsInto(folder, facts), facts);
  return missing.map((one) => describe(folder, one, reached.has(one.path)));
}

function describe(folder: ReadVendorFolder, { path, line, column }: VendoredPackage, needed: boolean): FindingDraft {
  return {
    message: say(!needed ? 'unneeded' : folder.hidden ? 'neededAlone' : 'needed', { package: path }),
    severity: needed && !folder.hidden ? 'error' : 'warning',
    location: { file: folder.modulesTxtPath, range: lineRange(line, column, column + path.length) },
    key: path,
    about: [path],
    fixes: [vendorFix(folder)],
  };
}

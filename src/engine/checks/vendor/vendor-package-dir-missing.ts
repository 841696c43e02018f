import { joinPath } from '../../../base/paths';
import { allKnown } from '../../../base/awaitable';
import type { Facts } from '../../facts/factStore';
import { hasGoFiles } from '../../facts/packages/hasGoFiles';
import { vendorFolderKey } from '../../facts/vendor/vendorFolders';
import { reachedPackages, vendorImports } from '../../facts/vendor/vendorImports';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { lineRange, type Location } from '../../model/range';
import type { VendoredModule, VendoredPackage } from '../../parse/modulesTxt';
import { eachVendorFolder, moduleLineLocation, vendorFix, type ReadVendorFolder } from './vendorCheck';

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
    oneNeeded: 'vendor has no Go file of package {package}, which vendor/modules.txt lists; go build stops here',
    oneNeededAlone:
      'vendor has no Go file of package {package}, which vendor/modules.txt lists; outside the workspace (GOWORK=off) go stops',
    oneUnneeded:
      'vendor has no Go file of package {package}, which vendor/modules.txt lists; no build of this machine needs it',
    oneUntold:
      'vendor has no Go file of package {package}, which vendor/modules.txt lists; whether a build needs it is not known without {stop}',
    manyNeeded:
      'vendor has no Go file of {count} packages of {module} that modules.txt lists; go build stops at {package}',
    manyNeededAlone:
      'vendor has no Go file of {count} packages of {module} that modules.txt lists; outside the workspace (GOWORK=off) go stops at {package}',
    manyUnneeded:
      'vendor has no Go file of {count} packages of {module} that modules.txt lists; no build of this machine needs them',
    manyUntold:
      'vendor has no Go file of {count} packages of {module} that modules.txt lists; whether a build needs them is not known without {stop}',
    neededPackage: 'no Go file of {package}, which a build needs',
    package: 'no Go file of {package}',
  },
  run: (_, facts) => eachVendorFolder(facts, (folder) => judge(folder, facts)),
};

/** More places than this help nobody. */
const mostRelated = 5;

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  const listed = folder.modulesTxt.modules.flatMap(({ packages }) => packages);
  const present = await allKnown(listed.map(({ path }) => facts.get(hasGoFiles, joinPath(folder.path, path))));
  const missing = new Set(listed.filter((_, at) => present[at] === false));
  if (missing.size === 0) return [];
  const reached = await reachedPackages(folder, await facts.get(vendorImports, vendorFolderKey(folder)), facts);
  // What that one imports, nobody can tell.
  const stop = [...missing].find(({ path }) => reached.has(path))?.path;
  return folder.modulesTxt.modules.flatMap((module) => {
    const gone = module.packages.filter((one) => missing.has(one));
    const needed = gone.filter(({ path }) => reached.has(path));
    const [first] = gone;
    if (first === undefined) return [];
    return [
      gone.length === 1 ? describeOne(folder, first, needed, stop) : describe(folder, module, gone, needed, stop),
    ];
  });
}

function describeOne(
  folder: ReadVendorFolder,
  gone: VendoredPackage,
  needed: readonly VendoredPackage[],
  stop: string | undefined,
): FindingDraft {
  return {
    ...consequence(folder, 'one', needed, stop, { package: gone.path }),
    location: packageLocation(folder, gone),
    key: gone.path,
    about: [gone.path],
    fixes: [vendorFix(folder)],
  };
}

/** Of a module that lacks several packages, as where nothing but modules.txt was committed, one finding says it all. */
function describe(
  folder: ReadVendorFolder,
  module: VendoredModule,
  gone: readonly VendoredPackage[],
  needed: readonly VendoredPackage[],
  stop: string | undefined,
): FindingDraft {
  const worstFirst = [...needed, ...gone.filter((one) => !needed.includes(one))];
  const args = { count: gone.length, module: module.path, package: worstFirst[0]?.path ?? '' };
  return {
    ...consequence(folder, 'many', needed, stop, args),
    location: moduleLineLocation(folder, module),
    related: worstFirst.slice(0, mostRelated).map((one) => ({
      ...packageLocation(folder, one),
      message: say(needed.includes(one) ? 'neededPackage' : 'package', { package: one.path }),
    })),
    key: module.path,
    about: gone.map(({ path }) => path),
    fixes: [vendorFix(folder)],
  };
}

/** @param stop the first package that a build needs and does not find, of whatever module */
function consequence(
  { hidden }: ReadVendorFolder,
  number: 'one' | 'many',
  needed: readonly VendoredPackage[],
  stop: string | undefined,
  args: Readonly<Record<string, string | number>>,
): Pick<FindingDraft, 'message' | 'severity'> {
  if (needed.length > 0)
    return {
      message: say(`${number}${hidden ? 'NeededAlone' : 'Needed'}`, args),
      severity: hidden ? 'warning' : 'error',
    };
  const message = stop === undefined ? say(`${number}Unneeded`, args) : say(`${number}Untold`, { ...args, stop });
  return { message, severity: 'warning' };
}

function packageLocation({ modulesTxtPath }: ReadVendorFolder, { line, column, path }: VendoredPackage): Location {
  return { file: modulesTxtPath, range: lineRange(line, column, column + path.length) };
}

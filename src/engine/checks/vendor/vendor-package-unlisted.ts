import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { importsInto, reachedPackages } from '../../facts/vendor/vendorImports';
import { isTestFileName } from '../../constraints/fileName';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile, type Location } from '../../model/range';
import { buildsUnderAnyTags } from '../../parse/buildConstraint';
import { compareGoVersions } from '../../parse/goVersion';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** Folders with Go files that modules.txt does not list: left over, or added by hand. */
export const vendorPackageUnlisted: RootCheck = {
  id: 'vendor-package-unlisted',
  family: 'vendor',
  scope: 'root',
  title: 'vendor/modules.txt lists every package of vendor',
  why: 'From go 1.23 on go passes over a folder that modules.txt does not list; before, it built what nobody had asked for.',
  fix: 'Run go mod vendor (in a workspace go work vendor), which lists what is imported and deletes the rest.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored:
      'vendor/modules.txt does not list {package}; go passes over this folder, and go mod vendor would delete it',
    used: 'vendor/modules.txt does not list {package}; before go 1.23 go builds it all the same, and go mod vendor would delete it',
    many: 'vendor has {folders} folders with Go files that modules.txt does not list; go mod vendor would delete them',
    another: '{package}, not listed either',
  },
  run: (_, facts) => eachVendorFolder(facts, (folder) => judge(folder, facts)),
};

/** Other tools vendor whole repositories: more than this is one finding. */
const most = 5;
const mostRelated = 10;

interface Unlisted {
  readonly package: string;
  readonly location: Location;
}

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  const unlisted = await unlistedPackages(folder, facts);
  if (unlisted.length === 0) return [];
  const isUsed = compareGoVersions(folder.goVersion, '1.23') < 0;
  const fixes = [vendorFix(folder)];
  if (unlisted.length <= most)
    return unlisted.map(({ package: path, location }) => ({
      message: say(isUsed ? 'used' : 'ignored', { package: path }),
      location,
      key: path,
      about: [path],
      fixes,
    }));
  return [
    {
      message: say('many', { folders: unlisted.length }),
      location: { file: folder.modulesTxtPath, range: startOfFile },
      related: unlisted
        .slice(0, mostRelated)
        .map(({ package: path, location }) => ({ ...location, message: say('another', { package: path }) })),
      key: 'folders',
      fixes,
    },
  ];
}

/** What nobody imports: an import that go does not find because of this is told at the import. */
async function unlistedPackages(folder: ReadVendorFolder, facts: Facts): Promise<readonly Unlisted[]> {
  const { directories } = await facts.tree(folder.path);
  const candidates = [...directories.values()].flatMap(({ path, goFiles }) => {
    if (folder.list.packages.has(path)) return [];
    const [file] = goFiles.filter(({ name, constraints }) => !isTestFileName(name) && buildsUnderAnyTags(constraints));
    return file
      ? [{ package: path, location: { file: joinPath(folder.path, path, file.name), range: startOfFile } }]
      : [];
  });
  if (candidates.length === 0) return [];
  const imports = await importsInto(folder, facts);
  const reached = await reachedPackages(folder, imports, facts);
  const imported = new Set([...imports.map(({ importPath }) => importPath), ...reached.keys()]);
  return candidates.filter((candidate) => !imported.has(candidate.package));
}

import { dirname, joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { embeddedFiles, patternsOf } from '../../facts/vendor/embeddedFiles';
import { isVendoredSource, omittedPackages, type OmittedPackage } from '../../facts/vendor/omittedPackages';
import { vendorFolderKey } from '../../facts/vendor/vendorFolders';
import { reachedPackages, vendorImports } from '../../facts/vendor/vendorImports';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile, type Location } from '../../model/range';
import type { GoFile } from '../../model/tree';
import { compareGoVersions } from '../../parse/goVersion';
import { eachVendorFolder, moduleLineLocation, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** Folders with Go files that modules.txt does not list: left over, added by hand, or their lines were lost in a merge. */
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
    built:
      'modules.txt does not list {package}, which {importer} imports; before go 1.23 go builds it all the same, and go mod vendor adds the line',
    omitted:
      'modules.txt does not list {package}, which {importer} imports for other build tags or ports; go stops there, and go mod vendor adds the line',
    omittedMany:
      'modules.txt lacks {count} packages of {module} that are imported, as {package} is; go mod vendor adds them',
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
  const omitted = await facts.get(omittedPackages, folder.path);
  return [
    ...(await describeOmitted(folder, omitted, facts)),
    ...(await describeLeftOver(folder, new Set(omitted.map(({ path }) => path)), facts)),
  ];
}

/** Packages that belong into modules.txt; what go stops at here is told where it stops: vendor-import-missing. */
async function describeOmitted(
  folder: ReadVendorFolder,
  omitted: readonly OmittedPackage[],
  facts: Facts,
): Promise<readonly FindingDraft[]> {
  const isBuilt = compareGoVersions(folder.goVersion, '1.23') < 0;
  const told = isBuilt || omitted.length === 0 ? new Set() : await importedHere(folder, facts);
  const groups = new Map<OmittedPackage['module'], OmittedPackage[]>();
  for (const one of omitted) if (!told.has(one.path)) groups.set(one.module, [...(groups.get(one.module) ?? []), one]);
  return [...groups].map(([module, [first, ...more]]) => {
    const args = { package: first?.path ?? '', importer: first?.importer ?? '' };
    const count = 1 + more.length;
    return {
      message:
        more.length === 0
          ? say(isBuilt ? 'built' : 'omitted', args)
          : say('omittedMany', { package: args.package, count, module: module.path }),
      location: moduleLineLocation(folder, module),
      key: args.package,
      about: [module.path, args.package, ...more.map(({ path }) => path)],
      fixes: [vendorFix(folder)],
    };
  });
}

/** Folders that `go mod vendor` would delete. */
async function describeLeftOver(
  folder: ReadVendorFolder,
  omitted: ReadonlySet<string>,
  facts: Facts,
): Promise<readonly FindingDraft[]> {
  const unlisted = (await unlistedPackages(folder, facts)).filter(({ package: path }) => !omitted.has(path));
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
    const files = folder.list.packages.has(path) ? [] : goFiles.filter(isVendoredSource);
    return files.length > 0 ? [{ path, files }] : [];
  });
  if (candidates.length === 0) return [];
  const imported = await importedHere(folder, facts);
  const unlisted: Unlisted[] = [];
  const embedded = new Map<string, Embedded>();
  for (const { path, files } of candidates.filter((candidate) => !imported.has(candidate.path))) {
    const isEmbedded = await embeddedBelow(path, embedded, folder, facts);
    const file = files.find(({ name }) => !isEmbedded(name));
    if (file)
      unlisted.push({ package: path, location: { file: joinPath(folder.path, path, file.name), range: startOfFile } });
  }
  return unlisted;
}

/** What a listed package embeds, relative to its folder; none where it does not embed. */
interface Embedded {
  /** undefined: of a pattern at which go stops nobody knows what it was to take */
  readonly files: ReadonlySet<string> | undefined;
}

/**
 * Which files of a folder a listed package above it embeds: go mod vendor copies Go files of such a folder, too.
 * @param known by package: many folders may lie below one
 */
async function embeddedBelow(
  path: string,
  known: Map<string, Embedded>,
  folder: ReadVendorFolder,
  facts: Facts,
): Promise<(name: string) => boolean> {
  const above: { readonly below: string; readonly embedded: Embedded }[] = [];
  for (let at = dirname(path); at !== '.' && at !== ''; at = dirname(at)) {
    if (!folder.list.packages.has(at)) continue;
    const embedded = known.get(at) ?? (await embeddedBy(at, folder, facts));
    known.set(at, embedded);
    above.push({ below: `${path.slice(at.length + 1)}/`, embedded });
  }
  return (name) => above.some(({ below, embedded: { files } }) => files === undefined || files.has(below + name));
}

async function embeddedBy(path: string, folder: ReadVendorFolder, facts: Facts): Promise<Embedded> {
  const { directories } = await facts.tree(folder.path);
  const embedding = directories.get(path)?.goFiles.filter((file) => isVendoredSource(file) && embeds(file)) ?? [];
  const patterns: string[] = [];
  for (const { name } of embedding) patterns.push(...(await patternsOf(joinPath(folder.path, path, name), facts)));
  return { files: await embeddedFiles(joinPath(folder.path, path), patterns, facts) };
}

function embeds({ imports }: GoFile): boolean {
  return imports.includes('embed');
}

async function importedHere(folder: ReadVendorFolder, facts: Facts): Promise<ReadonlySet<string>> {
  const imports = await facts.get(vendorImports, vendorFolderKey(folder));
  const reached = await reachedPackages(folder, imports, facts);
  return new Set([...imports.map(({ importPath }) => importPath), ...reached.keys()]);
}

import { joinPath } from '../../../base/paths';
import { hasGoFiles } from '../../facts/packages/hasGoFiles';
import { importLocation } from '../../facts/packages/importLocation';
import type { Facts } from '../../facts/factStore';
import { vendoredModuleOf } from '../../facts/vendor/vendoredModules';
import { vendorFolderKey } from '../../facts/vendor/vendorFolders';
import {
  reachedPackages,
  vendoredImportLocation,
  vendorImports,
  type VendorImport,
} from '../../facts/vendor/vendorImports';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { compareGoVersions } from '../../parse/goVersion';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** An import of a required module whose package is not in vendor. What go.mod does not require is another check's. */
export const vendorImportMissing: RootCheck = {
  id: 'vendor-import-missing',
  family: 'vendor',
  scope: 'root',
  title: 'Every imported package lies in vendor',
  why: 'With vendor in use go looks nowhere else: "import lookup disabled by -mod=vendor".',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'Package {imported} of {module} is not in vendor; go looks nowhere else and stops here',
    unlisted:
      'package {imported} lies in vendor, but vendor/modules.txt does not list it; go passes over it and stops here',
    elsewhere: 'Package {imported} of {module} is not in vendor; go stops with other build tags or on another port',
    alone: 'Package {imported} of {module} is not in vendor; outside the workspace (GOWORK=off) go stops here',
  },
  run: (_, facts) => eachVendorFolder(facts, (folder) => judge(folder, facts)),
};

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  const imports = await facts.get(vendorImports, vendorFolderKey(folder));
  const reached = [...(await reachedPackages(folder, imports, facts))];
  const findings = [
    ...imports.map((one) => describe(folder, one, facts)),
    ...reached.map(([imported, importer]) => describeVendored(folder, importer, imported, facts)),
  ];
  return (await Promise.all(findings)).flatMap((finding) => finding ?? []);
}

async function describe(folder: ReadVendorFolder, one: VendorImport, facts: Facts): Promise<FindingDraft | undefined> {
  const { importPath, use } = one;
  const lack = await lackOf(folder, importPath, facts);
  const location = lack && (await importLocation(one.dir, one, facts));
  if (lack === undefined || location === undefined) return undefined;
  const here = use === 'build' || use === 'test';
  return {
    message: say(folder.hidden ? 'alone' : here ? lack.name : 'elsewhere', {
      imported: importPath,
      module: lack.module,
    }),
    severity: here && !folder.hidden ? 'error' : 'warning',
    location,
    key: importPath,
    about: [importPath],
    fixes: [vendorFix(folder)],
  };
}

/** An import in a vendored package that the build reaches; those of the modules themselves are told above. */
async function describeVendored(
  folder: ReadVendorFolder,
  importer: string | undefined,
  imported: string,
  facts: Facts,
): Promise<FindingDraft | undefined> {
  if (importer === undefined) return undefined;
  const lack = await lackOf(folder, imported, facts);
  const location = lack && (await vendoredImportLocation(folder, importer, imported, facts));
  if (lack === undefined || location === undefined) return undefined;
  return {
    message: say(folder.hidden ? 'alone' : lack.name, { imported, module: lack.module }),
    severity: folder.hidden ? 'warning' : 'error',
    location,
    key: imported,
    about: [imported],
    fixes: [vendorFix(folder)],
  };
}

interface Lack {
  readonly name: 'missing' | 'unlisted';
  readonly module: string;
}

/** What keeps go from finding a package in vendor; undefined where it finds it, and where another check is responsible. */
async function lackOf(folder: ReadVendorFolder, importPath: string, facts: Facts): Promise<Lack | undefined> {
  if (folder.list.packages.has(importPath)) return undefined;
  const module = vendoredModuleOf(folder, importPath)?.path;
  if (module === undefined) return undefined;
  if (!(await facts.get(hasGoFiles, joinPath(folder.path, importPath)))) return { name: 'missing', module };
  // Until go 1.22 a folder was enough.
  return compareGoVersions(folder.goVersion, '1.23') < 0 ? undefined : { name: 'unlisted', module };
}

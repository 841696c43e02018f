import { importLocation } from '../../facts/packages/importLocation';
import type { Facts } from '../../facts/factStore';
import { hasGoFiles, importsInto, type VendorImport } from '../../facts/vendor/vendorImports';
import { vendorKey } from '../../facts/vendor/vendorList';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { compareGoVersions } from '../../parse/goVersion';
import { isPathPrefix } from '../../parse/importPath';
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
  const strongest = new Map<string, VendorImport>();
  const order = ['build', 'test', 'tool', 'elsewhere'];
  for (const one of await importsInto(folder, facts)) {
    const known = strongest.get(one.importPath);
    if (!known || order.indexOf(one.use) < order.indexOf(known.use)) strongest.set(one.importPath, one);
  }
  const findings = [...strongest.values()].map((one) => describe(folder, one, facts));
  return (await Promise.all(findings)).flatMap((finding) => finding ?? []);
}

async function describe(folder: ReadVendorFolder, one: VendorImport, facts: Facts): Promise<FindingDraft | undefined> {
  const { importPath, use } = one;
  if (folder.list.packages.has(importPath)) return undefined;
  const module = consistentModule(folder, importPath);
  if (module === undefined) return undefined;
  const there = await hasGoFiles(folder, importPath, facts);
  // Until go 1.22 a folder was enough.
  if (there && compareGoVersions(folder.goVersion, '1.23') < 0) return undefined;
  const location = await importLocation(one.dir, one, facts);
  if (location === undefined) return undefined;
  const here = use === 'build' || use === 'test';
  const name = folder.hidden ? 'alone' : !here ? 'elsewhere' : there ? 'unlisted' : 'missing';
  return {
    message: say(name, { imported: importPath, module }),
    severity: here && !folder.hidden ? 'error' : 'warning',
    location,
    key: importPath,
    about: [importPath],
    fixes: [vendorFix(folder)],
  };
}

/** The required module that should provide the package; undefined where there is none, or vendor is behind on it anyway. */
function consistentModule(folder: ReadVendorFolder, importPath: string): string | undefined {
  if (folder.goMods.some(({ file }) => isPathPrefix(file.module?.path.value ?? '', importPath))) return undefined;
  for (const { file } of folder.goMods) {
    for (const { path, version } of file.require) {
      if (!isPathPrefix(path.value, importPath)) continue;
      if (folder.list.meta.get(vendorKey(path.value, version.value))?.explicit === true) return path.value;
    }
  }
  return undefined;
}

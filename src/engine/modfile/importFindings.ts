import { sourceHeader } from '../facts/buildTags/sourceHeader';
import type { Facts } from '../facts/factStore';
import type { ImportSite } from '../facts/modules/importSites';
import { modulePackages } from '../facts/modules/moduleImports';
import { unseenInModule } from '../facts/modules/unseenInModule';
import { unprovidedImports, type UnprovidedImport } from '../facts/modules/unprovidedImports';
import { workspaceUsing } from '../facts/modules/workspaceOf';
import { moduleBuildMode, workspaceBuildMode, type BuildMode } from '../facts/vendor/buildMode';
import type { Module } from '../model/check';
import type { RelatedLocation } from '../model/finding';
import { say } from '../model/message';
import { notApplicable } from '../model/outcome';
import { startOfFile, type Location } from '../model/range';
import type { Severity } from '../model/severity';
import { soundGoMod, type ReadableGoMod } from './readableGoMod';

/** What of a build an import that go does not find stops. */
export interface ImportReach {
  readonly severity: Severity;
  /** picks the template: `go build`, `go vet and go test`, or only `go mod tidy` and other builds */
  readonly name: 'build' | 'test' | 'elsewhere' | 'tidy';
}

export type UnprovidedOf<K extends UnprovidedImport['why']['kind']> = UnprovidedImport & {
  readonly why: Extract<UnprovidedImport['why'], { readonly kind: K }>;
};

/** The imports of one kind that go does not find. */
export async function unprovidedOf<K extends UnprovidedImport['why']['kind']>(
  kind: K,
  module: Module,
  facts: Facts,
): Promise<readonly UnprovidedOf<K>[]> {
  const all = await facts.get(unprovidedImports, module.dir);
  return all.filter((one): one is UnprovidedOf<K> => one.why.kind === kind);
}

/** For checks that compare go.mod with what the Go files import: a module without any is none of Go's concern. */
export async function goModWithPackages(module: Module, facts: Facts): Promise<ReadableGoMod> {
  const sound = await soundGoMod(module, facts);
  if (sound.kind === 'none') return sound;
  const isSeenWhole = (await facts.get(unseenInModule, module.dir)).length === 0;
  if ((await facts.get(modulePackages, module.dir)).size > 0 || !isSeenWhole) return sound;
  // Site generators and the like keep their own requirements in a go.mod; go mod tidy would drop them.
  return { kind: 'none', result: notApplicable(say('shared.noGoFiles')) };
}

/** Where go takes packages from in the folder of the module. */
export async function effectiveBuildMode(module: Module, facts: Facts): Promise<BuildMode> {
  const workspace = await facts.get(workspaceUsing, module.dir);
  return workspace ? facts.get(workspaceBuildMode, workspace.path) : facts.get(moduleBuildMode, module.dir);
}

export function reachOfImport(
  { importPath, sites }: Pick<UnprovidedImport, 'importPath' | 'sites'>,
  build: BuildMode,
): ImportReach {
  const use = sites[0]?.use ?? 'elsewhere';
  // With -mod=mod go adds what is missing; from vendor it builds without asking go.mod.
  if (build.mode === 'mod' || (build.mode === 'vendor' && isVendored(importPath, build)))
    return { severity: 'warning', name: 'tidy' };
  return use === 'elsewhere' ? { severity: 'warning', name: use } : { severity: 'error', name: use };
}

function isVendored(importPath: string, { modulesTxt }: BuildMode): boolean {
  return modulesTxt?.modules.some(({ packages }) => packages.some(({ path }) => path === importPath)) ?? false;
}

/** Where a file imports a package. */
export async function importLocation(site: ImportSite, importPath: string, facts: Facts): Promise<Location> {
  const header = await facts.read(sourceHeader, site.file);
  const spec = header?.imports.find(({ path }) => path === importPath);
  return { file: site.file, range: spec?.range ?? startOfFile };
}

/** Up to three more packages that import it. @param message whole id */
export async function otherSites(
  { importPath, sites }: Pick<UnprovidedImport, 'importPath' | 'sites'>,
  message: string,
  facts: Facts,
): Promise<readonly RelatedLocation[]> {
  const more = sites.slice(1, 4);
  const places = await Promise.all(more.map((site) => importLocation(site, importPath, facts)));
  return places.map((place) => ({ ...place, message: say(message, { package: importPath }) }));
}

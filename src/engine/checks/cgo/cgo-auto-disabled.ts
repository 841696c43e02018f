import { basename } from '../../../base/paths';
import { moduleName } from '../../facts/buildTags/moduleName';
import { pathWithinModule } from '../../facts/buildTags/moduleTags';
import { cgoImport } from '../../facts/cgo/cgoImport';
import { cgoPackages, type CgoPackage } from '../../facts/cgo/cgoPackages';
import { cgoState, type CgoState } from '../../facts/cgo/cgoState';
import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import { moduleImports } from '../../facts/modules/moduleImports';
import { importLocation } from '../../facts/packages/importLocation';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';

export const cgoAutoDisabled: ModuleCheck = {
  id: 'cgo-auto-disabled',
  family: 'cgo',
  scope: 'module',
  title: 'Packages with C code are built',
  why: 'Without a C compiler, and for another port, go switches cgo off without a word and leaves out every file that imports "C"; the error names build constraints.',
  fix: 'Install a C compiler, or set CGO_ENABLED=1 and CC to one for the other port, or give the package files for !cgo.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    importedNoCompiler:
      '{package} is C code only, and go leaves it out as {compiler} is not on PATH: go build stops at {importer}, which imports it',
    importedCross:
      '{package} is C code only, and go leaves it out for {port}: go build stops at {importer}, which imports it',
    aloneNoCompiler:
      '{package} is C code only, and go leaves it out as {compiler} is not on PATH: "build constraints exclude all Go files"',
    aloneCross: '{package} is C code only, and go leaves it out for {port}: "build constraints exclude all Go files"',
    partNoCompiler: 'go builds {package} without its C code, as {compiler} is not on PATH',
    partCross: 'go builds {package} without its C code for {port}',
    imports: 'imports it',
    noCgo: 'no file here that this machine builds imports "C"',
    decided: 'CGO_ENABLED says whether cgo is on',
  },
  run: async (module, facts) => {
    const packages = await facts.get(cgoPackages, module.dir);
    if (packages.length === 0) return notApplicable(say('noCgo'));
    if ((await facts.get(goInstallation)).found === undefined) return unknown(say('shared.goNotFound'), 'go');
    const state = await facts.get(cgoState);
    if (state.said) return notApplicable(say('decided'));
    if (state.enabled) return passed;
    const drafts = await Promise.all(packages.map((each) => judge(module, each, state, facts)));
    return found(drafts);
  },
};

async function judge(module: Module, each: CgoPackage, state: CgoState, facts: Facts): Promise<FindingDraft> {
  const path = pathWithinModule(facts.root, module.dir, each.directory);
  const own = (await facts.get(moduleName, module.dir)) ?? '';
  const importPath = path === '' ? own : `${own}/${path}`;
  const [file = ''] = each.cgoFiles;
  const location = await cgoImport(file, facts);
  const name = path === '' ? basename(own) : path;
  if (each.survives)
    return { message: said('part', { package: name }, state), severity: 'info', location, key: importPath };
  const sites = (await facts.get(moduleImports, module.dir)).imports.of(importPath);
  const site = sites.find(({ use, importer }) => use === 'build' && importer !== importPath);
  if (site === undefined) return { message: said('alone', { package: name }, state), location, key: importPath };
  const why = { importPath, importer: site.importer, use: site.use };
  const place = await importLocation(module.dir, why, facts);
  const related: readonly RelatedLocation[] = place ? [{ ...place, message: say('imports') }] : [];
  const args = { package: name, importer: site.importer };
  return { message: said('imported', args, state), severity: 'error', location, related, key: importPath };
}

function said(what: string, args: Message['args'], { standard }: CgoState): Message {
  if (standard.because === 'no-compiler') return say(`${what}NoCompiler`, { ...args, compiler: standard.compiler });
  return say(`${what}Cross`, { ...args, port: standard.port });
}

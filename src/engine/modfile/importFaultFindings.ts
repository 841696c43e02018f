import type { Facts } from '../facts/factStore';
import { importFaults, type ImportFault } from '../facts/modules/importFaults';
import type { Module, ModuleCheck } from '../model/check';
import type { FindingDraft } from '../model/finding';
import type { Fix } from '../model/fix';
import { say, type Message } from '../model/message';
import { found, unknown } from '../model/outcome';
import { effectiveBuildMode, goModWithPackages, importLocation, otherSites, reachOfImport } from './importFindings';

export type FaultOf<K extends ImportFault['why']['kind']> = ImportFault & {
  readonly why: Extract<ImportFault['why'], { readonly kind: K }>;
};

/**
 * The body of a check of imports that go cannot follow. Its messages are `build`, `test`, `elsewhere` and `also`, with
 * `{package}` and what `args` adds; `standard`: it needs the standard library to tell anything.
 */
export function importFaultCheck<K extends ImportFault['why']['kind']>(
  check: string,
  kinds: readonly K[],
  describe: (
    fault: FaultOf<K>,
    module: Module,
  ) => {
    readonly args?: Message['args'];
    readonly fixes?: readonly Fix[];
    /** one template for every reach */ readonly name?: string;
  },
): ModuleCheck['run'] {
  return async (module: Module, facts: Facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { faults, noStandardLibrary } = await facts.get(importFaults, module.dir);
    if (noStandardLibrary && (kinds as readonly string[]).includes('not-in-std'))
      return unknown(say('shared.noStandardLibrary'), 'go');
    const own = faults.filter((fault): fault is FaultOf<K> => (kinds as readonly string[]).includes(fault.why.kind));
    const build = await effectiveBuildMode(module, facts);
    const findings = own.map(async (fault): Promise<FindingDraft[]> => {
      const { importPath, sites } = fault;
      const [site] = sites;
      if (site === undefined) return [];
      const { severity, name } = reachOfImport(fault, build);
      const { args = {}, fixes = [], name: template } = describe(fault, module);
      const reach = name === 'tidy' ? 'elsewhere' : name;
      return [
        {
          message: say(template ?? reach, { package: importPath, ...args }),
          severity,
          location: await importLocation(site, importPath, facts),
          related: await otherSites(fault, `${check}.also`, facts),
          fixes,
          key: importPath,
          about: [importPath],
        },
      ];
    });
    return found((await Promise.all(findings)).flat());
  };
}

import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { VendoredModule } from '../../parse/modulesTxt';
import {
  eachVendorFolder,
  inconsistent,
  moduleLineLocation,
  vendorFix,
  withConsequence,
  type ReadVendorFolder,
} from './vendorCheck';

/** The other direction: modules.txt says that go.mod requires a module, and go.mod does not. */
export const vendorExplicitNotRequired: RootCheck = {
  id: 'vendor-explicit-not-required',
  family: 'vendor',
  scope: 'root',
  title: 'What vendor/modules.txt marks as explicit is required by go.mod',
  why: 'go compares both before it builds anything from vendor, and refuses all of it when one line differs.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ...withConsequence({
      provider: 'vendor/modules.txt marks {module} {version} as explicit, but go.mod does not require it',
    }),
    leftover:
      'vendor/modules.txt marks {module} {version} as explicit, but go.mod does not require it; go mod vendor drops it',
  },
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  const { meta, providers } = folder.list;
  const stopping = new Set(providers);
  return [...meta.values()].flatMap(({ explicit, line }) => {
    // A path that is required at another version is told once, at the requirement.
    if (!explicit || line.version === '' || isRequired(folder, line.path)) return [];
    return [
      describe(
        folder,
        line,
        [...stopping].some((one) => one.path === line.path && one.version === line.version),
      ),
    ];
  });
}

function isRequired(folder: ReadVendorFolder, path: string): boolean {
  return folder.goMods.some(({ file }) => file.require.some((require) => require.path.value === path));
}

function describe(folder: ReadVendorFolder, module: VendoredModule, provides: boolean): FindingDraft {
  const args = { module: module.path, version: module.version };
  return {
    // Without packages go passes over the line.
    ...(provides ? inconsistent(folder, 'provider', args) : { message: say('leftover', args), severity: 'warning' }),
    location: moduleLineLocation(folder, module),
    key: module.path,
    about: [module.path],
    fixes: [vendorFix(folder)],
  };
}

import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import type { RequireDirective } from '../../parse/goMod';
import { vendorKey } from '../../facts/vendor/vendorList';
import {
  eachVendorFolder,
  inconsistent,
  moduleLineLocation,
  vendorFix,
  withConsequence,
  type ReadVendorFolder,
  isBefore114,
} from './vendorCheck';

/** go.mod went on, vendor stayed behind: by far the most frequent fault of vendor folders. */
export const vendorRequireNotExplicit: RootCheck = {
  id: 'vendor-require-not-explicit',
  family: 'vendor',
  scope: 'root',
  title: 'vendor/modules.txt has every requirement of go.mod',
  why: 'go compares both before it builds anything from vendor, and refuses all of it when one line differs.',
  fix: 'Run go mod vendor (in a workspace go work vendor), and commit the whole folder.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ...withConsequence({
      differs: 'go.mod requires {module} {version}, but vendor/modules.txt has {vendored}',
      absent: 'go.mod requires {module} {version}, which vendor/modules.txt does not have',
      unmarked: 'go.mod requires {module} {version}, which vendor/modules.txt does not mark as explicit',
    }),
    vendored: 'vendor/modules.txt has this version',
  },
  run: (_, facts) => eachVendorFolder(facts, judge),
};

function judge(folder: ReadVendorFolder): readonly FindingDraft[] {
  const byPath = new Map<string, FindingDraft>();
  for (const goMod of folder.goMods) {
    for (const require of goMod.file.require) {
      const key = vendorKey(require.path.value, require.version.value);
      if (folder.list.meta.get(key)?.explicit === true || byPath.has(`${goMod.path} ${key}`)) continue;
      if (isBefore114(folder) && !hasOtherVersion(folder, require)) continue;
      byPath.set(`${goMod.path} ${key}`, describe(folder, goMod.path, require));
    }
  }
  return [...byPath.values()];
}

/** All that go can compare before go 1.14. */
function hasOtherVersion({ modulesTxt }: ReadVendorFolder, { path, version }: RequireDirective): boolean {
  const vendored = modulesTxt.modules.findLast((module) => module.path === path.value && module.version !== '');
  return vendored !== undefined && vendored.version !== version.value;
}

function describe(folder: ReadVendorFolder, file: string, { path, version }: RequireDirective): FindingDraft {
  const args = { module: path.value, version: version.value };
  const same = folder.list.meta.get(vendorKey(path.value, version.value))?.line;
  const other = folder.modulesTxt.modules.find((module) => module.path === path.value && module.version !== '');
  const message = same
    ? inconsistent(folder, 'unmarked', args)
    : other
      ? inconsistent(folder, 'differs', { ...args, vendored: other.version })
      : inconsistent(folder, 'absent', args);
  const line = same ?? other;
  return {
    ...message,
    location: { file, range: version.range },
    related: line ? [{ ...moduleLineLocation(folder, line), message: say('vendored') }] : [],
    key: path.value,
    about: [path.value],
    fixes: [vendorFix(folder)],
  };
}

import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { compareGoVersions } from '../../parse/goVersion';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** A go.mod inside vendor: left over from before go 1.17, or copied by another tool. */
export const vendorNestedGomod: RootCheck = {
  id: 'vendor-nested-gomod',
  family: 'vendor',
  scope: 'root',
  title: 'vendor holds no go.mod',
  why: 'A go command inside such a folder takes it for a module of its own, so editors and tools see other dependencies than the build.',
  fix: 'Run go mod vendor, which has left go.mod out since go 1.17.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    nested:
      'go.mod inside vendor: commands in this folder take it for another module; from go 1.17 on go mod vendor leaves it out',
    many: 'vendor holds {files} go.mod files, which go mod vendor leaves out from go 1.17 on; commands below them see other modules',
    another: 'another one',
  },
  run: (_, facts) => eachVendorFolder(facts, (folder) => judge(folder, facts)),
};

const mostRelated = 10;

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  if (compareGoVersions(folder.goVersion, '1.17') < 0) return [];
  const { modules } = await facts.tree(folder.path);
  const places = modules.map((path) => ({ file: joinPath(folder.path, path, 'go.mod'), range: startOfFile }));
  const [first, ...others] = places;
  if (first === undefined) return [];
  return [
    {
      message: others.length === 0 ? say('nested') : say('many', { files: places.length }),
      location: first,
      related: others.slice(0, mostRelated).map((place) => ({ ...place, message: say('another') })),
      key: 'go.mod',
      fixes: [vendorFix(folder)],
    },
  ];
}

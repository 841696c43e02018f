import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { eachDifference, fileLocation, isBuildFile, moduleName, type VendoredFile } from './contentCheck';

/** Vendored files that somebody edited. go never looks, and neither does `go mod verify`. */
export const vendorFileModified: RootCheck = {
  id: 'vendor-file-modified',
  family: 'vendor',
  scope: 'root',
  title: 'Vendored files are those of their modules',
  why: 'go builds whatever lies in vendor: a change by hand is in no go.mod, no hash covers it, and the next go mod vendor loses it.',
  fix: 'Run go mod vendor; for a change that must stay, replace the module by a fork.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    built:
      'This file differs from that of {module} from here on; go builds what lies here, and go mod vendor would undo it',
    other: 'This file differs from that of {module} from here on; go mod vendor would undo it',
    lineEnds: 'This file differs from that of {module} in its line ends alone, as git may have converted them',
    original: 'the file of the module',
    many: '{files} vendored files of {module} differ from the module; go builds what lies in vendor, and go mod vendor would undo it',
  },
  run: (_, facts) =>
    eachDifference(facts, ['modified', 'line-ends'], describe, (files, module) => say('many', { files, module })),
};

function describe(file: VendoredFile): FindingDraft {
  const { difference } = file;
  const isBuilt = isBuildFile(difference.file) || difference.embedded === true;
  const name = difference.kind === 'line-ends' ? 'lineEnds' : isBuilt ? 'built' : 'other';
  const { source, line } = difference;
  const range = line === undefined ? startOfFile : fileLocation(file).range;
  return {
    message: say(name, { module: moduleName(difference) }),
    severity: difference.kind === 'line-ends' ? 'hint' : isBuilt ? 'warning' : 'info',
    location: fileLocation(file),
    related: source === undefined ? [] : [{ file: source, range, message: say('original') }],
    key: difference.file,
    about: difference.module ? [difference.module.line.path] : [],
  };
}

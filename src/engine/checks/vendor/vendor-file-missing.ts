import { basename } from '../../../base/paths';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { startOfFile } from '../../model/range';
import { eachDifference, isBuildFile, moduleName, packageLocation, type VendoredFile } from './contentCheck';

/** Files that `go mod vendor` copies and that are not there: deleted, or never committed because of .gitignore. */
export const vendorFileMissing: RootCheck = {
  id: 'vendor-file-missing',
  family: 'vendor',
  scope: 'root',
  title: 'vendor has every file that go mod vendor copies',
  why: 'Without one of its files a package does something else than its authors tested, or compiles on some machines alone.',
  fix: 'Run go mod vendor, and look whether .gitignore keeps the file out of the commit.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    built: 'vendor lacks {file}, which {module} has; go builds package {package} without it',
    embedded: 'vendor lacks {file} of {module}, which package {package} embeds',
    other: 'vendor lacks {file}, which {module} has and go mod vendor copies',
    original: 'the file of the module',
    many: 'vendor lacks {files} files of {module} that go mod vendor copies',
  },
  run: (_, facts) => eachDifference(facts, ['missing'], describe, (files, module) => say('many', { files, module })),
};

function describe(file: VendoredFile): FindingDraft | undefined {
  const { difference } = file;
  const { source, embedded, module } = difference;
  const vendored = difference.package?.path ?? '';
  const isBuilt = isBuildFile(difference.file);
  // .editorconfig, .golangci.yml: settings of tools, which a .gitignore of somebody's often names.
  if (!isBuilt && !embedded && basename(difference.file).startsWith('.')) return undefined;
  const args = { file: difference.file, module: moduleName(difference), package: vendored };
  return {
    message: say(embedded ? 'embedded' : isBuilt ? 'built' : 'other', args),
    severity: isBuilt || embedded ? 'warning' : 'info',
    location: packageLocation(file),
    related: source === undefined ? [] : [{ file: source, range: startOfFile, message: say('original') }],
    key: difference.file,
    about: module ? [module.line.path] : [],
  };
}

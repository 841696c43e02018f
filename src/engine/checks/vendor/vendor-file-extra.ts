import type { Facts } from '../../facts/factStore';
import { isMetadata } from '../../facts/vendor/copiedNames';
import { omittedPackages } from '../../facts/vendor/omittedPackages';
import type { ContentDifference } from '../../facts/vendor/vendorContent';
import type { VendorFolder } from '../../facts/vendor/vendorFolders';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { isPathPrefix } from '../../parse/importPath';
import { eachDifference, fileLocation, isBuildFile, moduleName, type VendoredFile } from './contentCheck';

/** Files that `go mod vendor` does not copy. In a listed package go builds them as if they belonged to it. */
export const vendorFileExtra: RootCheck = {
  id: 'vendor-file-extra',
  family: 'vendor',
  scope: 'root',
  title: 'vendor has no file that go mod vendor does not copy',
  why: 'go builds a Go file in a vendored package whoever put it there, and the next go mod vendor deletes it.',
  fix: 'Run go mod vendor; keep files of your own outside vendor.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    built: '{module} has no such file; go takes it for a part of the package, and go mod vendor would delete it',
    other: 'go mod vendor does not put this file here, and would delete it',
    kept: '{module} has this file, but go mod vendor does not copy it',
    many: 'vendor has {files} files below {module} that go mod vendor does not put there, and would delete',
  },
  run: (_, facts) =>
    eachDifference(facts, ['extra', 'kept'], describe, (files, module) => say('many', { files, module }), ofOmitted),
};

/**
 * The files of packages that modules.txt ought to list: `go mod vendor` keeps them, and adds the lines. That is told by
 * vendor-package-unlisted.
 */
async function ofOmitted(folder: VendorFolder, facts: Facts): Promise<(difference: ContentDifference) => boolean> {
  const omitted = (await facts.get(omittedPackages, folder.path)).map(({ path }) => path);
  return ({ file }) => {
    const at = Math.max(file.lastIndexOf('/'), 0);
    const above = file.slice(0, at);
    return omitted.some(
      (path) => isPathPrefix(path, above) || (isMetadata(file.slice(at + 1)) && isPathPrefix(above, path)),
    );
  };
}

function describe(file: VendoredFile): FindingDraft | undefined {
  const { difference, folder } = file;
  const at = difference.file.lastIndexOf('/');
  const isListed = folder.list.packages.has(difference.file.slice(0, Math.max(at, 0)));
  const name = difference.file.slice(at + 1);
  // Other checks are about these.
  if (name === 'go.mod' || name === 'go.sum' || (!isListed && name.endsWith('.go'))) return undefined;
  const isBuilt = isListed && isBuildFile(name) && !name.endsWith('_test.go') && difference.kind === 'extra';
  const kind = difference.kind === 'kept' ? 'kept' : isBuilt ? 'built' : 'other';
  return {
    message: say(kind, { module: moduleName(difference) }),
    severity: isBuilt ? 'warning' : difference.kind === 'kept' ? 'hint' : 'info',
    location: fileLocation(file),
    key: difference.file,
    about: difference.module ? [difference.module.line.path] : [],
  };
}

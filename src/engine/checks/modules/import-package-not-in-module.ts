import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { getFix } from '../../modfile/goModFixes';
import { importFaultCheck } from '../../modfile/importFaultFindings';

export const importPackageNotInModule: ModuleCheck = {
  id: 'import-package-not-in-module',
  family: 'modules',
  scope: 'module',
  title: 'Every imported package is in the required version of its module',
  why: 'The module is required, and that version of it has no such package: the package is of a newer or older version, was moved, or is misspelt.',
  fix: 'Require a version that has the package, or correct the path.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{module} has no package {package}; go build stops here',
    test: '{module} has no package {package}; go vet and go test stop here',
    elsewhere: '{module} has no package {package}, imported here for other tags or ports',
    also: '{package} is imported here too',
    'fix.get': 'Run go get {package} (needs the network)',
  },
  run: importFaultCheck('import-package-not-in-module', ['not-in-module'], ({ why, importPath }, module) => {
    const { source, path, version } = why.module;
    const title = say('import-package-not-in-module.fix.get', { package: importPath });
    return {
      args: { module: source.kind === 'folder' ? source.path : `${path} ${version}` },
      fixes: source.kind === 'folder' ? [] : [getFix(module.dir, title, importPath)],
    };
  }),
};

import type { ModuleCheck } from '../../model/check';
import { importFaultCheck } from '../../modfile/importFaultFindings';

export const importAmbiguous: ModuleCheck = {
  id: 'import-ambiguous',
  family: 'modules',
  scope: 'module',
  title: 'Every imported package is in one module alone',
  why: 'go does not choose between two modules that have the same package. It is usual after a folder became a module of its own: the old version of the module around it still has the package.',
  fix: 'Require a version of the outer module that no longer has the package, or drop the inner module.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{package} is in several modules, {modules}; go build stops here with "ambiguous import"',
    test: '{package} is in several modules, {modules}; go vet and go test stop here with "ambiguous import"',
    elsewhere: '{package}, imported here for other tags or ports, is in several modules, {modules}: "ambiguous import"',
    also: '{package} is imported here too',
  },
  run: importFaultCheck('import-ambiguous', ['ambiguous'], ({ why }) => ({
    args: { modules: why.modules.join(', ') },
  })),
};

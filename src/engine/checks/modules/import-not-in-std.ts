import type { ModuleCheck } from '../../model/check';
import { importFaultCheck } from '../../modfile/importFaultFindings';

export const importNotInStd: ModuleCheck = {
  id: 'import-not-in-std',
  family: 'modules',
  scope: 'module',
  title: 'Every import without a dot is of the standard library or of this module',
  why: 'go looks for a path without a dot in its first element only in the standard library and in the modules at hand. It is a misspelling, a package that a newer Go has, or one that was found through GOPATH once.',
  fix: 'Correct the path; a package of this module begins with the module path.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{package} is neither in the standard library nor in this module; go build stops here',
    test: '{package} is neither in the standard library nor in this module; go vet and go test stop here',
    elsewhere: '{package}, imported for other tags or ports, is neither in the standard library nor in this module',
    also: '{package} is imported here too',
  },
  run: importFaultCheck('import-not-in-std', ['not-in-std'], () => ({})),
};

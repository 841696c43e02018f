import type { ModuleCheck } from '../../model/check';
import { replaceTargetFindings } from './replaceTargets';

export const gomodReplaceTargetMissing: ModuleCheck = {
  id: 'gomod-replace-target-missing',
  family: 'modules',
  scope: 'module',
  title: 'Every replacement folder of a required module is a module',
  why: 'go reads the go.mod of the folder as soon as it needs the module, and stops where there is none. A replacement of what nobody requires does no harm.',
  fix: 'Correct the folder, make it there, or delete the replace.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{folder}, which replaces {module}, does not exist; go build stops at the import of it',
    test: '{folder}, which replaces {module}, does not exist; go vet and go test stop at the import of it',
    elsewhere: '{folder}, which replaces {module}, does not exist; go mod tidy and builds that need the module stop',
    graph:
      '{folder}, which replaces {module}, does not exist; go build stops when it reads the requirements of every module',
    unused:
      '{folder}, which replaces {module}, does not exist; go does not look there as long as nothing needs the module',
    'fix.moved': 'Replace by {folder}, where the module is',
    require: 'required here',
    import: 'imported here',
  },
  run: async (module, facts) => replaceTargetFindings('no-folder', module, facts),
};

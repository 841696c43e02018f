import type { ModuleCheck } from '../../model/check';
import { replaceTargetFindings } from './replaceTargets';

export const gomodReplaceTargetNoGomod: ModuleCheck = {
  id: 'gomod-replace-target-no-gomod',
  family: 'modules',
  scope: 'module',
  title: 'Every replacement folder of a required module has a go.mod',
  why: 'go does not make up a go.mod for a folder, as it does for a downloaded module: it stops where there is none, as soon as it needs the module.',
  fix: 'Make a go.mod in the folder (go mod init), correct the folder, or delete the replace.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: '{folder}, which replaces {module}, has no go.mod; go build stops at the import of it',
    test: '{folder}, which replaces {module}, has no go.mod; go vet and go test stop at the import of it',
    elsewhere: '{folder}, which replaces {module}, has no go.mod; go mod tidy and builds that need the module stop',
    graph:
      '{folder}, which replaces {module}, has no go.mod; go build stops when it reads the requirements of every module',
    unused:
      '{folder}, which replaces {module}, has no go.mod; go does not look there as long as nothing needs the module',
    require: 'required here',
    import: 'imported here',
    'fix.create': 'Make {folder}/go.mod for {module}',
  },
  run: async (module, facts) => replaceTargetFindings('no-gomod', module, facts),
};

import { relativeWithin } from '../../../base/paths';
import type { ModuleCheck } from '../../model/check';
import { importFaultCheck } from '../../modfile/importFaultFindings';

export const importLocalMissing: ModuleCheck = {
  id: 'import-local-missing',
  family: 'modules',
  scope: 'module',
  title: 'Every package of this module that is imported is there',
  why: 'The path begins with that of this module, and no Go file lies in the folder: it was renamed, misspelt, not committed, or its code is generated and has not been yet. The words of go suggest to go get it, which cannot help.',
  fix: 'Correct the path, or generate the code.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    build: 'no Go file lies in {folder}, where {package} would be; go build stops here, and go get cannot help',
    test: 'no Go file lies in {folder}, where {package} would be; go vet and go test stop here, and go get cannot help',
    elsewhere: 'no Go file lies in {folder}, where {package} would be, imported here for other tags or ports',
    also: '{package} is imported here too',
  },
  run: importFaultCheck('import-local-missing', ['local-missing'], ({ why }, module) => ({
    args: { folder: `./${relativeWithin(module.dir, why.dir) ?? ''}` },
  })),
};

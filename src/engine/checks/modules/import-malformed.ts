import type { ModuleCheck } from '../../model/check';
import { importFaultCheck } from '../../modfile/importFaultFindings';

export const importMalformed: ModuleCheck = {
  id: 'import-malformed',
  family: 'modules',
  scope: 'module',
  title: 'Every import is an import path',
  why: 'With modules go knows packages by the whole path alone: no ./x, no @version, no characters that a path may not have. It stops at anything else.',
  fix: 'Write the import path of the package; versions stand in go.mod.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    relative:
      '{package} is relative, and with modules go knows no relative imports; the path begins with that of the module',
    atVersion: '{package} holds a version; go stops here, for versions stand in go.mod',
    malformed: '{package} is no import path ({reason}); go stops here',
    also: '{package} is imported here too',
  },
  run: importFaultCheck('import-malformed', ['relative', 'at-version', 'malformed'], ({ why }) => {
    if (why.kind === 'malformed') return { name: 'malformed', args: { reason: why.reason } };
    return { name: why.kind === 'relative' ? 'relative' : 'atVersion' };
  }),
};

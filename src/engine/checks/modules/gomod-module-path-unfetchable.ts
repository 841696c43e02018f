import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { checkModulePath, splitPathVersion } from '../../parse/modulePath';
import { goModCheck } from '../../modfile/goModCheck';

export const gomodModulePathUnfetchable: ModuleCheck = {
  id: 'gomod-module-path-unfetchable',
  family: 'modules',
  scope: 'module',
  title: 'Others can require the module by its path',
  why: 'The module builds by itself, but no go.mod can require it: go rejects the path there.',
  fix: 'Use a path that go accepts: no /v0 or /v1 at its end, lower case in the host name, no element that begins with a dot.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    major: 'nobody can require {path}: a module path ends in /v2 or higher, or in no version at all',
    gopkg: 'nobody can require {path}: a gopkg.in path ends in .vN',
    other: 'nobody can require {path}: {reason}',
  },
  run: goModCheck(({ path: file, file: { module } }) => {
    const path = module?.path;
    // A path without a dot is what programs have that nobody is to require.
    if (path === undefined || !(path.value.split('/', 1)[0] ?? '').includes('.')) return [];
    const reason = checkModulePath(path.value);
    if (reason === undefined) return [];
    const major = path.value.startsWith('gopkg.in/') ? 'gopkg' : 'major';
    const name = splitPathVersion(path.value) === undefined ? major : 'other';
    return [{ message: say(name, { path: path.value, reason }), location: { file, range: path.range } }];
  }),
};

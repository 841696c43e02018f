import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { checkImportPath } from '../../parse/modulePath';
import { soundGoMod } from '../../modfile/readableGoMod';

export const gomodModulePathInvalid: ModuleCheck = {
  id: 'gomod-module-path-invalid',
  family: 'modules',
  scope: 'module',
  title: 'The module path is one that can be imported',
  why: 'Nothing below such a path could be imported, so every command that builds stops.',
  fix: 'Correct the path: letters, digits and -._~ in elements between single slashes, none of which ends in a dot.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    invalid: '{path} cannot be a module path ({reason}); go build stops with "malformed module path"',
    reserved: 'the module path {path} is reserved for Go itself; go build stops here',
  },
  run: async (module, facts) => {
    const sound = await soundGoMod(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path: file, file: goMod } = sound.goMod;
    const path = goMod.module?.path;
    if (path === undefined) return passed;
    const reason = checkImportPath(path.value);
    const location = { file, range: path.range };
    if (reason !== undefined) return found([{ message: say('invalid', { path: path.value, reason }), location }]);
    const reserved = path.value === 'go' || path.value === 'toolchain';
    return reserved ? found([{ message: say('reserved', { path: path.value }), location }]) : passed;
  },
};

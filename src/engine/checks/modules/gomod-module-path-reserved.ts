import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { goModCheck } from '../../modfile/goModCheck';

export const gomodModulePathReserved: ModuleCheck = {
  id: 'gomod-module-path-reserved',
  family: 'modules',
  scope: 'module',
  title: 'The module is not called go or toolchain',
  why: 'go uses these two names for its own version in the module graph. Every command stops at such a module.',
  fix: 'Give the module another name, and change the imports of its packages with it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    reserved: 'no module can be called {path}: go keeps the name for its own version; every go command stops',
  },
  run: goModCheck(({ path: file, file: { module } }) => {
    const path = module?.path;
    if (path === undefined || !['go', 'toolchain'].includes(path.value)) return [];
    return [{ message: say('reserved', { path: path.value }), location: { file, range: path.range } }];
  }),
};

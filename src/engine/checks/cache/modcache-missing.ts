import { missingModules } from '../../facts/cache/missingModules';
import { moduleKey } from '../../facts/cache/moduleCache';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { cachedModules } from './cachedModules';
import { downloadFix } from './modcache-partial';

/** Modules that the packages here import and that were never downloaded. */
export const modcacheMissing: ModuleCheck = {
  id: 'modcache-missing',
  family: 'cache',
  scope: 'module',
  title: 'What the packages here import is downloaded',
  why: 'The next build downloads it; offline it stops, and until then much about the module cannot be verified.',
  fix: 'Run go mod download.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    one: '{module} is not in the module cache; the next build downloads it, and offline it stops',
    many: '{modules} modules that are imported here are not in the module cache; the next build downloads them',
    another: 'not downloaded either',
  },
  run: async (module, facts) => {
    const cached = await cachedModules(module, facts);
    if (cached.kind === 'none') return cached.result;
    const absent = new Set((await facts.get(missingModules, module.dir)).map(({ listed }) => listed.path));
    const missing = cached.modules.filter(({ listed }) => absent.has(listed.path));
    const [first, ...others] = missing;
    if (first === undefined) return passed;
    return found([
      {
        message:
          others.length === 0
            ? say('one', { module: `${first.path} ${first.version}` })
            : say('many', { modules: missing.length }),
        location: first.location,
        related: others.map(({ location }) => ({ ...location, message: say('another') })),
        key: 'missing',
        about: missing.map(({ listed }) => listed.path),
        fixes: [
          downloadFix(
            module.dir,
            missing.map(({ path, version }) => moduleKey(path, version)),
          ),
        ],
      },
    ]);
  },
};

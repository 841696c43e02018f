import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { CommandFix } from '../../model/fix';
import { say } from '../../model/message';
import { isPathPrefix } from '../../parse/importPath';
import { checkImportPath } from '../../parse/modulePath';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix, getFix } from '../../modfile/goModFixes';

export const gomodToolUnprovided: ModuleCheck = {
  id: 'gomod-tool-unprovided',
  family: 'modules',
  scope: 'module',
  title: 'go.mod requires a module for every tool',
  why: 'A build does not look at the line, but go tool and go mod tidy do: no required module can have the package, so they stop.',
  fix: 'Add the tool with go get -tool, which requires its module too, or delete the line.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unprovided: 'go.mod requires no module that could have the tool {tool}; go tool and go mod tidy stop at it',
    'fix.get': 'Run go get -tool {tool} (needs the network)',
  },
  run: goModCheck((goMod, module) => {
    const { file } = goMod;
    const modules = [file.module?.path.value ?? '', ...file.require.map(({ path }) => path.value)];
    return file.tool
      .filter(({ path: { value } }) => {
        // A path without a dot is of the standard library; one that is no path has a check of its own.
        if (!(value.split('/', 1)[0] ?? '').includes('.') || checkImportPath(value) !== undefined) return false;
        return !modules.some((path) => isPathPrefix(path, value));
      })
      .map(({ path: { value: tool, range }, line }): FindingDraft => {
        const get = getFix(module.dir, say('gomod-tool-unprovided.fix.get', { tool }), tool);
        const fix: CommandFix = { ...get, args: ['get', '-tool', tool] };
        return {
          message: say('unprovided', { tool }),
          location: { file: goMod.path, range },
          fixes: [fix, deleteDirectiveFix(goMod, line, false)],
          key: tool,
          about: [tool],
        };
      });
  }),
};

import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import { selectedGoroot, standardFolder } from '../../facts/go/standardLibrary';
import { hasGoFiles } from '../../facts/packages/hasGoFiles';
import { modulePackages } from '../../facts/modules/moduleImports';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed, unknown } from '../../model/outcome';
import { goModWithPackages } from '../../modfile/importFindings';

export const gomodModuleShadowsStd: ModuleCheck = {
  id: 'gomod-module-shadows-std',
  family: 'modules',
  scope: 'module',
  title: 'No package of this module has the path of one of the standard library',
  why: 'go finds the package twice and does not choose: every command that looks at it, or at something that imports it, stops with "ambiguous import".',
  fix: 'Give the module a path that begins with a host name, and change the imports of its packages.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    shadows: 'this module has a package {package}, and so has the standard library; go stops with "ambiguous import"',
  },
  run: async (module, facts) => {
    const sound = await goModWithPackages(module, facts);
    if (sound.kind === 'none') return sound.result;
    const { path, file } = sound.goMod;
    const own = file.module?.path;
    // The standard library has no dot in a first element, and itself is the module std.
    if (own === undefined || (own.value.split('/', 1)[0] ?? '').includes('.') || ['std', 'cmd'].includes(own.value))
      return passed;
    const goroot = await facts.get(selectedGoroot, module.dir);
    if (goroot === undefined) return unknown(say('shared.noStandardLibrary'), 'go');
    if ((await facts.get(directoriesOfModule, module.dir)).length === 0) return passed;
    const findings: FindingDraft[] = [];
    for (const importPath of await facts.get(modulePackages, module.dir)) {
      if (await facts.get(hasGoFiles, standardFolder(goroot, importPath)))
        findings.push({
          message: say('shadows', { package: importPath }),
          location: { file: path, range: own.range },
          key: importPath,
          about: [importPath],
        });
    }
    return found(findings);
  },
};

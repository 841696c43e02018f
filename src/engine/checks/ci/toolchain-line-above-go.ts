import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { compareGoVersions, goLanguageVersion, goVersionOfToolchain } from '../../parse/goVersion';

export const toolchainLineAboveGo: ModuleCheck = {
  id: 'toolchain-line-above-go',
  family: 'ci',
  scope: 'module',
  title: 'The toolchain line asks for the line of releases of the go line',
  why: 'Whoever works in the module is moved to that toolchain, and downloads it; the go line says that less is enough. go get sometimes leaves such a line behind.',
  fix: 'Delete the line unless everybody is meant to build with that toolchain.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    above:
      'Go {go} is enough for this module, but toolchain {name} moves everybody who works in it to that release; users of the module are not concerned',
  },
  run: goModCheck((goMod) => {
    const { go, toolchain } = goMod.file;
    const version = goVersionOfToolchain(toolchain?.name.value ?? '');
    if (go === undefined || toolchain === undefined || version === '') return [];
    const [needed, asked] = [goLanguageVersion(go.version.value), goLanguageVersion(version)];
    if (needed === '' || compareGoVersions(asked, needed) <= 0) return [];
    return [
      {
        message: say('above', { go: go.version.value, name: toolchain.name.value }),
        location: { file: goMod.path, range: toolchain.name.range },
        fixes: [deleteDirectiveFix(goMod, toolchain.line, false)],
      },
    ];
  }),
};

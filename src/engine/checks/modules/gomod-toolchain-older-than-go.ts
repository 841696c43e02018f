import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { compareGoVersions, goVersionOfToolchain } from '../../parse/goVersion';
import { goModCheck } from '../../modfile/goModCheck';
import { deleteDirectiveFix } from '../../modfile/goModFixes';
import { toolchainFault } from './toolchainLine';

export const gomodToolchainOlderThanGo: ModuleCheck = {
  id: 'gomod-toolchain-older-than-go',
  family: 'modules',
  scope: 'module',
  title: 'The toolchain line names no older release than the go line',
  why: 'go takes the newer of the two, so the line has no effect; it was left behind when the go line was raised.',
  fix: 'Delete the toolchain line, or raise it.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { older: 'toolchain {name} has no effect: the go line asks for {go}, which is newer' },
  run: goModCheck((goMod) => {
    const { go, toolchain } = goMod.file;
    if (go === undefined || toolchain === undefined || toolchainFault(goMod.file) !== undefined) return [];
    const version = goVersionOfToolchain(toolchain.name.value);
    if (version === '' || compareGoVersions(version, go.version.value) >= 0) return [];
    return [
      {
        message: say('older', { name: toolchain.name.value, go: go.version.value }),
        location: { file: goMod.path, range: toolchain.line.range },
        fixes: [deleteDirectiveFix(goMod, toolchain.line, true)],
      },
    ];
  }),
};

import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { goInstallation, type GoInstallation } from '../../facts/go/goInstallation';
import { nativePath } from '../../facts/environment/osVariable';
import type { MachineCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, passed, unknown, type CheckResult } from '../../model/outcome';

export const goArchEmulated: MachineCheck = {
  id: 'go-arch-emulated',
  family: 'toolchain',
  scope: 'machine',
  title: 'The go on PATH is made for the processor of this machine',
  why: 'A go for amd64 on an arm64 machine runs through a translator: builds take several times as long, what they make is for the other processor, and debuggers do not work.',
  fix: 'Install the Go for this processor.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    emulated: '{path} ({toolchain}) is made for {goarch}, and this machine is {arch}: every build runs translated',
    noTools: '{folder} does not tell for which processor it is made',
  },
  run: (_, facts) =>
    judge(facts, (goarch, arch, go) => {
      if (arch !== 'arm64' || goarch !== 'amd64') return undefined;
      const args = { path: nativePath(facts.environment, go.path), toolchain: go.toolchain, goarch, arch };
      return found([{ message: say('emulated', args), anchor: 'toolchain', key: 'emulated' }]);
    }),
};

export const go32bitOn64: MachineCheck = {
  id: 'go-32bit-on-64',
  family: 'toolchain',
  scope: 'machine',
  title: 'The go on PATH is a 64-bit one on a 64-bit machine',
  why: 'What it builds has 4 GB of memory at most and 32-bit ints, and the race detector does not work.',
  fix: 'Install the Go for this processor.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    narrow: '{path} ({toolchain}) is made for {goarch}, and this machine is {arch}: what it builds is 32-bit, too',
    noTools: '{folder} does not tell for which processor it is made',
  },
  run: (_, facts) =>
    judge(facts, (goarch, arch, go) => {
      const isNarrow = (arch === 'amd64' && goarch === '386') || (arch === 'arm64' && goarch === 'arm');
      if (!isNarrow) return undefined;
      const args = { path: nativePath(facts.environment, go.path), toolchain: go.toolchain, goarch, arch };
      return found([{ message: say('narrow', args), anchor: 'toolchain', key: 'narrow' }]);
    }),
};

async function judge(
  facts: Facts,
  verdict: (goarch: string, arch: string, go: GoInstallation) => CheckResult | undefined,
): Promise<CheckResult> {
  const { found: go } = await facts.get(goInstallation);
  if (go === undefined) return unknown(say('shared.goNotFound'), 'go');
  const goarch = await hostArchOf(go, facts);
  const folder = nativePath(facts.environment, joinPath(go.goroot, 'pkg/tool'));
  if (goarch === undefined) return unknown(say('noTools', { folder }), 'readable-files');
  return verdict(goarch, facts.environment.arch, go) ?? passed;
}

/**
 * GOHOSTARCH, by the folder of the tools: `pkg/tool/darwin_arm64`. The editor may run translated itself and take the machine
 * for what it is made for; then nothing is reported, for only arm64 machines translate.
 */
async function hostArchOf(go: GoInstallation, facts: Facts): Promise<string | undefined> {
  const goos = { linux: 'linux', darwin: 'darwin', win32: 'windows', other: '' }[facts.environment.platform];
  const names = ((await facts.readDirectory(joinPath(go.goroot, 'pkg/tool'))) ?? []).map(({ name }) => name);
  const archs = names.filter((name) => name.startsWith(`${goos}_`)).map((name) => name.slice(goos.length + 1));
  // Whoever built tools for other processors as well has several.
  return archs.length === 1 ? archs[0] : archs.find((arch) => arch === facts.environment.arch);
}

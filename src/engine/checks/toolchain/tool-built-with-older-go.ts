import { neededGo, type NeededGo } from '../../facts/ci/ciFiles';
import { versionSources } from '../../facts/ci/versionSources';
import { nativePath } from '../../facts/environment/osVariable';
import { goInstallation } from '../../facts/go/goInstallation';
import { installedTools, toolBuild } from '../../facts/tools/installedTools';
import type { MachineCheck, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, unknown, type CheckResult } from '../../model/outcome';
import { compareGoVersions, goLanguageVersion } from '../../parse/goVersion';

export const toolBuiltWithOlderGo: RootCheck = {
  id: 'tool-built-with-older-go',
  family: 'toolchain',
  scope: 'root',
  title: 'gopls and linters were built with a Go that knows the language of the modules',
  why: 'They check types with the Go that built them, whatever go is installed: code of a newer language version is an error to them.',
  fix: 'Install the tool again with the Go of the project.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    gopls:
      'gopls ({path}) was built with {toolchain}, and {file} asks for go {required}: it reports "package requires newer Go version" and understands little',
    linter:
      '{name} ({path}) was built with {toolchain}, and {file} asks for go {required}: it refuses to check the module',
    noTools: 'neither gopls nor a linter is installed',
    noInfo: '{tools} does not say which Go built it',
  },
  run: async (root, facts) => {
    const newest = (await facts.get(neededGo, root.dir)).reduce(newer, undefined);
    if (newest === undefined) return notApplicable(say('shared.noModule'));
    const tools = await facts.get(installedTools);
    if (tools.length === 0) return notApplicable(say('noTools'));
    if ((await facts.get(goInstallation)).found === undefined) return unknown(say('shared.goNotFound'), 'go');
    const drafts: FindingDraft[] = [];
    const silent: string[] = [];
    // golangci-lint takes `run.go` of its configuration for the version of the code, whatever go.mod says.
    const isTold = (await facts.get(versionSources, root.dir)).some(({ kind }) => kind === 'golangci');
    for (const { name, path } of tools.filter((tool) => !(isTold && tool.name === 'golangci-lint'))) {
      const build = await facts.get(toolBuild, path);
      if (build === undefined) silent.push(nativePath(facts.environment, path));
      else if (compareGoVersions(goLanguageVersion(newest.required), build.line) > 0) {
        const file = newest.path === '' ? 'go.mod' : `${newest.path}/go.mod`;
        const args = { name, path: nativePath(facts.environment, path), toolchain: build.toolchain, file };
        const message = say(name === 'gopls' ? 'gopls' : 'linter', { ...args, required: newest.required });
        drafts.push({ message, location: newest.place, key: name });
      }
    }
    return withSilent(drafts, silent);
  },
};

function newer(a: NeededGo | undefined, b: NeededGo): NeededGo {
  return a === undefined || compareGoVersions(a.required, b.required) < 0 ? b : a;
}

function withSilent(drafts: readonly FindingDraft[], silent: readonly string[]): CheckResult {
  if (silent.length === 0) return found(drafts);
  return found(drafts, {
    reason: say('noInfo', { tools: silent.join(', ') }),
    needs: 'readable-files',
    missing: silent,
  });
}

export const toolArchMismatch: MachineCheck = {
  id: 'tool-arch-mismatch',
  family: 'toolchain',
  scope: 'machine',
  title: 'gopls and linters were built for the processor of this machine',
  why: 'A program for another processor runs through a translator, several times slower, or not at all.',
  fix: 'Install the tool again with a go for this processor.',
  severity: 'info',
  confidence: 'certain',
  profile: 'offline',
  since: '0.1.0',
  messages: {
    other: '{name} ({path}) was built for {arch}, and this machine is {own}: it runs translated and slowly, if at all',
    noTools: 'neither gopls nor a linter is installed',
    noInfo: '{tools} does not say for which processor it was built',
  },
  run: async (_, facts) => {
    const tools = await facts.get(installedTools);
    if (tools.length === 0) return notApplicable(say('noTools'));
    if ((await facts.get(goInstallation)).found === undefined) return unknown(say('shared.goNotFound'), 'go');
    const own = facts.environment.arch;
    const drafts: FindingDraft[] = [];
    const silent: string[] = [];
    for (const { name, path } of tools) {
      const arch = (await facts.get(toolBuild, path))?.arch;
      if (arch === undefined) silent.push(nativePath(facts.environment, path));
      // An editor that runs translated itself takes an arm64 machine for an amd64 one, and 32-bit programs need no translator.
      if (own !== 'arm64' || arch !== 'amd64') continue;
      const message = say('other', { name, path: nativePath(facts.environment, path), arch, own });
      drafts.push({ message, anchor: 'toolchain', key: name });
    }
    return withSilent(drafts, silent);
  },
};

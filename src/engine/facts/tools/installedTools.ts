import { isAbsolutePath, joinPath } from '../../../base/paths';
import { findOnPath } from '../cgo/cgoDefault';
import { environmentVariable } from '../environment/environmentVariable';
import { gopathEntries } from '../environment/goFolders';
import { pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { executable, goInstallation } from '../go/goInstallation';
import { runGo } from '../go/runGo';

/** A program that type-checks the modules of the repository with the Go that it was built with. */
export type CheckingTool = 'golangci-lint' | 'gopls' | 'staticcheck';

export interface InstalledTool {
  readonly name: CheckingTool;
  readonly path: string;
}

/**
 * The ones that are here: gopls where the Go extension looks (GOBIN, GOPATH, then PATH), the linters where a terminal does.
 * Key: ''.
 */
export const installedTools: Fact<readonly InstalledTool[]> = {
  name: 'installedTools',
  compute: async (_, facts) => {
    const tools: InstalledTool[] = [];
    for (const name of ['golangci-lint', 'gopls', 'staticcheck'] as const) {
      const path = await toolPath(name, facts);
      if (path !== undefined) tools.push({ name, path });
    }
    return tools;
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Of a tool that go can install. */
export async function toolPath(name: string, facts: Facts): Promise<string | undefined> {
  const looks = [() => findOnPath(name, facts), () => inGoFolders(name, facts)];
  const [first, second] = name === 'gopls' ? looks.toReversed() : looks;
  return (await first?.()) ?? (await second?.());
}

async function inGoFolders(name: string, facts: Facts): Promise<string | undefined> {
  const gobin = pathFromVariable(facts.environment, (await facts.get(environmentVariable, 'GOBIN')).value);
  const entries = await facts.get(gopathEntries);
  for (const folder of [gobin, ...entries.map((entry) => joinPath(entry, 'bin'))]) {
    if (!isAbsolutePath(folder)) continue;
    const path = await executable(joinPath(folder, name), facts.environment.executableExtensions, facts);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** What a Go program says of its own making; undefined where it says nothing: a script, or stripped of it. */
export interface ToolBuild {
  /** `go1.26.8` */
  readonly toolchain: string;
  /** `1.26` */
  readonly line: string;
  /** GOARCH spelling */
  readonly arch: string | undefined;
}

/** Read by `go version -m`, which looks into the file and does not run it. Key: its path. */
export const toolBuild: Fact<ToolBuild | undefined> = {
  name: 'toolBuild',
  compute: async (path, facts) => {
    await facts.stat(path);
    const { found: go } = await facts.get(goInstallation);
    if (go === undefined) return undefined;
    const answer = await runGo(facts, { dir: go.goroot, args: ['version', '-m', path], workspace: 'off' });
    if (answer.kind !== 'ok') return undefined;
    const [, toolchain, line] = /: (?:devel )?(go(1\.\d+)\S*)/.exec(answer.stdout.split('\n')[0] ?? '') ?? [];
    const arch = /^\tbuild\tGOARCH=(\w+)$/m.exec(answer.stdout)?.[1];
    return toolchain === undefined || line === undefined ? undefined : { toolchain, line, arch };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

import { dirname, isAbsolutePath, joinPath } from '../../../base/paths';
import { environmentVariable, goroot } from '../environment/environmentVariable';
import { pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';

/** The workspace file in effect in a folder: what GOWORK and the folders above say. Key: the folder. */
export type WorkspaceFile =
  | { readonly kind: 'none' }
  /** GOWORK=off, or GO111MODULE=off: without modules there are no workspaces */
  | { readonly kind: 'off'; readonly by: WorkspacesOff }
  | { readonly kind: 'file'; readonly path: string; readonly named: boolean }
  /** GOWORK holds something that is no absolute path: go stops */
  | { readonly kind: 'invalid'; readonly value: string };

/** The variable that keeps go from reading any go.work. */
export type WorkspacesOff = 'GOWORK' | 'GO111MODULE';

export const workspacesOff: Fact<WorkspacesOff | undefined> = {
  name: 'workspacesOff',
  compute: async (_, facts) => {
    if ((await facts.get(environmentVariable, 'GOWORK')).value === 'off') return 'GOWORK';
    return (await facts.get(environmentVariable, 'GO111MODULE')).value === 'off' ? 'GO111MODULE' : undefined;
  },
};

export const workspaceFile: Fact<WorkspaceFile> = {
  name: 'workspaceFile',
  compute: async (folder, facts) => {
    const off = await facts.get(workspacesOff);
    if (off === 'GOWORK') return { kind: 'off', by: off };
    const { value } = await facts.get(environmentVariable, 'GOWORK');
    const named = value !== '' && value !== 'auto' ? pathFromVariable(facts.environment, value) : undefined;
    // go stops at it with GO111MODULE=off too.
    if (named !== undefined && !isAbsolutePath(named)) return { kind: 'invalid', value };
    if (off !== undefined) return { kind: 'off', by: off };
    if (named !== undefined) return { kind: 'file', path: joinPath(named), named: true };
    const root = await facts.get(goroot);
    for (let at = folder; ; at = dirname(at)) {
      const path = joinPath(at, 'go.work');
      const stat = await facts.stat(path);
      if (stat && stat.kind !== 'directory') return { kind: 'file', path, named: false };
      // cmd/go does not look above GOROOT for a workspace.
      if (dirname(at) === at || dirname(at) === root) return { kind: 'none' };
    }
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The go.mod that go uses in a folder: the nearest one at or above it. Key: the folder. */
export const nearestGoMod: Fact<string | undefined> = {
  name: 'nearestGoMod',
  compute: async (folder, facts) => {
    for (let at = folder; ; at = dirname(at)) {
      const path = joinPath(at, 'go.mod');
      const stat = await facts.stat(path);
      // A go.mod directly in the temporary folder does not count, so that tests there find no module by accident.
      if (stat && stat.kind !== 'directory') return at === facts.environment.tempDir ? undefined : path;
      if (dirname(at) === at) return undefined;
    }
  },
};

/** The go and toolchain lines that choose the toolchain, read as textually as `gover.GoModLookup` does. */
export interface GoverningLines {
  /** go.work or go.mod; undefined where there is neither */
  readonly file: string | undefined;
  readonly go: GoverningLine | undefined;
  readonly toolchain: GoverningLine | undefined;
}

export interface GoverningLine {
  readonly value: string;
  /** zero-based */
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** Key: the folder. */
export const governingLines: Fact<GoverningLines> = {
  name: 'governingLines',
  compute: async (folder, facts) => {
    const workspace = await facts.get(workspaceFile, folder);
    const named = workspace.kind === 'file' && (await facts.stat(workspace.path)) ? workspace.path : undefined;
    return linesOf(named ?? (await facts.get(nearestGoMod, folder)), facts);
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The same under GOWORK=off. Key: the folder. */
export const governingLinesAlone: Fact<GoverningLines> = {
  name: 'governingLinesAlone',
  compute: async (folder, facts) => linesOf(await facts.get(nearestGoMod, folder), facts),
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

async function linesOf(file: string | undefined, facts: Facts): Promise<GoverningLines> {
  const text = file === undefined ? undefined : await facts.readText(file);
  if (text === undefined) return { file, go: undefined, toolchain: undefined };
  return { file, go: goModLookup(text, 'go'), toolchain: goModLookup(text, 'toolchain') };
}

/** The first line that starts with the key. Not the real parser on purpose: cmd/go does not use it here either. */
export function goModLookup(text: string, key: string): GoverningLine | undefined {
  for (const [line, whole] of text.split('\n').entries()) {
    const trimmed = whole.trim();
    if (!trimmed.startsWith(key) || !/^[ \t]/.test(trimmed.slice(key.length))) continue;
    const value = (trimmed.slice(key.length).split('//')[0] ?? '').trim();
    const startColumn = whole.indexOf(value, whole.indexOf(key) + key.length);
    return value === '' ? undefined : { value, line, startColumn, endColumn: startColumn + value.length };
  }
  return undefined;
}

import { dirname, joinPath } from '../../../base/paths';
import { environmentVariable, goroot } from '../environment/environmentVariable';
import { pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';

/** The workspace file in effect in a folder: what GOWORK and the folders above say. Key: the folder. */
export type WorkspaceFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'off' }
  | { readonly kind: 'file'; readonly path: string; readonly named: boolean }
  /** GOWORK holds something that is no absolute path: go stops */
  | { readonly kind: 'invalid'; readonly value: string };

export const workspaceFile: Fact<WorkspaceFile> = {
  name: 'workspaceFile',
  compute: async (folder, facts) => {
    const { value } = await facts.get(environmentVariable, 'GOWORK');
    if (value === 'off') return { kind: 'off' };
    if (value !== '' && value !== 'auto') {
      const path = pathFromVariable(facts.environment, value);
      return path.startsWith('/') || /^[A-Za-z]:\//.test(path)
        ? { kind: 'file', path: joinPath(path), named: true }
        : { kind: 'invalid', value };
    }
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

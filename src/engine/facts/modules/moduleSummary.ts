import { parseGoMod, type GoModFile } from '../../parse/goMod';
import { cachedGoMod } from '../cache/moduleCache';
import type { Fact } from '../factStore';
import type { ModuleVersion } from '../sums/requiredModules';

/** What the module graph needs to know of the go.mod of a module that is not the main one. */
export type ModuleSummary =
  | ({ readonly kind: 'read' } & ModuleDeclarations)
  /** not in the module cache, or no go.mod in the folder */
  | { readonly kind: 'missing' }
  /** go stops at it, however lenient it is with other people's files */
  | { readonly kind: 'faulty' };

export interface ModuleDeclarations {
  /** the path that it gives itself */
  readonly module: string;
  /** the go line; undefined where there is none, which counts as 1.16 */
  readonly go: string | undefined;
  readonly requires: readonly ModuleVersion[];
}

/** Key: `path@version`, as `moduleKey` makes it. */
export const cachedModuleSummary: Fact<ModuleSummary> = {
  name: 'cachedModuleSummary',
  compute: async (key, facts) => summarize(await facts.get(cachedGoMod, key)),
  equals: sameSummary,
};

/** Of a module in a folder. Key: the folder. */
export const folderModuleSummary: Fact<ModuleSummary> = {
  name: 'folderModuleSummary',
  compute: async (dir, facts) => summarize(await facts.readText(`${dir}/go.mod`)),
  equals: sameSummary,
};

function summarize(text: string | undefined): ModuleSummary {
  if (text === undefined) return { kind: 'missing' };
  const file = parseGoMod(text, { lax: true });
  // A version in short form is one that go completes here, without the network.
  if (file.syntax.faults.length > 0 || file.problems.some(({ buildOnly }) => buildOnly !== true))
    return { kind: 'faulty' };
  return { kind: 'read', ...declarationsOf(file) };
}

function declarationsOf({ module, go, require }: GoModFile): ModuleDeclarations {
  const requires = require.map(({ path, version }) => ({ path: path.value, version: version.canonical }));
  return { module: module?.path.value ?? '', go: go?.version.value, requires };
}

function sameSummary(a: ModuleSummary, b: ModuleSummary): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { whenKnown } from '../../../base/awaitable';
import { readDeclarations, type GoModDeclarations } from '../../parse/goModDeclarations';
import { cachedGoMod } from '../cache/moduleCache';
import type { Fact } from '../factStore';

/** What the module graph needs to know of the go.mod of a module that is not the main one. */
export type ModuleSummary =
  | ({ readonly kind: 'read' } & GoModDeclarations)
  /** not in the module cache, or no go.mod in the folder */
  | { readonly kind: 'missing' }
  /** go stops at it, however lenient it is with other people's files */
  | { readonly kind: 'faulty' };

/** Key: `path@version`, as `moduleKey` makes it. */
export const cachedModuleSummary: Fact<ModuleSummary> = {
  name: 'cachedModuleSummary',
  compute: (key, facts) => whenKnown(facts.get(cachedGoMod, key), summarize),
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
  const declarations = readDeclarations(text);
  return declarations === undefined ? { kind: 'faulty' } : { kind: 'read', ...declarations };
}

function sameSummary(a: ModuleSummary, b: ModuleSummary): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { joinPath } from '../../../base/paths';
import { isPathPrefix, namesHost } from '../../parse/importPath';
import type { GoModFile } from '../../parse/goMod';
import type { ReplaceDirective } from '../../parse/goModDirectives';
import { checkImportPath } from '../../parse/modulePath';
import type { Fact, Facts } from '../factStore';
import { requiredModules } from '../sums/requiredModules';
import { goModOf } from './goModOf';
import type { ImportSite } from './importSites';
import { importedPaths, moduleImports } from './moduleImports';
import { workspaceUsing, type GoWorkRead } from './workspaceOf';

/** An import that no module of go.mod can have, going by the module paths alone (`knowledge/modules.md` 5.2). */
export interface UnprovidedImport {
  readonly importPath: string;
  readonly sites: readonly ImportSite[];
  readonly why:
    | { readonly kind: 'not-required' }
    /** a module in a folder of this one has it; `dir` is that folder, absolute */
    | { readonly kind: 'nested'; readonly dir: string; readonly module: string }
    /** go.mod replaces a module that could have it, but does not require it */
    | { readonly kind: 'replaced'; readonly replace: ReplaceDirective }
    /** the workspace has it: a member, or what another member requires */
    | { readonly kind: 'workspace'; readonly module: string; readonly member: boolean };
}

/** Key: the module's folder. */
export const unprovidedImports: Fact<readonly UnprovidedImport[]> = {
  name: 'unprovidedImports',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return [];
    const judge = new Judge(dir, goMod.file, await facts.get(workspaceUsing, dir), facts);
    const unprovided: Omit<UnprovidedImport, 'sites'>[] = [];
    for (const [importPath, isOwn] of await facts.get(importedPaths, dir)) {
      // What tells most apart comes first.
      if (isOwn || judge.isRequired(importPath) || !isForeign(importPath)) continue;
      const why = await judge.why(importPath);
      if (why) unprovided.push({ importPath, why });
    }
    if (unprovided.length === 0) return [];
    const { imports } = await facts.get(moduleImports, dir);
    return unprovided
      .toSorted((a, b) => (a.importPath < b.importPath ? -1 : 1))
      .map((each) => ({ ...each, sites: imports.of(each.importPath) }));
  },
};

/** Paths without a dot in their first element are of the standard library, or go does not look for a module to have them. */
function isForeign(importPath: string): boolean {
  return namesHost(importPath) && checkImportPath(importPath) === undefined;
}

class Judge {
  readonly #dir: string;
  readonly #file: GoModFile;
  readonly #own: string;
  readonly #required: ReadonlySet<string>;
  readonly #workspace: GoWorkRead | undefined;
  readonly #facts: Facts;

  constructor(dir: string, file: GoModFile, workspace: GoWorkRead | undefined, facts: Facts) {
    this.#dir = dir;
    this.#file = file;
    this.#own = file.module?.path.value ?? '';
    // An excluded requirement is another fault than a missing one.
    this.#required = new Set(file.require.map(({ path }) => path.value));
    this.#workspace = workspace;
    this.#facts = facts;
  }

  /** A module of go.mod could have it. */
  isRequired(importPath: string): boolean {
    return longestPrefix(importPath, this.#required) !== undefined;
  }

  /** Of an import that no required module could have. */
  async why(importPath: string): Promise<UnprovidedImport['why'] | undefined> {
    const inWorkspace = this.#inWorkspace(importPath);
    if (inWorkspace) return inWorkspace;
    if (isPathPrefix(this.#own, importPath)) {
      // A package that is not there is another fault: generated code, or a typing error.
      return this.#nested(importPath);
    }
    const replace = this.#file.replace.find(({ oldPath }) => isPathPrefix(oldPath.value, importPath));
    return replace ? { kind: 'replaced', replace } : { kind: 'not-required' };
  }

  #inWorkspace(importPath: string): UnprovidedImport['why'] | undefined {
    const { modules = [], file } = this.#workspace ?? {};
    const others = modules.filter(({ dir }) => dir !== this.#dir);
    const mods = others.flatMap(({ goMod }) => (goMod.kind === 'file' ? [goMod.file] : []));
    const members = new Set(mods.map(({ module }) => module?.path.value ?? ''));
    const member = longestPrefix(importPath, members);
    if (member !== undefined) return { kind: 'workspace', module: member, member: true };
    const required = new Set(mods.flatMap((mod) => requiredModules(mod).map(({ path }) => path)));
    for (const { oldPath } of file?.replace ?? []) required.add(oldPath.value);
    const module = longestPrefix(importPath, required);
    return module === undefined ? undefined : { kind: 'workspace', module, member: false };
  }

  async #nested(importPath: string): Promise<UnprovidedImport['why'] | undefined> {
    const elements = importPath.slice(this.#own.length + 1).split('/');
    for (let count = elements.length; count > 0; count--) {
      const dir = joinPath(this.#dir, ...elements.slice(0, count));
      const goMod = await this.#facts.get(goModOf, dir);
      if (goMod.kind === 'missing') continue;
      const module = goMod.kind === 'file' ? (goMod.file.module?.path.value ?? '') : '';
      return { kind: 'nested', dir, module };
    }
    return undefined;
  }
}

/** The longest of the paths that is a module path around the package; '' counts for none. */
function longestPrefix(importPath: string, modules: ReadonlySet<string>): string | undefined {
  for (let end = importPath.length; end > 0; end = importPath.lastIndexOf('/', end - 1)) {
    const path = importPath.slice(0, end);
    if (modules.has(path)) return path;
  }
  return undefined;
}

import { allKnown, whenKnown, type Awaitable } from '../../../base/awaitable';
import { joinPath } from '../../../base/paths';
import { isPathPrefix, namesHost } from '../../parse/importPath';
import type { GoModFile } from '../../parse/goMod';
import { parseGoVersion } from '../../parse/goVersion';
import { checkImportPath } from '../../parse/modulePath';
import type { Fact, Facts } from '../factStore';
import { readGoTree } from '../go/goTree';
import { selectedGoroot, standardFolder } from '../go/standardLibrary';
import { hasGoFiles } from '../packages/hasGoFiles';
import { folderOfModule } from '../packages/moduleFolder';
import { requiredModules, type RequiredModule } from '../sums/requiredModules';
import { goModOf } from './goModOf';
import type { ImportSite } from './importSites';
import { importedPaths, moduleImports } from './moduleImports';
import { sitesUpToRelease } from './sitesUpToRelease';
import { workspaceUsing } from './workspaceOf';

/** An import of the module's own files that go cannot follow for another reason than a requirement that is missing. */
export interface ImportFault {
  readonly importPath: string;
  readonly sites: readonly ImportSite[];
  readonly why:
    | { readonly kind: 'relative' | 'at-version' }
    | { readonly kind: 'malformed'; readonly reason: string }
    /** no dot in its first element, and not in GOROOT */
    | { readonly kind: 'not-in-std' }
    /** below the module's own path, and no Go file lies there; `dir` is absolute */
    | { readonly kind: 'local-missing'; readonly dir: string }
    /** the modules that could have it are at hand, and none has it */
    | { readonly kind: 'not-in-module'; readonly module: RequiredModule }
    /** several modules have it */
    | { readonly kind: 'ambiguous'; readonly modules: readonly string[] };
}

export interface ImportFaults {
  readonly faults: readonly ImportFault[];
  /** the Go that would build here is not at hand, so that its standard library is not known */
  readonly noStandardLibrary: boolean;
}

/** Key: the module's folder. */
export const importFaults: Fact<ImportFaults> = {
  name: 'importFaults',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    if (goMod.kind !== 'file' || goMod.state !== 'sound') return { faults: [], noStandardLibrary: false };
    const { goroot } = await facts.get(importSurroundings, dir);
    const judged = await allKnown(
      Array.from(await facts.get(importedPaths, dir), ([importPath, isOwn]) =>
        whenKnown(facts.get(faultOfImport, faultKey(dir, importPath, isOwn)), (why) =>
          why ? [{ importPath, why }] : [],
        ),
      ),
    );
    const found = judged.flat().toSorted((a, b) => (a.importPath < b.importPath ? -1 : 1));
    // Where nothing is wrong an edit that imports the same as before ends here.
    const imports = found.length > 0 ? (await facts.get(moduleImports, dir)).imports : undefined;
    const minor = goroot !== undefined && found.some(isNotInStd) ? await minorOf(goroot, facts) : undefined;
    const faults = await Promise.all(
      found.map(async (fault): Promise<ImportFault> => {
        const sites = imports?.of(fault.importPath) ?? [];
        const { importPath } = fault;
        if (minor === undefined || !isNotInStd(fault)) return { ...fault, sites };
        return { ...fault, sites: await sitesUpToRelease(sites, importPath, minor, facts) };
      }),
    );
    return { faults: faults.filter(({ sites }) => sites.length > 0), noStandardLibrary: goroot === undefined };
  },
};

function isNotInStd({ why }: Pick<ImportFault, 'why'>): boolean {
  return why.kind === 'not-in-std';
}

/** The N of the go1.N whose standard library is judged by. */
async function minorOf(goroot: string, facts: Facts): Promise<number | undefined> {
  const version = parseGoVersion((await readGoTree(goroot, facts))?.version ?? '');
  return version && Number(version.minor);
}

/** Paths of modules that may have a package besides the requirements: replaced ones, members of the workspace. */
async function namesAround(file: GoModFile, dir: string, facts: Facts): Promise<ReadonlySet<string>> {
  const names = new Set(file.replace.map(({ oldPath }) => oldPath.value));
  const workspace = await facts.get(workspaceUsing, dir);
  for (const { goMod, dir: member } of workspace?.modules ?? []) {
    if (goMod.kind !== 'file' || member === dir) continue;
    names.add(goMod.file.module?.path.value ?? '');
    for (const { path } of goMod.file.require) names.add(path.value);
  }
  for (const { oldPath } of workspace?.file.replace ?? []) names.add(oldPath.value);
  for (const { path } of file.require) names.add(path.value);
  return names;
}

/** What decides about the imports of a module beside their paths. */
interface Surroundings {
  readonly own: string;
  readonly goroot: string | undefined;
  readonly required: ReadonlyMap<string, RequiredModule>;
  readonly names: ReadonlySet<string>;
}

/** Of a sound go.mod. Key: its folder. */
const importSurroundings: Fact<Surroundings> = {
  name: 'importSurroundings',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    const goroot = await facts.get(selectedGoroot, dir);
    if (goMod.kind !== 'file') return { own: '', goroot, required: new Map(), names: new Set() };
    const { file } = goMod;
    const required = new Map(requiredModules(file).map((module) => [module.path, module]));
    return { own: file.module?.path.value ?? '', goroot, required, names: await namesAround(file, dir, facts) };
  },
};

/**
 * Why go cannot follow one import; undefined where it can. A fact for each: an edit that brings a new import to a module, or
 * takes one away, does not look for all the others again. Key: see `faultKey`.
 */
const faultOfImport: Fact<ImportFault['why'] | undefined> = {
  name: 'faultOfImport',
  compute: (key, facts) => {
    const [dir = '', importPath = '', own] = key.split('\0');
    return whenKnown(facts.get(importSurroundings, dir), (around) =>
      new Judge(dir, around, facts).why(importPath, own === 'own'),
    );
  },
};

function faultKey(dir: string, importPath: string, isOwn: boolean): string {
  return `${dir}\0${importPath}${isOwn ? '\0own' : ''}`;
}

class Judge {
  readonly #dir: string;
  readonly #own: string;
  readonly #goroot: string | undefined;
  readonly #required: ReadonlyMap<string, RequiredModule>;
  readonly #names: ReadonlySet<string>;
  readonly #facts: Facts;

  constructor(dir: string, { own, goroot, required, names }: Surroundings, facts: Facts) {
    this.#dir = dir;
    this.#own = own;
    this.#goroot = goroot;
    this.#required = required;
    this.#names = names;
    this.#facts = facts;
  }

  /** Nearly every import is of the standard library or of a package at hand, and has no fault. */
  why(importPath: string, isOwn: boolean): Awaitable<ImportFault['why'] | undefined> {
    if (/^\.\.?(?:\/|$)/.test(importPath)) return { kind: 'relative' };
    if (importPath.includes('@')) return { kind: 'at-version' };
    const reason = checkImportPath(importPath);
    if (reason !== undefined) return { kind: 'malformed', reason };
    const around = prefixesOf(importPath).filter((path) => this.#names.has(path));
    if (around.length > 0) return this.#amongModules(importPath, around, isOwn);
    if (isOwn) return undefined;
    if (isPathPrefix(this.#own, importPath)) return this.#local(importPath);
    return this.#standard(importPath);
  }

  #standard(importPath: string): Awaitable<ImportFault['why'] | undefined> {
    // A path with a dot is of a module: require-missing.
    if (namesHost(importPath) || this.#goroot === undefined) return undefined;
    return whenKnown(this.#facts.get(hasGoFiles, standardFolder(this.#goroot, importPath)), (has) =>
      has ? undefined : { kind: 'not-in-std' },
    );
  }

  async #local(importPath: string): Promise<ImportFault['why'] | undefined> {
    const inside = importPath.slice(this.#own.length + 1);
    const elements = inside.split('/');
    for (let count = elements.length; count > 0; count--) {
      const goMod = await this.#facts.get(goModOf, joinPath(this.#dir, ...elements.slice(0, count)));
      // A module of its own: import-nested-module.
      if (goMod.kind !== 'missing') return undefined;
    }
    const dir = joinPath(this.#dir, inside);
    if (await this.#facts.get(hasGoFiles, dir)) return undefined;
    // Of two equal paths the standard library has the package.
    const isStandard =
      this.#goroot !== undefined && (await this.#facts.get(hasGoFiles, standardFolder(this.#goroot, importPath)));
    return isStandard ? undefined : { kind: 'local-missing', dir };
  }

  /** go makes sure that exactly one of the modules around a path has the package. */
  async #amongModules(
    importPath: string,
    around: readonly string[],
    isOwn: boolean,
  ): Promise<ImportFault['why'] | undefined> {
    const modules = around.map((path) => this.#required.get(path));
    const having: string[] = isOwn ? [this.#own] : [];
    let unknown = modules.includes(undefined);
    for (const module of modules) {
      const has = module && (await this.#has(module, importPath));
      if (module !== undefined && has === true) having.push(module.path);
      unknown ||= has === undefined;
    }
    if (having.length > 1) return { kind: 'ambiguous', modules: having };
    const [nearest] = modules;
    if (having.length > 0 || unknown || nearest === undefined) return undefined;
    // The main module could have it, too: then it is its own package that is missing.
    return isPathPrefix(this.#own, importPath) ? undefined : { kind: 'not-in-module', module: nearest };
  }

  /** undefined where the content is not at hand */
  async #has(module: RequiredModule, importPath: string): Promise<boolean | undefined> {
    const folder = await folderOfModule(module.source, this.#dir, this.#facts);
    if (folder === undefined || (await this.#facts.stat(folder))?.kind !== 'directory') return undefined;
    const elements = importPath
      .slice(module.path.length + 1)
      .split('/')
      .filter((element) => element !== '');
    if (module.source.kind === 'folder') {
      // go stops at the folder before it looks for packages: gomod-replace-target-no-gomod.
      if ((await this.#facts.stat(joinPath(folder, 'go.mod'))) === undefined) return undefined;
      for (let count = elements.length; count > 0; count--)
        if ((await this.#facts.stat(joinPath(folder, ...elements.slice(0, count), 'go.mod'))) !== undefined)
          return false;
    }
    return this.#facts.get(hasGoFiles, joinPath(folder, ...elements));
  }
}

/** A path and all that could be the path of its module, longest first. */
function prefixesOf(importPath: string): readonly string[] {
  const prefixes: string[] = [];
  for (let end = importPath.length; end > 0; end = importPath.lastIndexOf('/', end - 1))
    prefixes.push(importPath.slice(0, end));
  return prefixes;
}

import { dirname, isAbsolutePath, isWithin, joinPath } from '../../../base/paths';
import type { GoInfo } from '../../model/report';
import { osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { treeOfBinary, type GoTree } from './goTree';
import { behindShim, shimManager, type ShimManager, type VersionChoice } from './shims';
import { wellKnownFolders } from './wellKnownFolders';

export type GoSource = 'setting' | 'PATH' | 'well-known';

/** A `go` that can be run, and the tree it belongs to. */
export interface GoInstallation extends GoTree {
  /** the binary to run: behind a shim, the one that the shim stands for */
  readonly path: string;
  /** with every symbolic link resolved: equal for two names of one binary */
  readonly realPath: string;
  readonly source: GoSource;
  /** the version manager whose shim was found; `shimPath` is the shim */
  readonly manager?: ShimManager;
  readonly shimPath?: string;
  /** what told the manager to run this one */
  readonly chosenBy?: VersionChoice;
}

/** A file named go that was found and not taken. */
export interface RefusedGo {
  readonly path: string;
  readonly why: 'inside-workspace' | 'unresolved-shim' | 'no-goroot' | 'setting-missing';
  readonly manager?: ShimManager;
}

export interface GoLookup {
  /** the one to use */
  readonly found: GoInstallation | undefined;
  /** every installation on PATH, in its order, each once */
  readonly onPath: readonly GoInstallation[];
  readonly refused: readonly RefusedGo[];
  /** folders that were looked at, in order */
  readonly looked: readonly string[];
  /** entries of PATH that are relative: go and the editor ignore them */
  readonly relativeEntries: readonly string[];
}

/**
 * Looks for go without running anything: the user's setting, PATH, the places where installers put it. A binary inside
 * the workspace is never taken, or opening a foreign repository would run what it brought along.
 */
export const goInstallation: Fact<GoLookup> = {
  name: 'goInstallation',
  compute: async (_, facts) => {
    const { environment } = facts;
    const refused: RefusedGo[] = [];
    const entries = osVariable(environment, 'PATH')
      .split(environment.pathDelimiter)
      .map((entry) => pathFromVariable(environment, entry))
      .filter((entry) => entry !== '');
    const folders = [...new Set(entries.filter(isAbsolutePath).map((entry) => joinPath(entry)))];
    const relativeEntries = entries.filter((entry) => !isAbsolutePath(entry));

    const configured = await fromSetting(facts, refused);
    const onPath = await fromFolders(folders, 'PATH', facts, refused);
    const looked = [...folders];
    // Behind a stand-in that only its manager can read, the next go on PATH is not what the user runs.
    const hidden = refused.find(({ why }) => why === 'unresolved-shim');
    const first = onPath.find((go) => hidden === undefined || before(folders, go.shimPath ?? go.path, hidden.path));
    let found = configured ?? first;
    if (!found && hidden === undefined) {
      const more = (await wellKnownFolders(facts)).filter((folder) => !folders.includes(folder));
      looked.push(...more);
      found = (await fromFolders(more, 'well-known', facts, refused))[0];
    }
    return { found, onPath, refused, looked, relativeEntries };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function before(folders: readonly string[], a: string, b: string): boolean {
  return folders.indexOf(dirname(a)) < folders.indexOf(dirname(b));
}

async function fromSetting(facts: Facts, refused: RefusedGo[]): Promise<GoInstallation | undefined> {
  const { configuredGo, executableExtensions } = facts.environment;
  if (configuredGo === undefined || configuredGo === '') return undefined;
  const named = pathFromVariable(facts.environment, configuredGo);
  // Some people name the binary, others the GOROOT.
  for (const path of [named, joinPath(named, 'bin/go')]) {
    const binary = await executable(path, executableExtensions, facts);
    if (binary !== undefined) return resolveGo(binary, 'setting', facts, refused);
  }
  refused.push({ path: named, why: 'setting-missing' });
  return undefined;
}

async function fromFolders(
  folders: readonly string[],
  source: GoSource,
  facts: Facts,
  refused: RefusedGo[],
): Promise<GoInstallation[]> {
  const binaries = await Promise.all(
    folders.map((folder) => executable(joinPath(folder, 'go'), facts.environment.executableExtensions, facts)),
  );
  const installations: GoInstallation[] = [];
  for (const binary of binaries) {
    if (binary === undefined) continue;
    const installation = await resolveGo(binary, source, facts, refused);
    const known = installations.some((other) => other.realPath === installation?.realPath);
    if (installation && !known) installations.push(installation);
  }
  return installations;
}

/** The executable file of that name, with the extension that the operating system would add. */
export async function executable(
  path: string,
  extensions: readonly string[],
  facts: Facts,
): Promise<string | undefined> {
  if (!isAbsolutePath(path)) return undefined;
  for (const extension of extensions) {
    const file = path.toLowerCase().endsWith(extension.toLowerCase()) ? path : `${path}${extension}`;
    const stat = await facts.stat(file);
    if (stat?.kind === 'file' && stat.executable) return file;
  }
  return undefined;
}

async function resolveGo(
  binary: string,
  source: GoSource,
  facts: Facts,
  refused: RefusedGo[],
): Promise<GoInstallation | undefined> {
  const realPath = (await facts.realPath(binary)) ?? binary;
  const inside = (path: string): boolean => facts.root !== '' && isWithin(facts.root, path);
  // The person who names a go inside the workspace in the user's settings knows what is in there.
  if (source !== 'setting' && (inside(binary) || inside(realPath))) {
    refused.push({ path: binary, why: 'inside-workspace' });
    return undefined;
  }
  const manager = await shimManager(binary, realPath, facts);
  if (manager !== undefined) {
    const behind = await behindShim(manager, binary, realPath, facts);
    const target =
      behind === undefined ? undefined : await executable(behind.path, facts.environment.executableExtensions, facts);
    const tree = target === undefined ? undefined : await treeOfBinary(target, facts);
    if (target === undefined || !tree || inside(target)) {
      refused.push({ path: binary, why: 'unresolved-shim', manager });
      return undefined;
    }
    return {
      ...tree,
      path: target,
      realPath: (await facts.realPath(target)) ?? target,
      source,
      manager,
      shimPath: binary,
      ...(behind?.chosenBy && { chosenBy: behind.chosenBy }),
    };
  }
  const tree = await treeOfBinary(binary, facts);
  if (!tree) {
    refused.push({ path: binary, why: 'no-goroot' });
    return undefined;
  }
  return { ...tree, path: binary, realPath, source };
}

/** What a report says of the go in use. Key: ''. */
export const goInfo: Fact<GoInfo | undefined> = {
  name: 'goInfo',
  compute: async (_, facts) => {
    const { found } = await facts.get(goInstallation);
    if (!found) return undefined;
    const source = { setting: 'setting goPreflight.go.path', PATH: 'PATH', 'well-known': dirname(found.path) }[
      found.source
    ];
    return { version: found.version, goroot: found.goroot, path: found.path, source };
  },
};

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createEngine, defaultConfig, type Finding, type Outcome } from '../../../src/engine/index';
import { createNodePorts } from '../../../src/host/index';

/** What Go Preflight says of one state on disk, and whether looking left every byte as it was. */
export interface StateVerdict {
  readonly findings: readonly Finding[];
  readonly outcomes: readonly Outcome[];
  readonly untouched: boolean;
}

export interface StateRoot {
  readonly dir: string;
  /** folders of the modules that a go command there loads, relative to `dir`: `.` is the root */
  readonly subjects: ReadonlySet<string>;
}

/** The folder that a person would open where a go command ran: that of go.work where one counts, else that of go.mod. */
export function rootOf(cwd: string, variables: Readonly<Record<string, string>>): StateRoot | undefined {
  const above = (name: string): string | undefined => {
    for (let dir = cwd; ; dir = dirname(dir)) {
      if (existsSync(join(dir, name))) return dir;
      if (dir === dirname(dir)) return undefined;
    }
  };
  const module = above('go.mod');
  const named = variables.GOWORK ?? '';
  const counted = named === 'off' ? undefined : named === '' ? above('go.work') : dirname(named);
  // A go.work that GOWORK names and that is not there is another fault: no workspace.
  const workspace = counted !== undefined && (named === '' || existsSync(named)) ? counted : undefined;
  if (workspace === undefined) return module === undefined ? undefined : { dir: module, subjects: new Set(['.']) };
  if (module !== undefined && !`${module}/`.startsWith(`${workspace}/`)) return undefined;
  const text = readFileSync(named === '' ? join(workspace, 'go.work') : named, 'utf8');
  const used = usedFolders(text).map((folder) => resolve(workspace, folder));
  const inside = used.filter((dir) => existsSync(join(dir, 'go.mod')) && `${dir}/`.startsWith(`${workspace}/`));
  return { dir: workspace, subjects: new Set(['.', ...inside.map((dir) => dir.slice(workspace.length + 1) || '.')]) };
}

/** The words after `use`, alone and in blocks. Not by the parser that is on trial. */
function usedFolders(text: string): readonly string[] {
  const folders: string[] = [];
  let inUse = false;
  for (const line of text.replace(/\/\/.*$/gm, '').split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'use' && words[1] === '(') inUse = true;
    else if (words[0] === ')') inUse = false;
    else if (words[0] === 'use') folders.push(words[1] ?? '.');
    else if (inUse && words[0] !== '' && words[0] !== undefined) folders.push(words[0]);
  }
  return folders.map((folder) => folder.replaceAll('"', ''));
}

/**
 * Verifies a folder as the product does where the user trusts it: every check, profile offline.
 * @param demanded ids of checks that run only where somebody asks for them (profile build): these and no others
 */
export async function verdictOf(
  root: string,
  variables: Readonly<Record<string, string | undefined>>,
  demanded?: readonly string[],
): Promise<StateVerdict> {
  const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
  const before = await treeHash(root);
  const host = createNodePorts({ logger, variables });
  try {
    const engine = createEngine(host.ports);
    const profile = demanded === undefined ? 'offline' : 'build';
    const config = { ...defaultConfig, profile } as const;
    const { findings, outcomes } = await engine.run(
      { root, config, granted: profile, ...(demanded && { only: demanded }) },
      new AbortController().signal,
    );
    return { findings, outcomes, untouched: (await treeHash(root)) === before };
  } finally {
    await host.dispose();
  }
}

/** A hash of every name and byte below a folder. @param namesOnly folders of which only the names count */
export async function treeHash(dir: string, namesOnly: (path: string) => boolean = () => false): Promise<string> {
  const hash = createHash('sha256');
  const walk = async (folder: string, names: boolean): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      hash.update(`${path}\0`);
      if (entry.isDirectory()) await walk(path, names || namesOnly(path));
      else if (entry.isSymbolicLink()) hash.update(await readlink(path));
      else if (!names && entry.isFile()) hash.update(await readFile(path).catch(() => ''));
      if (!names) hash.update(`\0${(await lstat(path)).mode}\0`);
    }
  };
  await walk(dir, namesOnly(dir));
  return hash.digest('hex');
}

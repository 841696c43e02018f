import { createHash } from 'node:crypto';
import { memoryContents } from './memoryContents';
import {
  PackedDirectory,
  packFolders,
  type DirectoryEntry,
  type EnvironmentSnapshot,
  type FileSystem,
  type PlaceState,
  type Ports,
  type ProcessRequest,
  type ProcessResult,
  type Tree,
  type TreeScanner,
} from '../../src/engine/index';

/** A file system in memory. Paths are absolute and use `/`; folders exist where a file lies below them or where one ends with `/`. */
export class MemoryFiles implements FileSystem {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(['/']);
  readonly links = new Map<string, string>();
  readonly executables = new Set<string>();
  readonly unreadable = new Set<string>();
  /** what is unusual about a file or folder */
  readonly places = new Map<string, Partial<PlaceState>>();
  /** every path asked for with readFile, in order */
  readonly reads: string[] = [];

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  write(path: string, content: string | Uint8Array): void {
    const file = path.replace(/\/$/, '');
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1))
      this.#folders.add(file.slice(0, at));
    if (path.endsWith('/')) this.#folders.add(file);
    else this.#files.set(file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  delete(path: string): void {
    this.#files.delete(path);
  }

  paths(): string[] {
    return [...this.#files.keys()].toSorted();
  }

  /** content of a file, through a link */
  bytesOf(path: string): Uint8Array | undefined {
    return this.#files.get(this.links.get(path) ?? path);
  }

  /** what stands at a path, through a link */
  kindOf(path: string): 'file' | 'directory' | undefined {
    const target = this.links.get(path) ?? path;
    if (this.#files.has(target)) return 'file';
    return this.#folders.has(target) ? 'directory' : undefined;
  }

  readFile(path: string): ReturnType<FileSystem['readFile']> {
    this.reads.push(path);
    const bytes = this.bytesOf(path);
    if (this.unreadable.has(path)) return Promise.resolve({ kind: 'unreadable', reason: 'permission denied' });
    if (bytes) return Promise.resolve({ kind: 'file', bytes });
    return Promise.resolve(
      this.#folders.has(path) ? { kind: 'unreadable', reason: 'is a directory' } : { kind: 'missing' },
    );
  }

  stat(path: string): ReturnType<FileSystem['stat']> {
    const target = this.links.get(path) ?? path;
    const bytes = this.#files.get(target);
    if (bytes) return Promise.resolve({ kind: 'file', size: bytes.length, executable: this.executables.has(target) });
    return Promise.resolve(this.#folders.has(target) ? { kind: 'directory', size: 0, executable: true } : undefined);
  }

  readDirectory(path: string): ReturnType<FileSystem['readDirectory']> {
    return Promise.resolve(this.entriesOf(path));
  }

  entriesOf(path: string): readonly DirectoryEntry[] | undefined {
    if (!this.#folders.has(path)) return undefined;
    const prefix = path === '/' ? '/' : `${path}/`;
    const entries = new Map<string, DirectoryEntry>();
    const add = (child: string, kind: DirectoryEntry['kind']): void => {
      if (!child.startsWith(prefix) || child === prefix) return;
      const rest = child.slice(prefix.length);
      const name = rest.split('/')[0] ?? rest;
      entries.set(name, { name, kind: rest.includes('/') ? 'directory' : kind });
    };
    for (const folder of this.#folders) add(folder, 'directory');
    for (const file of this.#files.keys()) add(file, 'file');
    for (const link of this.links.keys()) add(link, 'symlink');
    return [...entries.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** of the account 1000, in a world of room, but for what `places` says */
  placeOf(path: string): PlaceState | undefined {
    const kind = this.kindOf(path);
    if (kind === undefined) return undefined;
    const usual = { owner: 1000, user: 1000, writable: true, open: false, freeMiB: 4096, network: undefined };
    return { kind: kind === 'directory' ? 'directory' : 'other', ...usual, ...this.places.get(path) };
  }

  async realPath(path: string): Promise<string | undefined> {
    const target = this.links.get(path) ?? path;
    return (await this.stat(target)) ? target : undefined;
  }
}

export const linux: EnvironmentSnapshot = {
  platform: 'linux',
  arch: 'amd64',
  variables: { HOME: '/home/u', PATH: '/usr/bin:/bin' },
  homeDir: '/home/u',
  userConfigDir: '/home/u/.config',
  tempDir: '/tmp',
  pathDelimiter: ':',
  executableExtensions: [''],
  configuredGo: undefined,
};

export interface MemoryPorts extends Ports {
  readonly files: MemoryFiles;
  /** the process calls that were made */
  readonly calls: ProcessRequest[];
}

/** Ports in memory: no disk, no clock, no process. `answer` plays the processes. */
export function memoryPorts(options: {
  files?: MemoryFiles;
  tree?: (root: string) => Tree | Promise<Tree>;
  environment?: Partial<EnvironmentSnapshot>;
  answer?: (request: ProcessRequest) => ProcessResult | Promise<ProcessResult> | undefined;
}): MemoryPorts {
  const calls: ProcessRequest[] = [];
  let time = 0;
  const files = options.files ?? new MemoryFiles();
  return {
    files,
    calls,
    processes: {
      run: (request) => {
        calls.push(request);
        return Promise.resolve(options.answer?.(request) ?? { kind: 'could-not-start', reason: 'no such file' });
      },
    },
    places: { look: (path) => Promise.resolve(files.placeOf(path)) },
    tree: memoryTrees(options.tree),
    contents: memoryContents(files),
    hasher: {
      sha256: (content, encoding) => createHash('sha256').update(content).digest(encoding),
      sha256OfFile: (path) => {
        const bytes = files.unreadable.has(path) ? undefined : files.bytesOf(path);
        return bytes && createHash('sha256').update(bytes).digest('hex');
      },
    },
    clock: { now: () => time++, today: () => '2026-11-21' },
    logger: { info: () => undefined, debug: () => undefined, trace: () => undefined },
    environment: { ...linux, ...options.environment },
  };
}

/** Trees that a test makes. */
function memoryTrees(make: ((root: string) => Tree | Promise<Tree>) | undefined): TreeScanner {
  const made = new Set<Tree>();
  return {
    scan: async (root) => {
      const tree = (await make?.(root)) ?? emptyTree(root);
      made.add(tree);
      return tree;
    },
    pack: () => {
      for (const { directories } of made)
        for (const directory of directories.values())
          if (directory instanceof PackedDirectory) packFolders(directory.table);
    },
  };
}

export function emptyTree(root: string): Tree {
  return {
    root,
    directories: new Map(),
    modules: [],
    workspaces: [],
    vendors: [],
    otherFiles: [],
    problems: [],
    goFileCount: 0,
  };
}

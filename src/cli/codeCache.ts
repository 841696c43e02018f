import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import * as path from 'node:path';
import { crc32 } from 'node:zlib';

export interface KeptCode {
  readonly code: Buffer;
  /** how much the verification judged that compiled it: the more, the less is left to be compiled */
  readonly judged: number;
}

/**
 * What V8 made of a program, kept from run to run: compiling takes longer than verifying a small repository. As Node's own
 * cache does it (`module.enableCompileCache`, since 22.1; its variables count here too), but also for Node 20, with what was
 * compiled during the run, and in a folder that belongs to the user. V8 trusts what it is given, so nothing is taken that
 * somebody else may have written or that was damaged. Whatever goes wrong, there is no cache and nobody is told.
 */
export class CodeCache {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(): KeptCode | undefined {
    try {
      const file = statSync(this.#file);
      if (!isOurs(file)) return undefined;
      const kept = readFileSync(this.#file);
      if (kept.readUInt32LE(0) !== crc32(kept.subarray(checksumBytes))) return undefined;
      noteUse(this.#file, file);
      return { code: kept.subarray(headBytes), judged: kept.readDoubleLE(judgedAt) };
    } catch {
      return undefined;
    }
  }

  write({ code, judged }: KeptCode): void {
    const folder = path.dirname(this.#file);
    try {
      // An administrator who verifies in a user's name leaves nothing that the user cannot replace.
      if (!isOurs(statSync(existing(folder)))) return;
      makeFolder(folder);
      const kept = Buffer.concat([Buffer.alloc(headBytes), code]);
      kept.writeDoubleLE(judged, judgedAt);
      kept.writeUInt32LE(crc32(kept.subarray(checksumBytes)));
      this.#replace(kept);
      removeUnused(folder);
    } catch {
      // The next run compiles again.
    }
  }

  /** In one step: another run may be reading. */
  #replace(content: Buffer): void {
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }
}

/** The checksum comes first, of all behind it. V8 takes the code without copying it where it begins at a multiple of eight. */
const checksumBytes = 4;
const judgedAt = 8;
const headBytes = 16;

/** One by one: Node's own `recursive` never ends below a folder that takes none, such as a HOME of /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** The innermost folder of a path that is there. */
function existing(folder: string): string {
  const parent = path.dirname(folder);
  return parent === folder || statSync(folder, { throwIfNoEntry: false }) ? folder : existing(parent);
}

function isOurs({ uid }: Stats): boolean {
  const user = process.geteuid?.();
  return user === undefined || uid === user;
}

const dayMs = 24 * 60 * 60_000;
const unusedMs = 30 * dayMs;

/** The time of change says when a file was used last, to the day: most runs write nothing. */
function noteUse(file: string, { mtimeMs }: Stats): void {
  const now = Date.now();
  if (now - mtimeMs < dayMs) return;
  try {
    utimesSync(file, now / 1000, now / 1000);
  } catch {
    // It is written anew when it was removed.
  }
}

/** Every program and every Node leaves a file of its own, and nobody else would ever take one away. */
function removeUnused(folder: string): void {
  const known = lstatSync(folder);
  if (!known.isDirectory() || !isOurs(known)) return;
  const since = Date.now() - unusedMs;
  for (const name of readdirSync(folder).filter(isName)) {
    try {
      const file = path.join(folder, name);
      // Of a link this is the link, which is none of ours.
      const entry = lstatSync(file);
      if (entry.isFile() && isOurs(entry) && entry.mtimeMs < since) unlinkSync(file);
    } catch {
      // Another run was faster.
    }
  }
}

/** @returns undefined where nothing shall be kept, or nobody knows where */
export function codeCacheFor(source: string, variables: NodeJS.ProcessEnv): CodeCache | undefined {
  const folder = cacheFolder(variables);
  const id = idOf(source);
  if (folder === undefined || id === undefined) return undefined;
  return new CodeCache(path.join(folder, nameFor(id, source)));
}

/** A program of another text, and a Node of another version, have files of their own. */
function nameFor(id: string, source: string): string {
  return `cli-${id}-${source.length}-${process.version}-${process.arch}`;
}

/** The hash of the program that `scripts/build.mjs` wrote before it: to sum up a megabyte takes a millisecond of each start. */
function idOf(source: string): string | undefined {
  const id = source.slice(2, 10);
  return /^[0-9a-f]{8}$/.test(id) ? id : undefined;
}

/** Whether a file is called as these are, or as one that a run did not come to rename. */
function isName(name: string): boolean {
  return /^cli-[0-9a-f]{1,8}-[0-9]+-v[0-9]+\.[0-9]+\.[0-9]+[0-9a-z.+-]*-[0-9a-z]+(?:\.[0-9]+\.tmp)?$/.test(name);
}

function cacheFolder(variables: NodeJS.ProcessEnv): string | undefined {
  if ((variables['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return undefined;
  const asked = variables['NODE_COMPILE_CACHE'] ?? '';
  const base = asked === '' ? userCacheFolder(variables) : path.resolve(asked);
  return base === undefined || !path.isAbsolute(base) ? undefined : path.join(base, 'go-preflight/code');
}

function userCacheFolder(variables: NodeJS.ProcessEnv): string | undefined {
  if (process.platform === 'win32') return variables['LOCALAPPDATA'];
  const home = variables['HOME'] ?? '';
  if (process.platform === 'darwin') return home === '' ? undefined : path.join(home, 'Library/Caches');
  const xdg = variables['XDG_CACHE_HOME'] ?? '';
  if (xdg !== '') return xdg;
  return home === '' ? undefined : path.join(home, '.cache');
}

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import * as path from 'node:path';
import { createNodePorts, optimizeLater, toEnginePath, type SecondWalk } from '../host/index';
import type { CliHost } from './host';

export interface NodeHostOptions {
  readonly version: string;
  /** absolute folder of the running bundle: the pages and the translations lie beside it */
  readonly resources: string;
  readonly signal: AbortSignal;
  /** reads a part of the folder that is verified */
  readonly secondWalk?: SecondWalk | undefined;
  readonly verified?: CliHost['verified'];
}

const silent = (): void => undefined;

/** The machine that the command line runs on. */
export function createNodeHost({
  version,
  resources,
  signal,
  secondWalk,
  verified = silent,
}: NodeHostOptions): CliHost {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) variables[name] = value;
  return {
    version,
    variables,
    platform: process.platform,
    get userName() {
      return userName();
    },
    now: () => Date.now(),
    resolve: (typed) => {
      try {
        return toEnginePath(typed);
      } catch {
        return undefined;
      }
    },
    openPorts: () => {
      // Not before: V8 takes code from a cache, Node's own code too, only under the flags that it was made with.
      optimizeLater();
      // Trees are scanned in this thread: nothing else is to be done meanwhile.
      return createNodePorts({ logger: { info: silent, debug: silent, trace: silent }, secondWalk });
    },
    verified,
    writeFile: replaceFile,
    renameFile: (from, to) => rename(from, to),
    appendFile: appendToFile,
    readResource: async (name) => {
      try {
        return await readFile(path.join(resources, name), 'utf8');
      } catch {
        return undefined;
      }
    },
    signal,
  };
}

/** Writes beside the file and renames over it; what a link leads to is replaced, not the link. */
async function replaceFile(file: string, content: Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const known = await stat(target).catch(() => undefined);
  // A rename needs no permission to write the file itself; whoever protected it meant it.
  if (known) await access(target, constants.W_OK);
  else await mkdir(path.dirname(target), { recursive: true });
  // A device or a pipe (/dev/null, /dev/stdout) takes what is written; a file in its place would be a fault of the machine.
  if (known?.isFile() === false) return writeFile(target, content);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(temporary, content, { flag: 'wx' });
    if (known) await chmod(temporary, known.mode & 0o7777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Never waits: a pipe that nobody reads fails at once, where an ordinary open would wait for a reader without an end. */
async function appendToFile(file: string, text: string): Promise<void> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = constants;
  const handle = await open(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o666);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** A container may run under an account that has no name. */
function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}

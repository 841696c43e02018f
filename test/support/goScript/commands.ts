import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { goRegExp } from './goRegExp';
import type { ScriptState } from './scriptState';

/** The script is not to go on: for its own reason, or because it needs what we do not have. */
export class ScriptEnd extends Error {
  readonly kind: 'stopped' | 'skipped';

  constructor(kind: 'stopped' | 'skipped', reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** A command of the script language. @returns why it did not succeed; undefined where it did */
export type ScriptCommand = (state: ScriptState, args: readonly string[]) => Promise<string | undefined>;

/** The commands of cmd/internal/script that change or look at files; `go` and `exec` are the replay's. */
export const fileCommands: Readonly<Record<string, ScriptCommand>> = {
  cat: async (state, args) => {
    state.stdout = (await Promise.all(args.map((name) => read(state, name)))).join('');
    return undefined;
  },
  cd: async (state, [name = '']) => {
    if (!(await stat(state.path(name))).isDirectory()) return `${name} is no folder`;
    state.changeFolder(name);
    return undefined;
  },
  chmod: async (state, [mode = '0', ...names]) => {
    const bits = parseInt(mode, mode.startsWith('0') ? 8 : 10);
    for (const name of names) await chmod(state.path(name), bits);
    return undefined;
  },
  cmp: (state, args) => compare(state, args, (text) => text),
  cmpenv: (state, args) => compare(state, args, (text) => state.expand(text)),
  cp: async (state, args) => {
    const target = state.path(args.at(-1) ?? '');
    const intoFolder = await isFolder(target);
    for (const name of args.slice(0, -1)) {
      const to = intoFolder ? join(target, basename(name)) : target;
      if (name === 'stdout' || name === 'stderr') await writeFile(to, Buffer.from(state[name], 'latin1'));
      else await copyFile(state.path(name), to);
    }
    return undefined;
  },
  echo: (state, args) => {
    state.stdout = `${args.join(' ')}\n`;
    return Promise.resolve(undefined);
  },
  env: (state, args) => {
    const shown = args.filter((arg) => !arg.includes('='));
    for (const arg of args.filter((own) => own.includes('='))) {
      const at = arg.indexOf('=');
      state.variables[arg.slice(0, at)] = arg.slice(at + 1);
    }
    if (shown.length > 0) state.stdout = shown.map((name) => `${name}=${state.variables[name] ?? ''}\n`).join('');
    return Promise.resolve(undefined);
  },
  exists: async (state, args) => {
    for (const name of args.filter((arg) => !arg.startsWith('-'))) {
      const { mode } = await stat(state.path(name));
      if (args.includes('-readonly') && (mode & 0o222) !== 0) return `${name} is writable`;
      if (args.includes('-exec') && (mode & 0o111) === 0) return `${name} is not executable`;
    }
    return undefined;
  },
  grep: async (state, args) => match(args.slice(0, -1), await read(state, args.at(-1) ?? ''), args.at(-1) ?? ''),
  help: () => Promise.resolve(undefined),
  mkdir: async (state, args) => {
    for (const name of args) await mkdir(state.path(name), { recursive: true });
    return undefined;
  },
  mv: async (state, [from = '', to = '']) => {
    await rename(state.path(from), state.path(to));
    return undefined;
  },
  replace: async (state, args) => {
    const file = state.path(args.at(-1) ?? '');
    const pairs = new Map<string, string>();
    for (let at = 0; at + 1 < args.length; at += 2) pairs.set(unquoted(args[at]), unquoted(args[at + 1]));
    const text = await readFile(file, 'latin1');
    const pattern = goRegExp([...pairs.keys()].map((key) => `\\Q${key}\\E`).join('|'), 'g');
    await writeFile(
      file,
      Buffer.from(pattern ? text.replace(pattern, (old) => pairs.get(old) ?? old) : text, 'latin1'),
    );
    return undefined;
  },
  rm: async (state, args) => {
    for (const name of args) await removeAll(state.path(name));
    return undefined;
  },
  skip: (_state, [reason = 'its own reason']) => Promise.reject(new ScriptEnd('skipped', reason)),
  sleep: async (_state, [duration = '']) => {
    await sleep(Math.min(3000, parseFloat(duration) * (duration.endsWith('ms') ? 1 : 1000)));
    return undefined;
  },
  stderr: (state, args) => Promise.resolve(match(args, state.stderr, 'stderr')),
  stdout: (state, args) => Promise.resolve(match(args, state.stdout, 'stdout')),
  stop: (_state, [reason = '']) => Promise.reject(new ScriptEnd('stopped', reason)),
  symlink: async (state, [name = '', , target = '']) => {
    await symlink(target, state.path(name));
    return undefined;
  },
  wait: async (state) => {
    const ended = await Promise.all(state.background);
    state.background = [];
    state.stdout = ended.map(({ stdout }) => stdout).join('');
    state.stderr = ended.map(({ stderr }) => stderr).join('');
    return ended.find(({ fault }) => fault !== undefined)?.fault;
  },
};

function read(state: ScriptState, name: string): Promise<string> {
  return name === 'stdout' || name === 'stderr' ? Promise.resolve(state[name]) : readFile(state.path(name), 'latin1');
}

async function compare(
  state: ScriptState,
  args: readonly string[],
  change: (text: string) => string,
): Promise<string | undefined> {
  const [one = '', other = ''] = args.filter((arg) => arg !== '-q');
  const same = change(await read(state, one)) === change(await readFile(state.path(other), 'latin1'));
  return same ? undefined : `${one} and ${other} differ`;
}

/** A pattern that JavaScript cannot express says nothing. */
function match(args: readonly string[], text: string, name: string): string | undefined {
  const count = args.find((arg) => arg.startsWith('-count='))?.slice('-count='.length);
  const pattern = args.at(-1) ?? '';
  const regexp = goRegExp(pattern, count === undefined ? 'm' : 'gm');
  if (regexp === undefined) return undefined;
  if (count !== undefined) {
    const found = text.match(regexp)?.length ?? 0;
    return found === Number(count) ? undefined : `${found} matches for ${pattern} in ${name}`;
  }
  return regexp.test(text) ? undefined : `no match for ${pattern} in ${name}`;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Removes a tree whose folders may be read-only, as those of the module cache are. */
export async function removeAll(path: string): Promise<void> {
  const makeWritable = async (folder: string): Promise<void> => {
    await chmod(folder, 0o755);
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (entry.isDirectory()) await makeWritable(join(folder, entry.name));
  };
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  if (found.isDirectory() && process.getuid?.() !== 0) await makeWritable(path);
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/** As in a quoted Go string; scripts use no more than these. */
function unquoted(text: string | undefined): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return (text ?? '').replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
}

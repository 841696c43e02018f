import { joinPath } from '../../../base/paths';
import { parseGitConfig } from '../../parse/git/gitConfig';
import { decide, parseIgnoreFile, type IgnoreRule } from '../../parse/git/ignoreRules';
import { readGitIndex } from '../../parse/git/gitIndex';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { configFiles } from './gitSafeFolders';

/** Where git keeps what it knows of a work tree. Further work trees and submodules have a folder of their own elsewhere. */
export interface GitFolder {
  /** of the index */
  readonly own: string;
  /** of what all work trees share: the configuration, info/exclude */
  readonly shared: string;
}

/** Key: top of the work tree. */
export const gitFolder: Fact<GitFolder> = {
  name: 'gitFolder',
  compute: async (top, facts) => {
    const named = /^gitdir: (.+)$/m.exec((await facts.readText(joinPath(top, '.git'))) ?? '')?.[1]?.trimEnd();
    const own = joinPath(top, named ?? '.git');
    const common = (await facts.readText(joinPath(own, 'commondir')))?.trim();
    return { own, shared: common === undefined ? own : joinPath(own, common) };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** What the configuration says that decides about files. */
export interface GitSettings {
  readonly hashLength: number;
  readonly ignoreCase: boolean;
  /** path of the person's own rules; undefined where there can be none */
  readonly excludesFile: string | undefined;
  /** false where files may name other rules that only git finds */
  readonly certain: boolean;
}

/** Key: top of the work tree. */
export const gitSettings: Fact<GitSettings> = {
  name: 'gitSettings',
  compute: async (top, facts) => {
    const { shared } = await facts.get(gitFolder, top);
    const values = new Map<string, string>();
    let certain = true;
    for (const file of [...configFiles(facts), joinPath(shared, 'config')]) {
      const text = await facts.readText(file);
      if (text === undefined) continue;
      const config = parseGitConfig(text);
      if (config.includes) certain = false;
      for (const [key, value] of config.values) values.set(key, value);
    }
    const isOn = (key: string): boolean => /^(?:|true|yes|on|[1-9]\d*)$/i.test(values.get(key) ?? 'false');
    return {
      hashLength: values.get('extensions.objectformat') === 'sha256' ? 32 : 20,
      ignoreCase: isOn('core.ignorecase'),
      excludesFile: excludesFile(values.get('core.excludesfile'), top, facts),
      certain: certain && !isOn('extensions.worktreeconfig') && !isOfOthers(values.get('core.excludesfile') ?? ''),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Below the home folder of another account, or where git is installed: what that is only git knows. */
function isOfOthers(path: string): boolean {
  return /^(?:~[^/]|%\()/.test(path);
}

function excludesFile(named: string | undefined, top: string, { environment }: Facts): string | undefined {
  const home = homeVariable(environment).value;
  if (named === '') return undefined;
  // git goes to the top before it opens a relative one.
  if (named !== undefined) return named.startsWith('~/') ? joinPath(home, named.slice(2)) : joinPath(top, named);
  const xdg = pathFromVariable(environment, osVariable(environment, 'XDG_CONFIG_HOME'));
  if (xdg === '' && home === '') return undefined;
  return joinPath(xdg === '' ? joinPath(home, '.config') : xdg, 'git/ignore');
}

/** The module files and vendored files that git has, absolute, or why that cannot be read. Key: top of the work tree. */
export const trackedFiles: Fact<ReadonlySet<string> | string> = {
  name: 'trackedFiles',
  compute: async (top, facts) => {
    const { own } = await facts.get(gitFolder, top);
    const content = await facts.readFile(joinPath(own, 'index'));
    // Nothing was ever added.
    if (content.kind === 'missing') return new Set();
    if (content.kind === 'unreadable') return content.reason;
    const { hashLength } = await facts.get(gitSettings, top);
    const index = readGitIndex(content.bytes, hashLength, isOfModules);
    if (index.kind === 'unknown') return index.why;
    return new Set([...index.names].map((name) => joinPath(top, name)));
  },
  // git writes its index at each look: the same names are no change.
  equals: (a, b) =>
    typeof a === 'string' || typeof b === 'string' ? a === b : [...a].join('\n') === [...b].join('\n'),
};

const [slash, letterV, letterG] = [0x2f, 0x76, 0x67];
const vendor = new TextEncoder().encode('vendor/');

/** `go.*`, or below a vendor folder. */
function isOfModules(name: Uint8Array): boolean {
  const last = name.lastIndexOf(slash) + 1;
  if (name[last] === letterG && name[last + 2] === 0x2e) return true;
  for (let at = name.indexOf(letterV); at >= 0; at = name.indexOf(letterV, at + 1))
    if ((at === 0 || name[at - 1] === slash) && vendor.every((byte, index) => name[at + index] === byte)) return true;
  return false;
}

/** The rules of one file. Key: its path, with `\0i` behind it where upper and lower case are one. */
const rulesIn: Fact<readonly IgnoreRule[]> = {
  name: 'gitIgnoreRules',
  compute: async (key, facts) => {
    const [path = '', folding] = key.split('\0');
    return parseIgnoreFile((await facts.readText(path)) ?? '', folding !== undefined);
  },
};

/**
 * Whether git ignores what it does not have: `ignored` where a rule says so of it or of a folder above it.
 * @param path absolute, below `top`
 */
export async function isIgnored(path: string, top: string, isFolder: boolean, facts: Facts): Promise<boolean> {
  const { shared } = await facts.get(gitFolder, top);
  const { ignoreCase, excludesFile: own } = await facts.get(gitSettings, top);
  const key = (file: string): string => (ignoreCase ? `${file}\0i` : file);
  const parts = path.slice(top === '/' ? 1 : top.length + 1).split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = depth < parts.length || isFolder;
    let said: 'ignored' | 'kept' | undefined;
    for (let above = depth - 1; above >= 0 && said === undefined; above--) {
      const file = joinPath(top, ...parts.slice(0, above), '.gitignore');
      said = decide(await facts.get(rulesIn, key(file)), parts.slice(above, depth).join('/'), folder);
    }
    for (const file of [joinPath(shared, 'info/exclude'), ...(own === undefined ? [] : [own])])
      said ??= decide(await facts.get(rulesIn, key(file)), parts.slice(0, depth).join('/'), folder);
    // Below a folder that is ignored nothing can be taken back.
    if (said === 'ignored') return true;
  }
  return false;
}

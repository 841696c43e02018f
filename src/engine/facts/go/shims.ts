import { basename, dirname, joinPath } from '../../../base/paths';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Facts } from '../factStore';
import { lineRange, startOfFile, type Location } from '../../model/range';

/** A program that puts a small stand-in named `go` on PATH, which picks the real one by folder. */
export type ShimManager = 'asdf' | 'mise' | 'goenv' | 'snap' | 'scoop' | 'script';

/** What told a manager which version to run. */
export type VersionChoice =
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly location: Location; readonly value: string };

/** What a shim stands for in the verified folder. */
export interface ShimTarget {
  /** the binary that it would run */
  readonly path: string;
  /** undefined where the manager has no choice */
  readonly chosenBy: VersionChoice | undefined;
}

/** A shim is a script or a link to its manager; a real go has tens of megabytes. */
const largestScript = 100_000;

/** Who put that file there; undefined for a real binary. */
export async function shimManager(path: string, realPath: string, facts: Facts): Promise<ShimManager | undefined> {
  const target = basename(realPath).replace(/\.exe$/i, '');
  if (target === 'snap' || target === 'mise' || target === 'asdf') return target;
  if (/\/scoop\/shims\//i.test(path)) return 'scoop';
  const stat = await facts.stat(realPath);
  if (stat === undefined || stat.size > largestScript || stat.size === 0) return undefined;
  const text = (await facts.readText(realPath)) ?? '';
  if (!text.startsWith('#!')) return undefined;
  if (/\bgoenv\b/.test(text)) return 'goenv';
  if (/\bmise\b/.test(text)) return 'mise';
  if (/\basdf\b/.test(text)) return 'asdf';
  return 'script';
}

/**
 * The binary that a shim would run in the verified folder, read from the files that the manager reads. Undefined where
 * only the shim itself can tell.
 */
export async function behindShim(
  manager: ShimManager,
  path: string,
  realPath: string,
  facts: Facts,
): Promise<ShimTarget | undefined> {
  switch (manager) {
    case 'snap':
      return { path: '/snap/go/current/bin/go', chosenBy: undefined };
    case 'scoop':
      return scoopTarget(path, facts);
    case 'asdf':
      return asdfTarget(facts);
    case 'goenv':
      return goenvTarget(facts);
    case 'mise':
      return miseTarget(facts);
    case 'script':
      return scriptTarget(realPath, facts);
  }
}

function variablePath(facts: Facts, name: string, fallback: string): string {
  const value = pathFromVariable(facts.environment, osVariable(facts.environment, name));
  return value === '' ? joinPath(homeVariable(facts.environment).value, fallback) : value;
}

function fromVariable(facts: Facts, name: string): VersionChoice | undefined {
  const value = osVariable(facts.environment, name);
  return value === '' ? undefined : { kind: 'variable', name, value };
}

async function asdfTarget(facts: Facts): Promise<ShimTarget | undefined> {
  const chosenBy = fromVariable(facts, 'ASDF_GOLANG_VERSION') ?? (await toolVersion(facts, ['golang']));
  const data = variablePath(facts, 'ASDF_DATA_DIR', '.asdf');
  if (chosenBy === undefined || !isVersionName(chosenBy.value)) return undefined;
  return { path: joinPath(data, 'installs/golang', chosenBy.value, 'go/bin/go'), chosenBy };
}

/** Files in which mise looks for a folder's tools, strongest first. */
const miseFiles = ['mise.local.toml', 'mise.toml', 'mise/config.toml', '.mise.toml', '.config/mise.toml'];

async function miseTarget(facts: Facts): Promise<ShimTarget | undefined> {
  const chosenBy = fromVariable(facts, 'MISE_GO_VERSION') ?? (await miseVersion(facts));
  const data = variablePath(facts, 'MISE_DATA_DIR', '.local/share/mise');
  // `1.26` and `latest` are links in the folder of installs.
  if (chosenBy === undefined || !/^[\w.-]+$/.test(chosenBy.value)) return undefined;
  return { path: joinPath(data, 'installs/go', chosenBy.value, 'bin/go'), chosenBy };
}

async function miseVersion(facts: Facts): Promise<VersionChoice | undefined> {
  for (const folder of foldersUp(facts.root)) {
    for (const name of miseFiles) {
      const choice = await miseTool(joinPath(folder, name), facts);
      if (choice) return choice;
    }
    const choice = await toolVersionIn(joinPath(folder, '.tool-versions'), ['go', 'golang'], facts);
    if (choice) return choice;
  }
  const config = facts.environment.userConfigDir;
  return config === undefined ? undefined : miseTool(joinPath(config, 'mise/config.toml'), facts);
}

/** `go = "1.26.8"` below `[tools]`. A table or a list is for mise itself to read. */
async function miseTool(file: string, facts: Facts): Promise<VersionChoice | undefined> {
  const text = (await facts.readText(file)) ?? '';
  const tools = /^\[tools\]\s*$([^]*?)(?=^\[|(?![^]))/dm.exec(text);
  const go = /^\s*"?go(?:lang)?"?\s*=\s*["']([^"']+)["']/dm.exec(tools?.[1] ?? '');
  const start = (tools?.indices?.[1]?.[0] ?? 0) + (go?.indices?.[1]?.[0] ?? 0);
  return go?.[1] === undefined ? undefined : chosenAt(file, text, start, go[1]);
}

async function goenvTarget(facts: Facts): Promise<ShimTarget | undefined> {
  const root = variablePath(facts, 'GOENV_ROOT', '.goenv');
  const chosenBy = fromVariable(facts, 'GOENV_VERSION') ?? (await goenvVersion(root, facts));
  if (chosenBy === undefined || !isVersionName(chosenBy.value)) return undefined;
  return { path: joinPath(root, 'versions', chosenBy.value, 'bin/go'), chosenBy };
}

/** The first of these files that is found in the verified folder or above it, then goenv's own. */
async function goenvVersion(root: string, facts: Facts): Promise<VersionChoice | undefined> {
  const files = [...foldersUp(facts.root).map((folder) => joinPath(folder, '.go-version')), joinPath(root, 'version')];
  for (const file of files) {
    const text = await facts.readText(file);
    if (text === undefined) continue;
    const value = text.trim().split(/\s+/)[0] ?? '';
    return chosenAt(file, text, text.indexOf(value), value);
  }
  return undefined;
}

/** A scoop shim is an .exe with a text file `go.shim` beside it: `path = "C:\...\go.exe"`. */
async function scoopTarget(path: string, facts: Facts): Promise<ShimTarget | undefined> {
  const file = path.replace(/\.exe$/i, '.shim');
  const target = /^\s*path\s*=\s*"?([^"\r\n]+)"?/m.exec((await facts.readText(file)) ?? '')?.[1]?.trim();
  if (target === undefined) return undefined;
  const chosenBy = { kind: 'file', location: { file, range: startOfFile }, value: target } as const;
  return { path: pathFromVariable(facts.environment, target), chosenBy };
}

/** A wrapper of the plainest kind: `exec /usr/local/go/bin/go "$@"`. Anything else is the script's secret. */
async function scriptTarget(realPath: string, facts: Facts): Promise<ShimTarget | undefined> {
  const lines = ((await facts.readText(realPath)) ?? '').split('\n').map((line) => line.trim());
  const commands = lines.filter((line) => line !== '' && !line.startsWith('#') && line !== 'set -e');
  const target = /^exec "?(\/[^\s"$`]+\/go)"? "\$@"$/.exec(commands[0] ?? '')?.[1];
  return commands.length === 1 && target !== undefined ? { path: target, chosenBy: undefined } : undefined;
}

/** `golang 1.26.8` in the nearest .tool-versions that has such a line, or in the one of the home folder. */
async function toolVersion(facts: Facts, keys: readonly string[]): Promise<VersionChoice | undefined> {
  for (const folder of [...foldersUp(facts.root), homeVariable(facts.environment).value]) {
    const choice = await toolVersionIn(joinPath(folder, '.tool-versions'), keys, facts);
    if (choice) return choice;
  }
  return undefined;
}

async function toolVersionIn(file: string, keys: readonly string[], facts: Facts): Promise<VersionChoice | undefined> {
  const text = await facts.readText(file);
  for (const [number, line] of text?.split('\n').entries() ?? []) {
    const [key = '', value = ''] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (!keys.includes(key) || value === '') continue;
    const start = line.indexOf(value, line.indexOf(key) + key.length);
    return { kind: 'file', location: { file, range: lineRange(number, start, start + value.length) }, value };
  }
  return undefined;
}

function chosenAt(file: string, text: string, start: number, value: string): VersionChoice {
  const before = text.slice(0, start).split('\n');
  const column = before.at(-1)?.length ?? 0;
  return {
    kind: 'file',
    location: { file, range: lineRange(before.length - 1, column, column + value.length) },
    value,
  };
}

function foldersUp(folder: string): string[] {
  if (folder === '') return [];
  const folders = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

/** An installed version has its own folder; `latest`, `system` and ranges need the manager. */
function isVersionName(version: string): boolean {
  return /^\d+(\.\d+)+((rc|beta)\d+)?$/.test(version);
}

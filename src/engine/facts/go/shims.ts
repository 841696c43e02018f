import { basename, dirname, joinPath } from '../../../base/paths';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Facts } from '../factStore';

/** A program that puts a small stand-in named `go` on PATH, which picks the real one by folder. */
export type ShimManager = 'asdf' | 'mise' | 'goenv' | 'snap' | 'scoop' | 'script';

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
): Promise<string | undefined> {
  switch (manager) {
    case 'snap':
      return '/snap/go/current/bin/go';
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

async function asdfTarget(facts: Facts): Promise<string | undefined> {
  const version = osVariable(facts.environment, 'ASDF_GOLANG_VERSION') || (await toolVersion(facts, ['golang']));
  const data = variablePath(facts, 'ASDF_DATA_DIR', '.asdf');
  return isVersionName(version) ? joinPath(data, 'installs/golang', version, 'go/bin/go') : undefined;
}

/** Files in which mise looks for a folder's tools, strongest first. */
const miseFiles = ['mise.local.toml', 'mise.toml', 'mise/config.toml', '.mise.toml', '.config/mise.toml'];

async function miseTarget(facts: Facts): Promise<string | undefined> {
  const version = osVariable(facts.environment, 'MISE_GO_VERSION') || (await miseVersion(facts));
  const data = variablePath(facts, 'MISE_DATA_DIR', '.local/share/mise');
  // `1.26` and `latest` are links in the folder of installs.
  return /^[\w.-]+$/.test(version) ? joinPath(data, 'installs/go', version, 'bin/go') : undefined;
}

async function miseVersion(facts: Facts): Promise<string> {
  for (const folder of foldersUp(facts.root)) {
    for (const name of miseFiles) {
      const text = await facts.readText(joinPath(folder, name));
      const version = text === undefined ? '' : miseTool(text);
      if (version !== '') return version;
    }
    const version = toolVersionIn(await facts.readText(joinPath(folder, '.tool-versions')), ['go', 'golang']);
    if (version !== '') return version;
  }
  const config = facts.environment.userConfigDir;
  return config === undefined ? '' : miseTool((await facts.readText(joinPath(config, 'mise/config.toml'))) ?? '');
}

/** `go = "1.26.8"` below `[tools]`. A table or a list is for mise itself to read. */
function miseTool(toml: string): string {
  const tools = /^\[tools\]\s*$([^]*?)(?=^\[|(?![^]))/m.exec(toml)?.[1] ?? '';
  return /^\s*"?go(?:lang)?"?\s*=\s*["']([^"']+)["']/m.exec(tools)?.[1] ?? '';
}

async function goenvTarget(facts: Facts): Promise<string | undefined> {
  const root = variablePath(facts, 'GOENV_ROOT', '.goenv');
  const local = await nearest(facts, '.go-version');
  const written = local ?? (await facts.readText(joinPath(root, 'version')));
  const version = osVariable(facts.environment, 'GOENV_VERSION') || firstWord(written);
  return isVersionName(version) ? joinPath(root, 'versions', version, 'bin/go') : undefined;
}

/** A scoop shim is an .exe with a text file `go.shim` beside it: `path = "C:\...\go.exe"`. */
async function scoopTarget(path: string, facts: Facts): Promise<string | undefined> {
  const text = await facts.readText(path.replace(/\.exe$/i, '.shim'));
  const target = /^\s*path\s*=\s*"?([^"\r\n]+)"?/m.exec(text ?? '')?.[1];
  return target === undefined ? undefined : pathFromVariable(facts.environment, target.trim());
}

/** A wrapper of the plainest kind: `exec /usr/local/go/bin/go "$@"`. Anything else is the script's secret. */
async function scriptTarget(realPath: string, facts: Facts): Promise<string | undefined> {
  const lines = ((await facts.readText(realPath)) ?? '').split('\n').map((line) => line.trim());
  const commands = lines.filter((line) => line !== '' && !line.startsWith('#') && line !== 'set -e');
  const target = /^exec "?(\/[^\s"$`]+\/go)"? "\$@"$/.exec(commands[0] ?? '')?.[1];
  return commands.length === 1 ? target : undefined;
}

/** `golang 1.26.8` in the nearest .tool-versions that has such a line, or in the one of the home folder. */
async function toolVersion(facts: Facts, keys: readonly string[]): Promise<string> {
  for (const folder of [...foldersUp(facts.root), homeVariable(facts.environment).value]) {
    const version = toolVersionIn(await facts.readText(joinPath(folder, '.tool-versions')), keys);
    if (version !== '') return version;
  }
  return '';
}

function toolVersionIn(text: string | undefined, keys: readonly string[]): string {
  for (const line of text?.split('\n') ?? []) {
    const [key = '', version = ''] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (keys.includes(key)) return version;
  }
  return '';
}

/** Text of the first of these files that is found in the verified folder or above it. */
async function nearest(facts: Facts, name: string): Promise<string | undefined> {
  for (const folder of foldersUp(facts.root)) {
    const text = await facts.readText(joinPath(folder, name));
    if (text !== undefined) return text;
  }
  return undefined;
}

function foldersUp(folder: string): string[] {
  if (folder === '') return [];
  const folders = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function firstWord(text: string | undefined): string {
  return text?.trim().split(/\s+/)[0] ?? '';
}

/** An installed version has its own folder; `latest`, `system` and ranges need the manager. */
function isVersionName(version: string): boolean {
  return /^\d+(\.\d+)+((rc|beta)\d+)?$/.test(version);
}

import * as os from 'node:os';
import * as path from 'node:path';
import type { EnvironmentSnapshot } from '../engine/index';
import { toEnginePath } from './paths';

export interface MachineFacts {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly littleEndian: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly tempDir: string;
}

export function thisMachine(): MachineFacts {
  return {
    platform: process.platform,
    arch: process.arch,
    littleEndian: os.endianness() === 'LE',
    variables: process.env,
    homeDir: os.homedir(),
    tempDir: os.tmpdir(),
  };
}

/**
 * The environment as it is, nothing repaired: an empty or relative entry of PATH is evidence, and those who search PATH
 * leave it out.
 */
export function environmentSnapshot(machine: MachineFacts, configuredGo: string | undefined): EnvironmentSnapshot {
  const { platform } = machine;
  const isWindows = platform === 'win32';
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(machine.variables)) if (value !== undefined) variables[name] = value;
  const variable = (name: string): string => valueOf(variables, name, isWindows);
  const enginePath = (native: string): string => (isWindows ? native.replaceAll('\\', '/') : native);
  // Go takes the variable and knows no other home; without it Node asks the system.
  const home = variable(isWindows ? 'USERPROFILE' : 'HOME') || machine.homeDir;
  const configFolder = userConfigDir(platform, variable);
  return {
    platform: platform === 'linux' || platform === 'darwin' || isWindows ? platform : 'other',
    arch: goArch(machine),
    variables,
    homeDir: home === '' ? undefined : enginePath(home),
    userConfigDir: configFolder === undefined ? undefined : enginePath(configFolder),
    tempDir: enginePath(machine.tempDir),
    pathDelimiter: isWindows ? ';' : ':',
    executableExtensions: isWindows ? executableExtensions(variable('PATHEXT')) : [''],
    configuredGo: configuredGo === undefined || configuredGo === '' ? undefined : configuredGo,
  };
}

/** Names of variables have no case on Windows, but a plain object has. */
function valueOf(variables: Readonly<Record<string, string>>, name: string, isWindows: boolean): string {
  const exact = variables[name];
  if (exact !== undefined || !isWindows) return exact ?? '';
  const upper = name.toUpperCase();
  return Object.entries(variables).find(([key]) => key.toUpperCase() === upper)?.[1] ?? '';
}

/** os.UserConfigDir of Go. */
function userConfigDir(platform: NodeJS.Platform, variable: (name: string) => string): string | undefined {
  if (platform === 'win32') return variable('AppData') || undefined;
  const home = variable('HOME');
  if (platform === 'darwin') return home === '' ? undefined : `${home}/Library/Application Support`;
  const config = variable('XDG_CONFIG_HOME');
  if (config !== '') return path.posix.isAbsolute(config) ? config : undefined;
  return home === '' ? undefined : `${home}/.config`;
}

function executableExtensions(pathExt: string): readonly string[] {
  const extensions = pathExt.split(';').filter((extension) => extension.startsWith('.'));
  return extensions.length > 0 ? extensions : ['.COM', '.EXE', '.BAT', '.CMD'];
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', mipsel: 'mipsle' };

/** GOARCH of a Node architecture. */
function goArch({ arch, littleEndian }: MachineFacts): string {
  if (arch === 'ppc64' && littleEndian) return 'ppc64le';
  return architectures[arch] ?? arch;
}

/** Folders of other people's Go code that may lie inside a workspace, as far as variables tell. */
export function foreignGoFolders(environment: EnvironmentSnapshot): readonly string[] {
  const { variables, homeDir, pathDelimiter } = environment;
  const gopath = (variables.GOPATH ?? '').split(pathDelimiter).filter((entry) => entry !== '');
  if (gopath.length === 0 && homeDir !== undefined) gopath.push(`${homeDir}/go`);
  const caches = [variables.GOMODCACHE ?? '', ...gopath.map((entry) => `${entry}/pkg/mod`)];
  return [variables.GOROOT ?? '', ...caches].filter((folder) => path.isAbsolute(folder)).map(toEnginePath);
}

import { LineIndex } from '../../../base/lineIndex';
import { joinPath } from '../../../base/paths';
import type { Location } from '../../model/range';
import { parseJsonc, type JsonMember, type JsonNode } from '../../parse/jsonc';
import { homeVariable, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { settingsOfWorkspace, workspaceSettingsFile } from './workspaceSettings';

/** A value of an editor's settings, with what stands for other things in it replaced. */
export interface EditorSetting {
  /** `go.goroot`, `go.alternateTools`, `terminal.integrated.env.linux` */
  readonly setting: string;
  /** of a variable: its name */
  readonly name: string;
  /** undefined: null, which takes a variable away */
  readonly value: string | undefined;
  readonly location: Location;
}

/** What the settings of VS Code say that decides which go its programs find. */
export interface EditorSettings {
  readonly alternateGo: EditorSetting | undefined;
  readonly goroot: EditorSetting | undefined;
  readonly gopath: EditorSetting | undefined;
  /** variables that the Go extension gives to go, gopls and its other tools */
  readonly toolVariables: readonly EditorSetting[];
  /** variables of the integrated terminal */
  readonly terminalVariables: readonly EditorSetting[];
  /** `go.terminal.activateEnvironment`: the Go extension puts its go on the PATH of terminals and tools; undefined: it does */
  readonly activation: EditorSetting | undefined;
}

/** Folders below the user's configuration folder, of the editors that read the same settings. */
const products = ['Code', 'Code - Insiders', 'VSCodium', 'Code - OSS', 'Cursor'];

const systems = { linux: 'linux', darwin: 'osx', win32: 'windows', other: 'linux' } as const;

/**
 * Of the user, of a remote machine, of the workspace file that lists the folder, and of the folder, each over the one before;
 * objects are merged by their members, as VS Code does. Which profile somebody works in only the editor knows: where it does
 * not say so, settings of profiles do not count. Key: the folder.
 */
export const editorSettings: Fact<EditorSettings> = {
  name: 'editorSettings',
  compute: async (folder, facts) => {
    const all: EditorSetting[] = [];
    for (const file of await settingsFiles(folder, facts)) all.push(...(await settingsIn(file, folder, facts)));
    const last = (setting: string, name = ''): EditorSetting | undefined =>
      all.findLast((each) => each.setting === setting && each.name === name);
    const variables = (setting: string): EditorSetting[] => {
      const named = all.filter((each) => each.setting === setting);
      return named.filter(({ name }, at) => named.findLastIndex((other) => other.name === name) === at);
    };
    return {
      alternateGo: last('go.alternateTools', 'go'),
      goroot: last('go.goroot'),
      gopath: last('go.gopath'),
      toolVariables: variables('go.toolsEnvVars'),
      terminalVariables: variables(`terminal.integrated.env.${systems[facts.environment.platform]}`),
      activation: last('go.terminal.activateEnvironment'),
    };
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

async function settingsFiles(folder: string, facts: Facts): Promise<readonly string[]> {
  const home = homeVariable(facts.environment).value;
  const remote = ['.vscode-server', '.vscode-server-insiders'].map((name) => `${name}/data/Machine/settings.json`);
  const machine = home === '' ? [] : remote.map((name) => joinPath(home, name));
  const user = await userSettings(facts);
  const workspace = await facts.get(workspaceSettingsFile, folder);
  const shared = [...(user === undefined ? [] : [user]), ...machine, ...(workspace === undefined ? [] : [workspace])];
  return [...shared, joinPath(folder, '.vscode/settings.json')];
}

/** Of the editor that started this process where that can be told, else of the first one that there is. */
async function userSettings(facts: Facts): Promise<string | undefined> {
  const { environment } = facts;
  const told = environment.editorFiles?.user;
  // A profile may go by the settings of the default one, and has no file then.
  if (told !== undefined && (await facts.stat(told))?.kind === 'file') return told;
  const variable = (name: string): string => pathFromVariable(environment, osVariable(environment, name));
  // VS Code leaves it to the programs that it starts, but not to its terminals.
  const data = /^(.+)\/CachedData\//.exec(variable('VSCODE_CODE_CACHE_PATH'))?.[1];
  const portable = variable('VSCODE_PORTABLE');
  const config = environment.userConfigDir;
  const folders = [
    ...(data === undefined ? [] : [data]),
    ...(portable === '' ? [] : [joinPath(portable, 'user-data')]),
    ...(config === undefined ? [] : products.map((name) => joinPath(config, name))),
  ];
  for (const folder of folders) {
    const file = joinPath(folder, 'User/settings.json');
    if ((await facts.stat(file))?.kind === 'file') return file;
  }
  return undefined;
}

const plain: ReadonlySet<string> = new Set(['go.goroot', 'go.gopath', 'go.terminal.activateEnvironment']);
const objects = /^(?:go\.alternateTools|go\.toolsEnvVars|terminal\.integrated\.env\.(?:linux|osx|windows))$/;

async function settingsIn(file: string, folder: string, facts: Facts): Promise<EditorSetting[]> {
  const text = await facts.readText(file);
  // Most settings have nothing to do with this, and the parser is loaded only when needed.
  if (text === undefined || !/"(?:go\.|terminal\.integrated\.env)/.test(text)) return [];
  const whole = (await parseJsonc(text)).root;
  const root = settingsOfWorkspace(file, whole);
  const lines = new LineIndex(text);
  const entry = (setting: string, name: string, node: JsonNode): EditorSetting[] => {
    const range = { start: lines.positionAt(node.start), end: lines.positionAt(node.end) };
    if (node.kind === 'null') return [{ setting, name, value: undefined, location: { file, range } }];
    if (node.kind !== 'string' && node.kind !== 'boolean' && node.kind !== 'number') return [];
    return [{ setting, name, value: expand(String(node.value), folder, facts), location: { file, range } }];
  };
  const members: readonly JsonMember[] = root?.kind === 'object' ? root.members : [];
  return members.flatMap(({ key, value }) => {
    if (plain.has(key)) return entry(key, '', value);
    if (!objects.test(key) || value.kind !== 'object') return [];
    return value.members.flatMap((member) => entry(key, member.key, member.value));
  });
}

/** `${env:NAME}`, `${workspaceFolder}` and a leading `~`, as the Go extension replaces them. */
function expand(value: string, folder: string, { environment }: Facts): string {
  const home = homeVariable(environment).value;
  return value
    .replace(/\$\{env:([^}]+)\}/g, (_, name: string) => osVariable(environment, name.trim()))
    .replace(/\$\{(?:workspaceFolder|workspaceRoot)\}/g, folder)
    .replace(/^~(?=\/|$)/, home);
}

import { isWordOfGo, type Snapshot } from '../../engine/index';
import { maskIdentity, maskSecrets, secretValues, writeFolderAs } from '../redact';
import { hidden } from './page';

/** On whose machine a snapshot was taken. */
export interface SnapshotOwner {
  readonly variables: Readonly<Record<string, string>>;
  readonly homeDir: string | undefined;
  readonly userName: string | undefined;
}

/** How the folder of a snapshot is written in it, so that two people's folders compare. */
const folderWord = '<folder>';

/** Variables that name the account. */
const accountNames = ['USER', 'LOGNAME', 'USERNAME', 'SUDO_USER'];

/**
 * A snapshot as it may leave the machine: without secrets, account names and the home folder, and with the folder itself
 * written as a word. Every snapshot goes through here before it is written, shown or compared.
 */
export function redactedSnapshot(raw: Snapshot, owner: SnapshotOwner): Snapshot {
  const hide = hiding(raw, owner);
  const text = (value: string): string => (isWordOfGo(value) ? value : hide(value));
  const orNull = (value: string | null): string | null => (value === null ? null : text(value));
  const named = (name: string, value: string): string => (isWordOfGo(value) ? value : hidden(name, value, hide));
  const replaces = (list: Snapshot['modules'][number]['replaces']): typeof list =>
    list.map(({ path, version, by, byVersion }) => ({ path: text(path), version, by: text(by), byVersion }));
  const { toolchain, workspace } = raw;
  return {
    ...raw,
    folder: withoutSecretsAndNames(raw, owner)(raw.folder),
    toolchain: {
      ...toolchain,
      command: toolchain.command && {
        ...toolchain.command,
        path: text(toolchain.command.path),
        goroot: text(toolchain.command.goroot),
      },
      runs: toolchain.runs && { ...toolchain.runs, path: orNull(toolchain.runs.path) },
    },
    variables: raw.variables.map(({ name, value, source, hides, elsewhere }) => ({
      name: text(name),
      value: named(name, value),
      source,
      hides: hides.map((each) => ({ source: each.source, value: named(name, each.value) })),
      elsewhere: elsewhere.map((each) => ({ setting: each.setting, value: named(name, each.value) })),
    })),
    proxies: raw.proxies.map(({ url, separator }) => ({ url: named('GOPROXY', url), separator })),
    compilers: raw.compilers.map(({ name, command, path, realPath, version }) => ({
      name,
      command: named(name, command),
      path: orNull(path),
      realPath: orNull(realPath),
      version,
    })),
    tools: raw.tools.map((tool) => ({ ...tool, path: text(tool.path), module: orNull(tool.module) })),
    workspace: workspace && {
      ...workspace,
      file: text(workspace.file),
      uses: workspace.uses.map(text),
      replaces: replaces(workspace.replaces),
    },
    modules: raw.modules.map((module) => ({
      ...module,
      folder: text(module.folder),
      path: text(module.path),
      requires: module.requires.map((each) => ({ ...each, path: text(each.path) })),
      replaces: replaces(module.replaces),
      excludes: module.excludes.map(text),
      tools: module.tools.map(text),
    })),
    versions: raw.versions.map((each) => ({
      ...each,
      file: text(each.file),
      about: text(each.about),
      text: text(each.text),
    })),
  };
}

/** The file: two snapshots of the same environment differ in one line. */
export function snapshotText(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}

function hiding(raw: Snapshot, owner: SnapshotOwner): (text: string) => string {
  const hide = withoutSecretsAndNames(raw, owner);
  // The longer path first: a home folder inside the folder must not come out in its parts, nor the other way round.
  const isHomeInside = (owner.homeDir ?? '').length > raw.folder.length;
  const folderHidden = (text: string): string => writeFolderAs(text, raw.folder, folderWord);
  return isHomeInside ? (text) => folderHidden(hide(text)) : (text) => hide(folderHidden(text));
}

function withoutSecretsAndNames(
  raw: Snapshot,
  { variables, homeDir, userName }: SnapshotOwner,
): (text: string) => string {
  const secrets = secretValues(variables, ...layersOf(raw));
  const ownFolder = /^(?:\/home|\/Users|[A-Za-z]:[\\/]Users)[\\/]([^\\/]+)[\\/]?$/.exec(homeDir ?? '')?.[1];
  const accounts = new Set([userName, ownFolder, ...accountNames.map((name) => variables[name])]);
  return (text) => {
    let shown = maskSecrets(text, secrets);
    for (const account of accounts) shown = maskIdentity(shown, { homeDir, userName: account });
    return shown;
  };
}

/** What files and settings give to variables, a record for each value: a secret may be kept there too. */
function layersOf({ variables }: Snapshot): readonly Readonly<Record<string, string>>[] {
  return variables.flatMap(({ name, value, hides, elsewhere }) =>
    [value, ...hides.map((each) => each.value), ...elsewhere.map((each) => each.value)].map((each) => ({
      [name]: each,
    })),
  );
}

import { isAbsolutePath, joinPath } from '../../../base/paths';
import type { EnvironmentSnapshot } from '../../ports';
import { nativePath, osVariable, pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { treeOfBinary } from '../go/goTree';
import { editorSettings, type EditorSetting, type EditorSettings } from './editorSettings';
import { extensionGo, type ExtensionGo } from './extensionGo';

/** A program of the editor that looks for go by itself. */
export type EditorProgram = 'terminal' | 'extension' | 'gopls';

/** How such a program sees the machine, where the editor has the environment of this process. */
export interface EditorFace {
  readonly program: EditorProgram;
  readonly environment: EnvironmentSnapshot;
  /** settings that make its environment another than this one's */
  readonly settings: readonly EditorSetting[];
  /** of the Go extension: how it came to its go; undefined where it finds none */
  readonly takes?: ExtensionGo;
  /** the folder that the Go extension put first on its PATH */
  readonly prepended?: string;
}

/** Key: the folder that is open in the editor. */
export const editorFaces: Fact<readonly EditorFace[]> = {
  name: 'editorFaces',
  compute: async (folder, facts) => {
    const settings = await facts.get(editorSettings, folder);
    const goroot = await gorootOf(settings, facts);
    const gorootSetting = settings.goroot !== undefined && goroot === valueOf(settings.goroot, facts);
    const takes = await extensionGo(settings, goroot, facts);
    const own = { ...facts.environment, configuredGo: undefined };
    const tools: EditorSetting[] = [...settings.toolVariables];
    if (settings.gopath?.value) tools.push({ ...settings.gopath, name: 'GOPATH' });
    if (gorootSetting) tools.unshift({ ...settings.goroot, name: 'GOROOT' });
    const prepended = await prependedFolder(takes, settings, goroot, facts);
    const withGo = prepended === undefined ? own : prepend(own, prepended);
    const because = prepended !== undefined && takes?.setting ? [takes.setting] : [];
    const shown = prepended === undefined ? {} : { prepended };
    return [
      {
        program: 'extension',
        environment: { ...withVariables(own, tools), configuredGo: takes && nativePath(own, takes.path) },
        settings: tools,
        ...(takes && { takes }),
      },
      { program: 'gopls', environment: withVariables(withGo, tools), settings: [...because, ...tools], ...shown },
      {
        program: 'terminal',
        environment: prependTo(withVariables(own, settings.terminalVariables), prepended),
        settings: [...because, ...settings.terminalVariables],
        ...shown,
      },
    ];
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

function valueOf(setting: EditorSetting | undefined, { environment }: Facts): string {
  const path = pathFromVariable(environment, setting?.value ?? '');
  return isAbsolutePath(path) ? joinPath(path) : '';
}

/** go.goroot where that is a folder, else what the process has. */
async function gorootOf({ goroot }: EditorSettings, facts: Facts): Promise<string> {
  const set = valueOf(goroot, facts);
  if (set !== '' && (await facts.stat(set))?.kind === 'directory') return set;
  const own = pathFromVariable(facts.environment, osVariable(facts.environment, 'GOROOT'));
  return isAbsolutePath(own) ? joinPath(own) : '';
}

/** `addGoRuntimeBaseToPATH` of golang/vscode-go: where its go is not the one of PATH, it makes it so for its tools and terminals. */
async function prependedFolder(
  takes: ExtensionGo | undefined,
  { activation }: EditorSettings,
  goroot: string,
  facts: Facts,
): Promise<string | undefined> {
  if (takes === undefined || takes.why === 'path' || activation?.value === 'false') return undefined;
  const tree = goroot === '' ? (await treeOfBinary(takes.path, facts))?.goroot : goroot;
  return tree === undefined ? undefined : joinPath(tree, 'bin');
}

function prependTo(environment: EnvironmentSnapshot, folder: string | undefined): EnvironmentSnapshot {
  return folder === undefined ? environment : prepend(environment, folder);
}

function prepend(environment: EnvironmentSnapshot, folder: string): EnvironmentSnapshot {
  const path = osVariable(environment, 'PATH');
  const value = [nativePath(environment, folder), ...(path === '' ? [] : [path])].join(environment.pathDelimiter);
  return withVariables(environment, [{ name: 'PATH', value }]);
}

function withVariables(
  environment: EnvironmentSnapshot,
  changes: readonly Pick<EditorSetting, 'name' | 'value'>[],
): EnvironmentSnapshot {
  const variables = new Map(Object.entries(environment.variables));
  for (const { name, value } of changes) {
    // Names have no case on Windows, where PATH is called Path.
    const isSame = (key: string): boolean =>
      environment.platform === 'win32' ? key.toUpperCase() === name.toUpperCase() : key === name;
    for (const key of [...variables.keys()].filter(isSame)) variables.delete(key);
    if (value !== undefined) variables.set(name, value);
  }
  return { ...environment, variables: Object.fromEntries(variables) };
}

import { joinPath } from '../../../base/paths';
import { LineIndex } from '../../../base/lineIndex';
import type { Location } from '../../model/range';
import { parseJsonc, type JsonNode } from '../../parse/jsonc';
import type { Fact } from '../factStore';
import { settingsOfWorkspace, workspaceSettingsFile } from '../faces/workspaceSettings';

/** A variable that an editor's settings give to some programs only. */
export interface EditorVariable {
  readonly name: string;
  readonly value: string;
  /** `go.toolsEnvVars`, `terminal.integrated.env.linux`, `containerEnv` */
  readonly setting: string;
  readonly location: Location;
}

const ofEditor = /^(?:go\.toolsEnvVars|go\.testEnvVars|terminal\.integrated\.env\.(?:linux|osx|windows))$/;

const files: readonly (readonly [name: string, settings: RegExp])[] = [
  ['.vscode/settings.json', ofEditor],
  ['.devcontainer/devcontainer.json', /^(?:containerEnv|remoteEnv)$/],
  ['.devcontainer.json', /^(?:containerEnv|remoteEnv)$/],
];

/** Settings that are a variable by another name. */
const paths: ReadonlyMap<string, string> = new Map([
  ['go.goroot', 'GOROOT'],
  ['go.gopath', 'GOPATH'],
]);

/**
 * What the settings in a folder give to the editor's own programs: the layer that the process environment of another program
 * knows nothing of. Key: the folder.
 */
export const editorVariables: Fact<readonly EditorVariable[]> = {
  name: 'editorVariables',
  compute: async (folder, facts) => {
    const found: EditorVariable[] = [];
    const workspace = await facts.get(workspaceSettingsFile, folder);
    const named = files.map(([name, settings]) => [joinPath(folder, name), settings] as const);
    for (const [file, settings] of workspace === undefined ? named : [[workspace, ofEditor] as const, ...named]) {
      const text = await facts.readText(file);
      if (text === undefined) continue;
      const root = settingsOfWorkspace(file, (await parseJsonc(text)).root);
      const lines = new LineIndex(text);
      const place = ({ start, end }: JsonNode): Location => ({
        file,
        range: { start: lines.positionAt(start), end: lines.positionAt(end) },
      });
      for (const { key, value } of root?.kind === 'object' ? root.members : []) {
        const variable = paths.get(key);
        if (variable !== undefined && value.kind === 'string' && value.value !== '')
          found.push({ name: variable, value: value.value, setting: key, location: place(value) });
        if (!settings.test(key) || value.kind !== 'object') continue;
        for (const member of value.members)
          if (member.value.kind === 'string')
            found.push({ name: member.key, value: member.value.value, setting: key, location: place(member.value) });
      }
    }
    return found;
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

import { dirname, isAbsolutePath, joinPath } from '../../../base/paths';
import { parseJsonc, type JsonNode } from '../../parse/jsonc';
import { pathFromVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';

/**
 * The `.code-workspace` file that is open; where no editor says which, the one in the folder or above it that lists it: people
 * open it in place of the folder. Of several nobody can tell which one is open. Key: the folder.
 */
export const workspaceSettingsFile: Fact<string | undefined> = {
  name: 'workspaceSettingsFile',
  compute: async (folder, facts) => {
    const { editorFiles } = facts.environment;
    if (editorFiles) return editorFiles.workspace;
    const found: string[] = [];
    for (const place of new Set([folder, dirname(folder)])) {
      for (const { name, kind } of (await facts.readDirectory(place)) ?? []) {
        if (kind === 'directory' || !name.endsWith('.code-workspace')) continue;
        const file = joinPath(place, name);
        if (listsFolder(await rootOf(file, facts), place, folder, facts)) found.push(file);
      }
    }
    return found.length === 1 ? found[0] : undefined;
  },
};

/** Settings stand in a member of a workspace file, and are the whole of any other. */
export function settingsOfWorkspace(file: string, root: JsonNode | undefined): JsonNode | undefined {
  return file.endsWith('.code-workspace') ? memberOf(root, 'settings') : root;
}

async function rootOf(file: string, facts: Facts): Promise<JsonNode | undefined> {
  return (await parseJsonc((await facts.readText(file)) ?? '')).root;
}

function listsFolder(root: JsonNode | undefined, place: string, folder: string, { environment }: Facts): boolean {
  const folders = memberOf(root, 'folders');
  if (folders?.kind !== 'array') return false;
  return folders.items.some((item) => {
    const path = memberOf(item, 'path');
    if (path?.kind !== 'string') return false;
    const named = pathFromVariable(environment, path.value);
    return (isAbsolutePath(named) ? joinPath(named) : joinPath(place, named)) === folder;
  });
}

function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((member) => member.key === key)?.value : undefined;
}

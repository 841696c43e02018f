import { LineIndex } from '../../../base/lineIndex';
import { basename, joinPath } from '../../../base/paths';
import { startOfFile, type Location } from '../../model/range';
import { parseJsonc, type JsonMember, type JsonNode } from '../../parse/jsonc';
import type { Fact, Facts } from '../factStore';
import { treeLists } from '../treeLists';

/** A tool that files of the repository configure. */
export interface WantedTool {
  readonly name: 'dlv' | 'golangci-lint' | 'gopls';
  /** the file, relative to the folder */
  readonly file: string;
  readonly location: Location;
}

/**
 * golangci-lint by its configuration, Delve by a launch configuration for Go, gopls by its settings. Which tools somebody
 * likes beside these nobody can tell. Key: the folder that is verified.
 */
export const wantedTools: Fact<readonly WantedTool[]> = {
  name: 'wantedTools',
  compute: async (root, facts) => {
    const { otherFiles } = await facts.get(treeLists, root);
    const linter = otherFiles.find((file) => /^\.golangci\.(?:ya?ml|toml|json)$/.test(basename(file)));
    const wanted: WantedTool[] = [];
    if (linter !== undefined) {
      const location = { file: joinPath(root, linter), range: startOfFile };
      wanted.push({ name: 'golangci-lint', file: linter, location });
    }
    const debugged = await firstIn(root, '.vscode/launch.json', facts, (members) =>
      typesIn(members, 'configurations').find(isOfGo),
    );
    if (debugged) wanted.push({ name: 'dlv', ...debugged });
    const server = await firstIn(root, '.vscode/settings.json', facts, settingOfGopls);
    if (server) wanted.push({ name: 'gopls', ...server });
    return wanted;
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Where the first thing of its kind stands in a file of JSON with comments. */
async function firstIn(
  root: string,
  file: string,
  facts: Facts,
  find: (members: readonly JsonMember[]) => { readonly start: number; readonly end: number } | undefined,
): Promise<Pick<WantedTool, 'file' | 'location'> | undefined> {
  const path = joinPath(root, file);
  const text = await facts.readText(path);
  if (text === undefined) return undefined;
  const found = find(membersOf((await parseJsonc(text)).root));
  if (found === undefined) return undefined;
  const index = new LineIndex(text);
  const range = { start: index.positionAt(found.start), end: index.positionAt(found.end) };
  return { file, location: { file: path, range } };
}

function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  return node?.kind === 'object' ? node.members : [];
}

/** What the entries of a list have for `type`. */
function typesIn(members: readonly JsonMember[], key: string): readonly JsonNode[] {
  const list = members.find((member) => member.key === key)?.value;
  const all = list?.kind === 'array' ? list.items : [];
  return all.flatMap((item) => membersOf(item).find((member) => member.key === 'type')?.value ?? []);
}

function isOfGo(type: JsonNode): boolean {
  return type.kind === 'string' && type.value === 'go';
}

function settingOfGopls(members: readonly JsonMember[]): { readonly start: number; readonly end: number } | undefined {
  const isOff = members.some(
    ({ key, value }) => key === 'go.useLanguageServer' && value.kind === 'boolean' && !value.value,
  );
  const setting = isOff ? undefined : members.find(({ key }) => key === 'gopls' || key.startsWith('gopls.'));
  return setting && { start: setting.keyStart, end: setting.keyEnd };
}

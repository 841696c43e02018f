import { joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';
import { selectedToolchain } from './selectedToolchain';
import { treeOfBinary } from './goTree';

/** The settings that a Go release knows: `internal/godebugs/table.go` of its distribution. */
export interface GodebugTable {
  /** version of the release */
  readonly go: string;
  readonly names: ReadonlySet<string>;
  readonly removed: ReadonlyMap<string, RemovedSetting>;
}

export interface RemovedSetting {
  /** minor release that removed it */
  readonly since: string;
  /** the only value that is refused; undefined: every value */
  readonly old: string | undefined;
}

/** Of the toolchain that go selects in a folder; undefined where it is not here to be read. Key: the folder. */
export const godebugTable: Fact<GodebugTable | undefined> = {
  name: 'godebugTable',
  compute: async (dir, facts) => {
    const selected = await facts.get(selectedToolchain, dir);
    if (selected.kind !== 'local' && selected.kind !== 'switch') return undefined;
    const tree = selected.kind === 'local' ? selected.local : await treeOfBinary(selected.path, facts);
    if (tree === undefined) return undefined;
    const text = await facts.readText(joinPath(tree.goroot, 'src/internal/godebugs/table.go'));
    return text === undefined ? undefined : readGodebugTable(text, tree.version);
  },
};

export function readGodebugTable(text: string, go: string): GodebugTable {
  const at = text.search(/^var Removed\b/m);
  const known = at < 0 ? text : text.slice(0, at);
  const names = Array.from(known.matchAll(/^\s*\{Name: "([^"]+)"/gm), ([, name = '']) => name);
  const removed = new Map<string, RemovedSetting>();
  for (const [line, name = ''] of (at < 0 ? '' : text.slice(at)).matchAll(/^\s*\{Name: "([^"]+)".*$/gm)) {
    const since = /\bRemoved: (\d+)/.exec(line)?.[1] ?? '';
    removed.set(name, { since: `1.${since}`, old: /\bOld: "([^"]*)"/.exec(line)?.[1] });
  }
  return { go, names: new Set(names), removed };
}

import { joinPath } from '../../base/paths';
import type { Facts } from '../facts/factStore';
import { selectedToolchain, type SelectedToolchain } from '../facts/go/selectedToolchain';
import { goModOf } from '../facts/modules/goModOf';
import { moduleGraph } from '../facts/modules/moduleGraph';
import { workspaceOf } from '../facts/modules/workspaceOf';
import { requiredModules } from '../facts/sums/requiredModules';
import { treeLists } from '../facts/treeLists';
import { nativePath } from '../facts/environment/osVariable';
import type { GoModFile } from '../parse/goMod';
import type { ModuleFacts, ReplaceFacts, RequireFacts, WorkspaceFacts } from './snapshot';

/** What the modules of a folder say, by folder. A go.mod that go cannot read is told by its hash alone. */
export async function moduleFacts(root: string, facts: Facts): Promise<readonly ModuleFacts[]> {
  const { modules } = await facts.get(treeLists, root);
  const found: ModuleFacts[] = [];
  for (const folder of modules.toSorted()) found.push(await factsOf(root, folder, facts));
  return found;
}

async function factsOf(root: string, folder: string, facts: Facts): Promise<ModuleFacts> {
  const dir = joinPath(root, folder);
  const state = await facts.get(goModOf, dir);
  const file = state.kind === 'file' ? state.file : undefined;
  const graph = await facts.get(moduleGraph, dir);
  const complete = file !== undefined && graph.missing.length === 0;
  return {
    folder: folder === '' ? '.' : folder,
    path: file?.module?.path.value ?? '',
    go: file?.go?.version.value ?? null,
    toolchain: file?.toolchain?.name.value ?? null,
    runs: toolchainOf(await facts.get(selectedToolchain, dir)) ?? null,
    godebug: (file?.godebug ?? []).map(({ key, value }) => `${key}=${value}`).toSorted(),
    requires: file ? requiresOf(file, complete ? graph.selected : undefined, graph.pruned) : [],
    complete,
    replaces: file ? replacesOf(file) : [],
    excludes: (file?.exclude ?? []).map(({ path, version }) => `${path.value} ${version.value}`).toSorted(),
    tools: (file?.tool ?? []).map(({ path }) => path.value).toSorted(),
    sha256: {
      goMod: (await facts.sha256(joinPath(dir, 'go.mod'))) ?? null,
      goSum: (await facts.sha256(joinPath(dir, 'go.sum'))) ?? null,
      vendor: (await facts.sha256(joinPath(dir, 'vendor/modules.txt'))) ?? null,
    },
  };
}

/**
 * What builds are made from. With a go line from 1.17 on go.mod names every module that gives a package, so the rest of the
 * graph concerns no build; before, the graph decides.
 */
function requiresOf(
  file: GoModFile,
  selected: ReadonlyMap<string, string> | undefined,
  pruned: boolean,
): readonly RequireFacts[] {
  const named = requiredModules(file).map(({ path, version, require }): RequireFacts => {
    const chosen = selected?.get(path);
    return {
      path,
      version,
      ...(chosen !== undefined && chosen !== version && { selected: chosen }),
      indirect: require.indirect,
    };
  });
  const names = new Set(named.map(({ path }) => path));
  const others = [...(pruned ? [] : (selected ?? []))].flatMap(([path, version]): RequireFacts[] =>
    names.has(path) ? [] : [{ path, version: null, selected: version, indirect: true }],
  );
  return [...named, ...others].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function replacesOf({ replace }: Pick<GoModFile, 'replace'>): readonly ReplaceFacts[] {
  return replace
    .map(({ oldPath, oldVersion, newPath, newVersion }) => ({
      path: oldPath.value,
      version: oldVersion?.value ?? null,
      by: newPath.value,
      byVersion: newVersion?.value ?? null,
    }))
    .toSorted((a, b) => (`${a.path} ${a.version ?? ''}` < `${b.path} ${b.version ?? ''}` ? -1 : 1));
}

function toolchainOf(selected: SelectedToolchain): string | undefined {
  if (selected.kind === 'local') return selected.local.toolchain;
  if (selected.kind === 'switch') return selected.verifiable ? selected.toolchain : undefined;
  // go fetches it before it does anything else.
  return selected.kind === 'missing' && selected.download === 'allowed' ? selected.toolchain : undefined;
}

export async function workspaceFacts(root: string, facts: Facts): Promise<WorkspaceFacts | null> {
  const workspace = await facts.get(workspaceOf, root);
  if (workspace.kind !== 'file') return null;
  const { path, file } = workspace;
  return {
    file: nativePath(facts.environment, path),
    go: file.go?.version.value ?? null,
    toolchain: file.toolchain?.name.value ?? null,
    uses: file.use.map((use) => use.path.value).toSorted(),
    replaces: replacesOf(file),
  };
}

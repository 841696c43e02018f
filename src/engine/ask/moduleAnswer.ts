import { joinPath } from '../../base/paths';
import { cachedGoModHash, cachedZipHash, moduleKey, type CachedHash } from '../facts/cache/moduleCache';
import { newestCached, retractionOf } from '../facts/cache/newestCached';
import type { Facts } from '../facts/factStore';
import { requirersOf, shortestChain } from '../facts/modules/moduleChains';
import { moduleGraph, type ModuleGraph } from '../facts/modules/moduleGraph';
import { goModOf } from '../facts/modules/goModOf';
import { workspaceUsing } from '../facts/modules/workspaceOf';
import type { ModuleSource, ModuleVersion } from '../facts/sums/requiredModules';
import { sumFile, type SumFile } from '../facts/sums/sumFile';
import { sourceOf } from '../facts/sums/requiredModules';
import type { Range } from '../model/range';
import { isKnownHash, sumKey } from '../parse/goSum';
import type { RequireDirective } from '../parse/goMod';
import { compareSemver } from '../parse/semver';

/** How a module comes into the graph: a require line of go.mod, with or without `// indirect`, or through others alone. */
export type Requirement = 'direct' | 'indirect' | 'transitive';

/** A hash of go.sum, compared with the module cache; `present`: the cache has nothing to compare it with. */
export type SumState = 'match' | 'present' | 'differs' | 'missing';

/** A version of a module that somebody asks for. */
export interface AskedVersion {
  readonly version: string;
  /** modules that require this version; the main module is not among them */
  readonly by: readonly ModuleVersion[];
  /** the main go.mod requires it */
  readonly byMain: boolean;
}

/** Everything that is known of one module of a graph. */
export interface ModuleAnswer {
  readonly path: string;
  /** that minimal version selection chooses */
  readonly version: string;
  readonly requirement: Requirement;
  /** the version of the require line; undefined without one */
  readonly required: string | undefined;
  /** the path in the require line */
  readonly line: Range | undefined;
  readonly source: ModuleSource;
  /** from the main module, that left out, to this one at the selected version; empty where nothing leads there */
  readonly chain: readonly ModuleVersion[];
  /** the selected one first, then downwards */
  readonly versions: readonly AskedVersion[];
  /** what its own go.mod requires, in the order of that file */
  readonly requires: readonly ModuleVersion[];
  readonly state: 'read' | 'pruned' | 'missing' | 'faulty';
  /** undefined where go.sum needs none: a replacement by a folder */
  readonly sums: { readonly zip: SumState; readonly goMod: SumState } | undefined;
  /** the reason may be '' */
  readonly retracted: { readonly reason: string; readonly by: string } | undefined;
  readonly deprecated: string;
  /** go.mod files that are not in the cache: with them a higher version may be selected */
  readonly missing: readonly string[];
  /** a go.work is in effect that uses the main module: its other modules may raise the version */
  readonly inWorkspace: boolean;
}

/** @param dir folder of the main go.mod @returns undefined for what is not in its graph */
export async function answerAbout(path: string, dir: string, facts: Facts): Promise<ModuleAnswer | undefined> {
  const goMod = await facts.get(goModOf, dir);
  const graph = await facts.get(moduleGraph, dir);
  const version = graph.selected.get(path);
  if (goMod.kind !== 'file' || version === undefined) return undefined;
  const require = requireLine(goMod.file.require, path);
  const node = graph.nodes.get(moduleKey(path, version));
  const source = node?.source ?? sourceOf(goMod.file, { path, version });
  const advice = await authorsSay(source, facts);
  return {
    path,
    version,
    requirement: require === undefined ? 'transitive' : require.indirect ? 'indirect' : 'direct',
    required: require?.version.canonical || undefined,
    line: require?.path.range,
    source,
    chain: shortestChain(graph, { path, version }),
    versions: askedVersions(graph, path),
    requires: node?.requires ?? [],
    state: node?.state ?? 'missing',
    sums: await sumsOf(source, dir, facts),
    ...advice,
    missing: graph.missing,
    inWorkspace: (await facts.get(workspaceUsing, dir)) !== undefined,
  };
}

/** Of several lines of one module the highest counts. */
function requireLine(lines: readonly RequireDirective[], path: string): RequireDirective | undefined {
  return lines
    .filter((line) => line.path.value === path)
    .toSorted((a, b) => compareSemver(b.version.value, a.version.value))[0];
}

function askedVersions(graph: ModuleGraph, path: string): readonly AskedVersion[] {
  const asked = new Map<string, { by: ModuleVersion[]; byMain: boolean }>();
  for (const { by, version } of requirersOf(graph, path)) {
    const known = asked.get(version) ?? { by: [], byMain: false };
    asked.set(version, known);
    if (by === undefined) known.byMain = true;
    else known.by.push(by);
  }
  return [...asked]
    .map(([version, requirers]) => ({ version, ...requirers }))
    .toSorted((a, b) => compareSemver(b.version, a.version));
}

/** What the newest version in the cache says of the one that is used. A folder has no authors but its owner. */
async function authorsSay(source: ModuleSource, facts: Facts): Promise<Pick<ModuleAnswer, 'retracted' | 'deprecated'>> {
  if (source.kind === 'folder') return { retracted: undefined, deprecated: '' };
  const newest = await facts.get(newestCached, source.path);
  const { version } = source;
  const interval = retractionOf(newest, version);
  return {
    retracted: interval && { reason: oneLine(interval.rationale), by: newest?.version ?? '' },
    deprecated: oneLine(newest?.deprecated ?? ''),
  };
}

/** Comments may go over several lines. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

async function sumsOf(source: ModuleSource, dir: string, facts: Facts): Promise<ModuleAnswer['sums']> {
  if (source.kind === 'folder') return undefined;
  const { path, version } = source;
  const files = await sumFiles(dir, facts);
  const key = moduleKey(path, version);
  return {
    zip: sumState(files, sumKey(path, version), await facts.get(cachedZipHash, key)),
    goMod: sumState(files, sumKey(path, `${version}/go.mod`), await facts.get(cachedGoModHash, key)),
  };
}

/** Where go looks: in a workspace go.work.sum counts too. */
async function sumFiles(dir: string, facts: Facts): Promise<readonly SumFile[]> {
  const own = await facts.get(sumFile, joinPath(dir, 'go.sum'));
  const workspace = await facts.get(workspaceUsing, dir);
  return workspace ? [own, await facts.get(sumFile, `${workspace.path}.sum`)] : [own];
}

/** @param key as go.sum has it */
export function sumState(files: readonly SumFile[], key: string, cached: CachedHash): SumState {
  const entries = files.flatMap((file) => (file.kind === 'read' ? (file.table.get(key) ?? []) : []));
  const hashes = entries.map(({ hash }) => hash).filter(isKnownHash);
  if (hashes.length === 0) return 'missing';
  if (cached.kind !== 'hash') return 'present';
  return hashes.includes(cached.hash) ? 'match' : 'differs';
}

import { sumKey, type GoSumEntry } from '../../parse/goSum';
import type { Facts } from '../factStore';
import type { GraphNode } from '../modules/moduleGraph';
import { unseenInModule } from '../modules/unseenInModule';
import type { ModuleUse } from './moduleUse';
import { buildList, type BuildList, type ListedModule } from './buildList';
import { ownUse, wholeUse } from './sumUse';

/** A hash that go.sum lacks and go asks for. */
export interface MissingSum {
  readonly module: ListedModule;
  /** what go.sum would call it: after replacement, without `/go.mod` */
  readonly path: string;
  readonly version: string;
  /** what asks for it; undefined where only go mod tidy does */
  readonly why: ModuleUse | undefined;
}

/** A go.mod of the whole graph that go.sum lacks: other versions of listed modules too. */
export interface MissingNode {
  readonly node: GraphNode;
  readonly path: string;
  readonly version: string;
  /** the requirement of the main go.mod that leads there */
  readonly root: ListedModule;
}

export interface MissingSums {
  /** of the files of a module */
  readonly zip: readonly MissingSum[];
  /** of its go.mod; without those of modules in `zip`, for which go asks first */
  readonly goMod: readonly MissingSum[];
  readonly nodes: readonly MissingNode[];
  /** `path@version` of modules that are not in the module cache, so that more may be missing */
  readonly uncertain: readonly string[];
  /** folders of the module that could not be looked at: what they import is not known */
  readonly unseen: readonly string[];
}

type SumTable = ReadonlyMap<string, readonly GoSumEntry[]>;

/** The hashes that go would ask for and not find in a go.sum, with GOWORK=off. */
export async function missingSums(dir: string, table: SumTable, facts: Facts): Promise<MissingSums> {
  const list = await facts.get(buildList, dir);
  const listed = [...list.modules.values()];
  const noZip = listed.flatMap((one) => lacking(one, '', table));
  const noGoMod = list.pruned ? listed.flatMap((one) => lacking(one, '/go.mod', table)) : [];
  const uncertain = new Set(list.graph?.missing);
  // The usual case, and the cheap one: go.sum knows every requirement, so it does not matter who imports what.
  if (noZip.length + noGoMod.length === 0)
    return {
      zip: [],
      goMod: [],
      nodes: missingNodes(list, table, new Set()),
      uncertain: [...uncertain].toSorted(),
      unseen: [],
    };
  let used = await facts.get(ownUse, dir);
  const direct = used;
  const settled = ({ module }: Lacking, provides: boolean): boolean => {
    const use = direct.get(module.path);
    return use?.use === 'build' && (!provides || use.provides);
  };
  if (!noZip.every((one) => settled(one, false)) || !noGoMod.every((one) => settled(one, true))) {
    const whole = await facts.get(wholeUse, dir);
    used = whole.used;
    for (const missing of whole.missing) uncertain.add(missing);
  }
  // Where a go.mod of the whole graph is not known, neither is which version counts.
  const zip = list.graph?.missing.length ? [] : noZip.flatMap((one) => explained(one, used.get(one.module.path)));
  const reported = new Set(zip.map((one) => one.module.path));
  return {
    zip,
    goMod: noGoMod
      .filter((one) => !reported.has(one.module.path))
      .flatMap((one) => readGoMod(one, used.get(one.module.path))),
    nodes: missingNodes(list, table, reported),
    uncertain: [...uncertain].toSorted(),
    unseen: await facts.get(unseenInModule, dir),
  };
}

type Lacking = Omit<MissingSum, 'why'>;

function lacking(module: ListedModule, suffix: string, table: SumTable): readonly Lacking[] {
  const { source } = module;
  if (source.kind === 'folder' || isCovered(source.path, source.version + suffix, table)) return [];
  return [{ module, path: source.path, version: source.version }];
}

/** A line with an algorithm that go does not know counts as missing in go, and has a check of its own. */
function isCovered(path: string, version: string, table: SumTable): boolean {
  return table.has(sumKey(path, version));
}

/** Without a use, go does not look into the module at all. */
function explained(one: Lacking, why: ModuleUse | undefined): readonly MissingSum[] {
  return why === undefined ? [] : [{ ...one, why }];
}

/**
 * A provider's go.mod is read by the build; that of any other requirement by go mod tidy, unless it would drop the line:
 * a direct requirement that nothing imports.
 */
function readGoMod(one: Lacking, why: ModuleUse | undefined): readonly MissingSum[] {
  if (why?.provides === true) return [{ ...one, why }];
  return why !== undefined || one.module.require.indirect ? [{ ...one, why: undefined }] : [];
}

/** Below go 1.17 every command reads every go.mod of the graph. */
function missingNodes(list: BuildList, table: SumTable, reported: ReadonlySet<string>): readonly MissingNode[] {
  const found: MissingNode[] = [];
  for (const node of list.graph?.nodes.values() ?? []) {
    const root = list.modules.get(node.root);
    const { source } = node;
    if (source.kind === 'folder' || root === undefined || reported.has(node.path)) continue;
    if (!isCovered(source.path, `${source.version}/go.mod`, table))
      found.push({ node, path: source.path, version: source.version, root });
  }
  return found;
}

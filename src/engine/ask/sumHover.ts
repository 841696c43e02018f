import { basename, dirname } from '../../base/paths';
import { cachedGoModHash, cachedZipHash, moduleKey } from '../facts/cache/moduleCache';
import type { Facts } from '../facts/factStore';
import { moduleGraph } from '../facts/modules/moduleGraph';
import { goModOf } from '../facts/modules/goModOf';
import { sumFile } from '../facts/sums/sumFile';
import { say, type Message } from '../model/message';
import { lineRange, type Position } from '../model/range';
import { isKnownHash, type GoSumEntry } from '../parse/goSum';
import type { Hover } from './hoverContent';

const goModSuffix = '/go.mod';

/** What a line of go.sum or go.work.sum is for, and whether the module cache agrees. gopls says nothing in these files. */
export async function sumHover(path: string, position: Position, facts: Facts): Promise<Hover | undefined> {
  const sums = await facts.get(sumFile, path);
  const entry = sums.kind === 'read' ? entryOn(sums.parsed.entries, position.line) : undefined;
  if (entry === undefined || !isKnownHash(entry.hash)) return undefined;
  const goMod = entry.version.endsWith(goModSuffix);
  const module = { path: entry.path, version: goMod ? entry.version.slice(0, -goModSuffix.length) : entry.version };
  const selection = basename(path) === 'go.sum' ? await selectionOf(module, dirname(path), facts) : undefined;
  return {
    range: lineRange(entry.line, entry.column, entry.hashColumn + entry.hash.length),
    title: entry.path,
    labels: [module.version],
    lines: [
      say(goMod ? 'ask.hashOfGoMod' : 'ask.hashOfFiles', module),
      await compared(entry.hash, module, goMod, facts),
      ...(selection?.lines ?? []),
    ],
    graph: selection?.graph,
  };
}

/** Entries are in the order of the file. */
function entryOn(entries: readonly GoSumEntry[], line: number): GoSumEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const found = entries[low];
  return found?.line === line ? found : undefined;
}

interface NamedModule {
  readonly path: string;
  readonly version: string;
}

async function compared(hash: string, module: NamedModule, goMod: boolean, facts: Facts): Promise<Message> {
  const key = moduleKey(module.path, module.version);
  const cached = await facts.get(goMod ? cachedGoModHash : cachedZipHash, key);
  if (cached.kind !== 'hash') return say('ask.notCached');
  return cached.hash === hash ? say('ask.cachedMatch') : say('ask.cachedDiffers', { hash: cached.hash });
}

/** Whether go uses the version. The other versions of the graph have their go.mod read, so their lines are no litter. */
async function selectionOf(
  { path, version }: NamedModule,
  dir: string,
  facts: Facts,
): Promise<Pick<Hover, 'lines' | 'graph'> | undefined> {
  if ((await facts.get(goModOf, dir)).kind !== 'file') return undefined;
  const { selected, nodes } = await facts.get(moduleGraph, dir);
  // A line of go.sum has the name after replacement.
  const isUsed = [...nodes.values()].some(
    ({ source, path: of, version: at }) =>
      source.kind === 'version' && source.path === path && source.version === version && selected.get(of) === at,
  );
  const chosen = selected.get(path);
  if (isUsed) return { lines: [say('ask.isSelected')], graph: { dir, ...(chosen !== undefined && { path }) } };
  if (chosen === undefined) return { lines: [say('ask.notInGraph', { path })], graph: { dir } };
  return { lines: [say('ask.notSelected', { selected: chosen })], graph: { dir, path } };
}

import { FactStore } from '../../src/engine/facts/factStore';
import { moduleGraph, type ModuleGraph } from '../../src/engine/facts/modules/moduleGraph';
import { createNodePorts } from '../../src/host/index';
import { askGo } from './realGo';

/** The module graph of a folder by the product's own reading. */
export async function readGraph(
  dir: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ModuleGraph> {
  const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
  const host = createNodePorts({ logger, variables });
  try {
    return await new FactStore(host.ports, dir).session(new AbortController().signal).get(moduleGraph, dir);
  } finally {
    await host.dispose();
  }
}

/** In the form of `go mod graph`, sorted. */
export function edgesOf({ own, roots, nodes }: ModuleGraph): readonly string[] {
  const lines = roots.map(({ path, version }) => `${own} ${path}@${version}`);
  for (const [key, { requires }] of nodes)
    for (const { path, version } of requires) lines.push(`${key} ${path}@${version}`);
  return [...new Set(lines)].toSorted();
}

/** In the form of `go list -m all` without the main module, sorted. */
export function buildListOf({ selected }: ModuleGraph): readonly string[] {
  return Array.from(selected, ([path, version]) => `${path} ${version}`).toSorted();
}

/** What go prints without Go's own lines; undefined where it stops. */
export async function goModGraph(
  goroot: string,
  dir: string,
  variables: Readonly<Record<string, string>>,
): Promise<readonly string[] | undefined> {
  const { code, output } = await askGo(['mod', 'graph'], { goroot, cwd: dir, variables });
  if (code !== 0) return undefined;
  const own = /(?:^| )(?:go|toolchain)@|^go: /;
  return [...new Set(output.split('\n').filter((line) => line !== '' && !own.test(line)))].toSorted();
}

import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { isWithin, joinPath } from '../base/paths';
import { graphModule, graphOverview, moduleSentences, say, type GraphModule } from '../engine/index';
import type {
  GraphModuleState,
  GraphReference,
  GraphState,
  NamedVersion,
  VersionState,
  WireLocation,
} from '../protocol/index';
import { toLspRange } from './convert';
import type { Folder } from './folder';
import type { ServerContext } from './serverContext';
import { stringOf } from './untrusted';

export function readGraphReference({
  folder,
  module,
  path,
}: Readonly<Record<string, unknown>>): GraphReference | undefined {
  if (typeof folder !== 'string' || typeof module !== 'string') return undefined;
  const named = stringOf(path);
  return { folder, module, ...(named !== undefined && { path: named }) };
}

export async function moduleGraphState(
  reference: GraphReference,
  { catalogue, mirror, folders }: ServerContext,
): Promise<GraphState | null> {
  const { folder, dir } = await placeOf(reference, folders);
  const graph = await folder.ask(graphOverview(dir));
  if (graph === undefined) return null;
  const { own, goMod, edges, modules, missing } = graph;
  const size = catalogue.render(say('ask.graphCount', { modules: modules.length, edges }));
  return { own, goMod: mirror.uriOf(goMod), size, rows: modules, missing };
}

export async function graphModuleState(
  reference: GraphReference,
  { catalogue, mirror, folders }: ServerContext,
): Promise<GraphModuleState | null> {
  const { folder, dir } = await placeOf(reference, folders);
  const module = await folder.ask(graphModule(dir, reference.path ?? ''));
  if (module === undefined) return null;
  const { path, version, requirement, requires, state, line } = module;
  const location: WireLocation | undefined = line && {
    uri: mirror.uriOf(joinPath(dir, 'go.mod')),
    range: toLspRange(line),
  };
  return {
    path,
    version,
    requirement,
    sentences: moduleSentences({ ...module, chain: [] }, module.own).map((message) => catalogue.render(message)),
    chain: module.chain.map((each) => named(each, module)),
    versions: versionsOf(module),
    requires: requires.map((each) => named(each, module)),
    state,
    ...(location && { line: location }),
  };
}

function versionsOf(module: GraphModule): readonly VersionState[] {
  return module.versions.map(({ version, by, byMain }) => ({
    version,
    selected: version === module.version,
    byMain,
    by: by.map((each) => named(each, module)),
  }));
}

function named(
  { path, version }: { readonly path: string; readonly version: string },
  { selected }: GraphModule,
): NamedVersion {
  const chosen = selected.get(path);
  return { path, version, passedOver: chosen !== undefined && chosen !== version };
}

/** A client may name any folder; only what lies in a workspace folder is looked at. */
export async function placeOf(
  { folder: uri, module }: Pick<GraphReference, 'folder' | 'module'>,
  folders: ServerContext['folders'],
): Promise<{ readonly folder: Folder; readonly dir: string }> {
  await folders.ready();
  const folder = folders.get(uri);
  const dir = folder && (module === '.' ? folder.dir : joinPath(folder.dir, module));
  if (folder === undefined || dir === undefined || !isWithin(folder.dir, dir))
    throw new ResponseError(ErrorCodes.InvalidParams, `no module ${module} in a workspace folder ${uri}`);
  return { folder, dir };
}

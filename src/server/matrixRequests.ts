import { basename } from '../base/paths';
import { buildMatrix, matrixCounts, say, tagKind, type BuildMatrix, type Message } from '../engine/index';
import type { MatrixConditionState, MatrixParams, MatrixState, TargetState } from '../protocol/index';
import { placeOf } from './graphRequests';
import type { ServerContext } from './serverContext';
import { stringsOf } from './untrusted';

export function readMatrixParams({ folder, dir, tags }: Readonly<Record<string, unknown>>): MatrixParams | undefined {
  if (typeof folder !== 'string' || typeof dir !== 'string') return undefined;
  return { folder, dir, tags: stringsOf(tags) ?? [] };
}

/** The matrix of a folder, whose texts are in the words of the session. */
export async function matrixStateOf(
  { folder: uri, dir: relative, tags }: MatrixParams,
  { catalogue, folders }: ServerContext,
): Promise<MatrixState> {
  const { folder, dir } = await placeOf({ folder: uri, module: relative }, folders);
  const matrix = await folder.ask(buildMatrix({ folder: dir, targets: await folder.targets(), tags }));
  const render = (message: Message): string => catalogue.render(message);
  return {
    name: basename(dir),
    counts: countsOf(matrix).map(render),
    ports: matrix.ports,
    targets: matrix.targets.map(({ name, origin, goos, goarch, cgo, tags: own }): TargetState => ({
      name,
      origin,
      goos,
      goarch,
      ...(cgo !== undefined && { cgo }),
      tags: own,
    })),
    conditions: matrix.conditions.map((condition): MatrixConditionState => ({
      text: condition.text,
      tags: condition.tags,
      cells: condition.cells,
      ports: condition.ports,
      why: Object.fromEntries([...condition.why].map(([cell, message]) => [cell, render(message)])),
    })),
    packages: matrix.packages,
    ownTags: ownTagsOf(matrix),
  };
}

function countsOf(matrix: BuildMatrix): readonly Message[] {
  const { minor, ports, targets } = matrix;
  const own = targets.filter(({ origin }) => origin === 'own' || origin === 'declared' || origin === 'built').length;
  return [say('matrix.count', { ...matrixCounts(matrix) }), say('matrix.universe', { minor, ports, own })];
}

function ownTagsOf({ conditions }: BuildMatrix): readonly string[] {
  const named = new Set(conditions.flatMap(({ tags }) => tags));
  return [...named].filter((tag) => tagKind(tag).kind === 'custom').toSorted();
}

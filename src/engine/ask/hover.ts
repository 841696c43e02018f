import { basename, dirname, isAbsolutePath, joinPath } from '../../base/paths';
import { pathFromVariable } from '../facts/environment/osVariable';
import type { Facts } from '../facts/factStore';
import { goModOf } from '../facts/modules/goModOf';
import { excludedRequirements, keyOfExclude } from '../facts/modules/excludedRequirements';
import { moduleGraph } from '../facts/modules/moduleGraph';
import { goWorkOf } from '../facts/modules/workspaceOf';
import { say, type Message } from '../model/message';
import type { Position, Range } from '../model/range';
import { isPathPrefix } from '../parse/importPath';
import type { ExcludeDirective } from '../parse/goMod';
import type { ReplaceDirective } from '../parse/goModDirectives';
import { constraintHover } from './constraintHover';
import { sizeOf } from './graphOverview';
import type { Hover } from './hoverContent';
import { answerAbout } from './moduleAnswer';
import { moduleSentences, uncertainty } from './moduleSentences';
import type { Question } from './question';
import { sumHover } from './sumHover';

/**
 * Answers from memory and from files, never by a process. gopls says of a require line which package needs it (`go mod why`);
 * this says what gopls does not: the selected version and for whose sake, the hashes, what the authors said.
 * @param targets that the configuration declares
 */
export function hoverAt(
  path: string,
  position: Position,
  targets: readonly string[] = [],
): Question<Hover | undefined> {
  return (facts) => {
    switch (basename(path)) {
      case 'go.mod':
        return inGoMod(dirname(path), position, facts);
      case 'go.work':
        return inGoWork(path, position, facts);
      case 'go.sum':
      case 'go.work.sum':
        return sumHover(path, position, facts);
      default:
        return path.endsWith('.go') ? constraintHover(path, position, targets)(facts) : Promise.resolve(undefined);
    }
  };
}

async function inGoMod(dir: string, position: Position, facts: Facts): Promise<Hover | undefined> {
  const goMod = await facts.get(goModOf, dir);
  if (goMod.kind !== 'file') return undefined;
  const { module, require, tool, replace, exclude } = goMod.file;
  if (module && isOn(module.path.range, position)) return ofMain(module.path.range, dir, facts);
  for (const { path, version } of require) {
    const range = { start: path.range.start, end: version.range.end };
    if (isOn(range, position)) return ofModule(path.value, range, dir, facts);
  }
  const named = tool.find(({ path }) => isOn(path.range, position));
  if (named) return ofTool(named.path.value, named.path.range, dir, facts);
  const excluded = exclude.find(({ path, version }) =>
    isOn({ start: path.range.start, end: version.range.end }, position),
  );
  if (excluded) return ofExclude(excluded, dir, facts);
  const replaced = replace.find((line) => isOn(rangeOf(line), position));
  return replaced && ofReplace(replaced, dir, facts);
}

function excludedFor(by: string, count: number): Message {
  return count === 0 ? say('ask.excludedFor', { by }) : say('ask.excludedForMany', { by, count });
}

/** Who would have the version if it were not excluded, and which one go takes instead. */
async function ofExclude(exclude: ExcludeDirective, dir: string, facts: Facts): Promise<Hover> {
  const { path, version } = exclude;
  const { nodes, selected, missing } = await facts.get(moduleGraph, dir);
  const askers = (await excludedRequirements([exclude], [...nodes.values()], dir, facts)).get(keyOfExclude(exclude));
  const [first, ...more] = askers ?? [];
  const by = first && `${first.path} ${first.version}`;
  const instead = selected.get(path.value);
  const lines = [
    ...(by === undefined
      ? missing.length === 0
        ? [say('ask.excludedForNobody')]
        : []
      : [excludedFor(by, more.length)]),
    instead === undefined ? say('ask.notInGraph', { path: path.value }) : say('ask.notSelected', { selected: instead }),
    ...uncertainty(missing),
  ];
  const range = { start: path.range.start, end: version.range.end };
  const graph = instead === undefined ? { dir } : { dir, path: path.value };
  return { range, title: path.value, labels: [version.value, say('ask.excluded')], lines, graph };
}

async function ofMain(range: Range, dir: string, facts: Facts): Promise<Hover> {
  const graph = await facts.get(moduleGraph, dir);
  const size = say('ask.graphCount', { modules: graph.selected.size, edges: sizeOf(graph).edges });
  return { range, title: graph.own, labels: [], lines: [size, ...uncertainty(graph.missing)], graph: { dir } };
}

/** undefined for a line that does not count: excluded, or of the module itself. */
async function ofModule(path: string, range: Range, dir: string, facts: Facts): Promise<Hover | undefined> {
  const answer = await answerAbout(path, dir, facts);
  if (answer === undefined) return undefined;
  const { own } = await facts.get(moduleGraph, dir);
  const labels = [answer.version, say(`ask.${answer.requirement}`)];
  return { range, title: path, labels, lines: moduleSentences(answer, own), graph: { dir, path } };
}

async function ofTool(tool: string, range: Range, dir: string, facts: Facts): Promise<Hover | undefined> {
  const { own, selected } = await facts.get(moduleGraph, dir);
  const around = [...selected.keys()].filter((path) => isPathPrefix(path, tool));
  // The longest path wins where several modules could have the package.
  const module = around.toSorted((a, b) => b.length - a.length)[0];
  if (isPathPrefix(own, tool) && own.length > (module?.length ?? 0))
    return { range, title: tool, labels: [], lines: [say('ask.providedByMain')], graph: undefined };
  const answer = module === undefined ? undefined : await answerAbout(module, dir, facts);
  if (answer === undefined) return undefined;
  const provided = say('ask.providedBy', { module: answer.path, version: answer.version });
  const lines = [provided, ...moduleSentences(answer, own)];
  return { range, title: tool, labels: [], lines, graph: { dir, path: answer.path } };
}

async function ofReplace(replace: ReplaceDirective, dir: string, facts: Facts): Promise<Hover> {
  const { oldPath, oldVersion } = replace;
  const path = oldPath.value;
  const { selected } = await facts.get(moduleGraph, dir);
  const version = selected.get(path);
  const inEffect = version !== undefined && (oldVersion === undefined || oldVersion.value === version);
  const id = version === undefined ? 'replaceUnused' : inEffect ? 'replaceInEffect' : 'replaceOtherVersion';
  const lines = [say(`ask.${id}`, { path, ...(version !== undefined && { version }) })];
  const graph = version === undefined ? { dir } : { dir, path };
  return { ...(await ofTarget(replace, dir, lines, facts)), graph };
}

/** What the replacement is: of a folder what its go.mod says. */
async function ofTarget(
  replace: ReplaceDirective,
  dir: string,
  lines: readonly Message[],
  facts: Facts,
): Promise<Hover> {
  const { newPath, newVersion } = replace;
  const about = newVersion === undefined ? await folderModule(newPath.value, dir, facts) : [];
  const labels = newVersion === undefined ? [] : [newVersion.value];
  return { range: rangeOf(replace), title: newPath.value, labels, lines: [...about, ...lines], graph: undefined };
}

function rangeOf({ oldPath, newPath, newVersion }: ReplaceDirective): Range {
  return { start: oldPath.range.start, end: (newVersion ?? newPath).range.end };
}

async function inGoWork(path: string, position: Position, facts: Facts): Promise<Hover | undefined> {
  const goWork = await facts.get(goWorkOf, path);
  if (goWork.kind !== 'file') return undefined;
  const used = goWork.modules.find(({ use }) => isOn(use.path.range, position));
  if (used) {
    const lines = await folderModule(used.use.path.value, goWork.dir, facts);
    if (lines.length === 0) return undefined;
    const { value: title, range } = used.use.path;
    return { range, title, labels: [], lines, graph: { dir: used.dir } };
  }
  const replaced = goWork.file.replace.find((line) => isOn(rangeOf(line), position));
  const hover = replaced && (await ofTarget(replaced, goWork.dir, [], facts));
  return hover && hover.lines.length > 0 ? hover : undefined;
}

async function folderModule(folder: string, from: string, facts: Facts): Promise<readonly Message[]> {
  const named = pathFromVariable(facts.environment, folder);
  const goMod = await facts.get(goModOf, isAbsolutePath(named) ? joinPath(named) : joinPath(from, named));
  if (goMod.kind !== 'file') return [];
  const path = goMod.file.module?.path.value ?? '';
  const go = goMod.file.go?.version.value;
  if (path === '') return [];
  return [go === undefined ? say('ask.folderModule', { path }) : say('ask.folderModuleGo', { path, go })];
}

/** The end counts too: the cursor may stand behind the word. */
function isOn({ start, end }: Range, { line, column }: Position): boolean {
  return line === start.line && column >= start.column && (line < end.line || column <= end.column);
}

import { basename, dirname, isAbsolutePath, joinPath } from '../../base/paths';
import type { Facts } from '../facts/factStore';
import { pathFromVariable } from '../facts/environment/osVariable';
import { goModOf } from '../facts/modules/goModOf';
import { goWorkOf } from '../facts/modules/workspaceOf';
import { lineRange, type Position, type Range } from '../model/range';
import type { GoModFile } from '../parse/goMod';
import type { ReplaceDirective } from '../parse/goModDirectives';
import { parseModulesTxt, type VendoredModule } from '../parse/modulesTxt';
import type { Question } from './question';

/** A word of a file that leads to a place in another file. */
export interface FileLink {
  readonly range: Range;
  /** absolute; it exists */
  readonly file: string;
  readonly position?: Position;
}

/**
 * Where the words of a go.mod, go.work or vendor/modules.txt lead. What has a page on the web is left to gopls, which links
 * the required modules of go.mod. Since 0.23 it links replacements by folders there as well, to the same file: VS Code shows
 * one of two links at one place, and without gopls ours is there. go.work and modules.txt nobody else links.
 */
export function fileLinks(path: string): Question<readonly FileLink[]> {
  return (facts) => {
    switch (basename(path)) {
      case 'go.mod':
        return ofGoMod(dirname(path), facts);
      case 'go.work':
        return ofGoWork(path, facts);
      case 'modules.txt':
        return ofModulesTxt(path, facts);
      default:
        return Promise.resolve([]);
    }
  };
}

async function ofGoMod(dir: string, facts: Facts): Promise<readonly FileLink[]> {
  const goMod = await facts.get(goModOf, dir);
  return goMod.kind === 'file' ? ofReplaces(goMod.file.replace, dir, facts) : [];
}

async function ofGoWork(path: string, facts: Facts): Promise<readonly FileLink[]> {
  const goWork = await facts.get(goWorkOf, path);
  if (goWork.kind !== 'file') return [];
  const used = goWork.modules.flatMap(({ use, goMod }): FileLink[] =>
    goMod.kind === 'file' ? [{ range: use.path.range, file: goMod.path }] : [],
  );
  return [...used, ...(await ofReplaces(goWork.file.replace, goWork.dir, facts))];
}

async function ofReplaces(
  replaces: readonly ReplaceDirective[],
  dir: string,
  facts: Facts,
): Promise<readonly FileLink[]> {
  const links = await Promise.all(
    replaces
      .filter(({ newVersion }) => newVersion === undefined)
      .map(({ newPath }) => toGoMod(newPath.range, newPath.value, dir, facts)),
  );
  return links.flat();
}

/** To the go.mod of a folder: an editor opens files. */
async function toGoMod(range: Range, folder: string, from: string, facts: Facts): Promise<readonly FileLink[]> {
  const named = pathFromVariable(facts.environment, folder);
  const file = joinPath(isAbsolutePath(named) ? named : joinPath(from, named), 'go.mod');
  return (await facts.stat(file))?.kind === 'file' ? [{ range, file }] : [];
}

/** A vendored module leads to the line that requires it, a replacement by a folder to that. */
async function ofModulesTxt(path: string, facts: Facts): Promise<readonly FileLink[]> {
  const text = await facts.readText(path);
  const owner = dirname(dirname(path));
  if (text === undefined || basename(dirname(path)) !== 'vendor') return [];
  const { modules, workspace } = parseModulesTxt(text);
  const required = await requirementsBeside(owner, workspace, facts);
  const links = modules.map(async (module): Promise<readonly FileLink[]> => {
    const { line, column, endColumn, replacement } = module;
    const requirement = requirementOf(module, required);
    const own = requirement ? [{ range: lineRange(line, column, column + module.path.length), ...requirement }] : [];
    if (replacement === undefined || replacement.version !== '') return own;
    const range = lineRange(line, endColumn - replacement.path.length, endColumn);
    return [...own, ...(await toGoMod(range, replacement.path, owner, facts))];
  });
  return (await Promise.all(links)).flat();
}

type Requirements = readonly { readonly path: string; readonly file: GoModFile }[];

async function requirementsBeside(owner: string, workspace: boolean, facts: Facts): Promise<Requirements> {
  if (!workspace) {
    const goMod = await facts.get(goModOf, owner);
    return goMod.kind === 'file' ? [goMod] : [];
  }
  const goWork = await facts.get(goWorkOf, joinPath(owner, 'go.work'));
  if (goWork.kind !== 'file') return [];
  return goWork.modules.flatMap(({ goMod }) => (goMod.kind === 'file' ? [goMod] : []));
}

function requirementOf(module: VendoredModule, required: Requirements): Omit<FileLink, 'range'> | undefined {
  for (const { path, file } of required) {
    const found = file.require.find((require) => require.path.value === module.path);
    if (found) return { file: path, position: found.path.range.start };
  }
  return undefined;
}

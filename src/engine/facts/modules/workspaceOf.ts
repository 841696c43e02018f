import { dirname, isAbsolutePath, joinPath } from '../../../base/paths';
import { pathFromVariable } from '../environment/osVariable';
import { parseGoWork, type GoWorkFile } from '../../parse/goWork';
import type { PathDirective } from '../../parse/goMod';
import type { Fact } from '../factStore';
import { workspaceFile, type WorkspaceFile } from '../go/governingFile';
import { goModOf, type GoModState } from './goModOf';

/** A go.work file with the modules that it uses. */
export type GoWorkState =
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  | GoWorkRead;

export interface GoWorkRead {
  readonly kind: 'file';
  /** absolute */
  readonly path: string;
  /** folder of go.work */
  readonly dir: string;
  readonly text: string;
  readonly file: GoWorkFile;
  /** go reads all of it */
  readonly sound: boolean;
  /** one for each `use` line, in order */
  readonly modules: readonly UsedModule[];
}

export interface UsedModule {
  readonly use: PathDirective;
  /** absolute */
  readonly dir: string;
  readonly goMod: GoModState;
}

/** Key: absolute path of a go.work. */
export const goWorkOf: Fact<GoWorkState> = {
  name: 'goWorkOf',
  compute: async (path, facts) => {
    const content = await facts.readFile(path);
    if (content.kind === 'missing') return { kind: 'missing', path };
    if (content.kind === 'unreadable') return { kind: 'unreadable', path, reason: content.reason };
    const text = (await facts.readText(path)) ?? '';
    const file = parseGoWork(text, { windows: facts.environment.platform === 'win32' });
    const dir = dirname(path);
    const modules = await Promise.all(
      file.use.map(async (use): Promise<UsedModule> => {
        const named = pathFromVariable(facts.environment, use.path.value);
        const own = isAbsolutePath(named) ? joinPath(named) : joinPath(dir, named);
        return { use, dir: own, goMod: await facts.get(goModOf, own) };
      }),
    );
    const sound = file.syntax.faults.length === 0 && file.problems.length === 0;
    return { kind: 'file', path, dir, text, file, sound, modules };
  },
};

/** The workspace that a go command in a folder works in. */
export type Workspace =
  { readonly kind: 'none' } | Extract<WorkspaceFile, { readonly kind: 'off' | 'invalid' }> | GoWorkState;

/** Key: the folder. */
export const workspaceOf: Fact<Workspace> = {
  name: 'workspaceOf',
  compute: async (dir, facts) => {
    const effective = await facts.get(workspaceFile, dir);
    return effective.kind === 'file' ? facts.get(goWorkOf, effective.path) : effective;
  },
};

/** The workspace that a module belongs to: the one in effect in its folder, where that uses it. Key: the module's folder. */
export const workspaceUsing: Fact<GoWorkRead | undefined> = {
  name: 'workspaceUsing',
  compute: async (dir, facts) => {
    const workspace = await facts.get(workspaceOf, dir);
    if (workspace.kind !== 'file') return undefined;
    return workspace.modules.some((module) => module.dir === dir) ? workspace : undefined;
  },
};

import { dirname } from '../../../base/paths';
import { flagValue, parseGoFlags } from '../../parse/goFlags';
import { compareGoVersions } from '../../parse/goVersion';
import { parseModulesTxt, type ModulesTxt } from '../../parse/modulesTxt';
import { environmentVariable } from '../environment/environmentVariable';
import type { Fact, Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import { goWorkOf } from '../modules/workspaceOf';

/** Where the packages of other modules come from (`modload.setDefaultBuildMod`), for commands without a -mod flag. */
export interface BuildMode {
  /** `readonly`: the module cache, checked against go.sum. `mod`: the same, and go adds what is missing */
  readonly mode: 'readonly' | 'vendor' | 'mod';
  /** the mode comes from GOFLAGS */
  readonly forced: boolean;
  /** the `vendor` folder beside go.mod or go.work, used or not */
  readonly folder: string | undefined;
  /** undefined where there is none */
  readonly modulesTxt: ModulesTxt | undefined;
  /** why the folder is not used; undefined where it is, and where there is none */
  readonly unused: 'go-version' | 'no-go-line' | 'of-a-workspace' | 'of-a-module' | 'flag' | undefined;
}

/** Of a module on its own, as with GOWORK=off. Key: the folder of go.mod. */
export const moduleBuildMode: Fact<BuildMode> = {
  name: 'moduleBuildMode',
  compute: async (dir, facts) => {
    const goMod = await facts.get(goModOf, dir);
    return decide(dir, goMod.kind === 'file' ? goMod.file.go?.version.value : undefined, false, facts);
  },
  equals: sameMode,
};

/** Of a workspace. Key: the path of its go.work. */
export const workspaceBuildMode: Fact<BuildMode> = {
  name: 'workspaceBuildMode',
  compute: async (path, facts) => {
    const goWork = await facts.get(goWorkOf, path);
    return decide(dirname(path), goWork.kind === 'file' ? goWork.file.go?.version.value : undefined, true, facts);
  },
  equals: sameMode,
};

/** vendor/modules.txt. Key: the vendor folder. */
const modulesTxtOf: Fact<ModulesTxt | undefined> = {
  name: 'modulesTxt',
  compute: async (folder, facts) => {
    const text = await facts.readText(`${folder}/modules.txt`);
    return text === undefined ? undefined : parseModulesTxt(text);
  },
};

async function decide(
  dir: string,
  goVersion: string | undefined,
  workspace: boolean,
  facts: Facts,
): Promise<BuildMode> {
  const isFolder = (await facts.stat(`${dir}/vendor`))?.kind === 'directory';
  const folder = isFolder ? `${dir}/vendor` : undefined;
  const modulesTxt = folder === undefined ? undefined : await facts.get(modulesTxtOf, folder);
  const base = { folder, modulesTxt };
  const goFlags = (await facts.get(environmentVariable, 'GOFLAGS')).value;
  const flag = flagValue(parseGoFlags(goFlags), 'mod');
  if (flag === 'vendor') return { ...base, mode: 'vendor', forced: true, unused: undefined };
  if (flag === 'mod' || flag === 'readonly')
    return { ...base, mode: flag, forced: true, unused: folder === undefined ? undefined : 'flag' };
  const unused = folder === undefined ? undefined : whyUnused(goVersion, workspace, modulesTxt);
  const mode = folder !== undefined && unused === undefined ? 'vendor' : 'readonly';
  return { ...base, mode, forced: false, unused };
}

function whyUnused(
  goVersion: string | undefined,
  workspace: boolean,
  modulesTxt: ModulesTxt | undefined,
): BuildMode['unused'] {
  if (goVersion === undefined) return 'no-go-line';
  if (compareGoVersions(goVersion, '1.14') < 0) return 'go-version';
  if ((modulesTxt?.workspace ?? false) === workspace) return undefined;
  return workspace ? 'of-a-module' : 'of-a-workspace';
}

function sameMode(a: BuildMode, b: BuildMode): boolean {
  return (
    a.mode === b.mode &&
    a.forced === b.forced &&
    a.folder === b.folder &&
    a.modulesTxt === b.modulesTxt &&
    a.unused === b.unused
  );
}

import { isFolderVersion } from '../../parse/pseudoVersion';
import type { Fact } from '../factStore';
import { workspaceUsing, type GoWorkRead } from '../modules/workspaceOf';
import { buildList, type ListedModule } from '../sums/buildList';
import { ownUse, isHere } from '../sums/sumUse';
import { moduleBuildMode } from '../vendor/buildMode';
import { cachedZip } from './cachedZip';
import { extractedModule, moduleKey } from './moduleCache';

/** A module that the packages of another import and that was never downloaded. */
export interface MissingModule {
  /** of what go fetches: of the replacement where there is one */
  readonly path: string;
  readonly version: string;
  readonly listed: ListedModule;
}

/**
 * What the next build downloads; nothing where it builds from vendor. Who imports what is asked last: in a cache that has all
 * of them no edit changes anything. Key: the folder of go.mod.
 */
export const missingModules: Fact<readonly MissingModule[]> = {
  name: 'missingModules',
  compute: async (dir, facts) => {
    const absent = await facts.get(absentModules, dir);
    if (absent.length === 0) return [];
    const used = await facts.get(ownUse, dir);
    return absent.filter(({ listed }) => {
      const use = used.get(listed.path);
      return use?.provides === true && isHere(use.use);
    });
  },
};

/** Those that were never downloaded, whoever needs them. Key: the folder of go.mod. */
const absentModules: Fact<readonly MissingModule[]> = {
  name: 'absentModules',
  compute: async (dir, facts) => {
    const { mode } = await facts.get(moduleBuildMode, dir);
    if (mode === 'vendor') return [];
    const { modules } = await facts.get(buildList, dir);
    const workspace = await facts.get(workspaceUsing, dir);
    const missing: MissingModule[] = [];
    for (const listed of modules.values()) {
      const { source } = listed;
      if (source.kind !== 'version') continue;
      // Nothing downloads what stands for a folder; that the folder is named nowhere is another finding.
      if (isFolderVersion(source.version) || (workspace && isDecidedBy(workspace, listed))) continue;
      const key = moduleKey(source.path, source.version);
      const extracted = await facts.get(extractedModule, key);
      // Out of an archive go extracts without the network.
      if (extracted.kind === 'absent' && (await facts.get(cachedZip, key)).kind === 'absent')
        missing.push({ path: source.path, version: source.version, listed });
    }
    return missing;
  },
};

/** Whether go.work gives the module itself, or its modules may agree on another version than this one asks for. */
function isDecidedBy({ file, modules }: GoWorkRead, { path, version }: ListedModule): boolean {
  if (file.replace.some((replace) => replace.oldPath.value === path)) return true;
  return modules.some(({ goMod }) => {
    if (goMod.kind !== 'file') return false;
    const { module, require } = goMod.file;
    const isOther = require.some((one) => one.path.value === path && one.version.value !== version);
    return module?.path.value === path || isOther;
  });
}

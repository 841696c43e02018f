import { gopathEntries } from '../../facts/environment/goFolders';
import type { Facts } from '../../facts/factStore';
import type { ModuleCheck } from '../../model/check';
import { joinPath } from '../../../base/paths';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { readableGoMod } from '../../modfile/readableGoMod';

/** @param place the folder in which go passes over a go.mod */
function passedOverIn(place: (facts: Facts) => Promise<string | undefined> | string): ModuleCheck['run'] {
  return async (module, facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    if (module.dir !== (await place(facts))) return passed;
    return found([
      { message: say('ignored', { folder: module.dir }), location: { file: readable.goMod.path, range: startOfFile } },
    ]);
  };
}

export const gomodInTempdir: ModuleCheck = {
  id: 'gomod-in-tempdir',
  family: 'modules',
  scope: 'module',
  title: 'No go.mod lies in the folder for temporary files itself',
  why: 'go passes over a go.mod there, so that stray files do not change builds in folders below. Commands in this folder and below it find no module.',
  fix: 'Move the module into a folder of its own.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { ignored: 'go passes over this go.mod: it lies in {folder}, the folder for temporary files' },
  run: passedOverIn(({ environment }) => environment.tempDir),
};

export const gomodInGopathRoot: ModuleCheck = {
  id: 'gomod-in-gopath-root',
  family: 'modules',
  scope: 'module',
  title: 'No go.mod lies in GOPATH itself',
  why: 'GOPATH holds the module cache and installed commands. go passes over a go.mod in it and warns at every command.',
  fix: 'Move the module into a folder of its own, or point GOPATH elsewhere.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: { ignored: 'go passes over this go.mod: {folder} is GOPATH, which holds the module cache and no module' },
  run: passedOverIn(async (facts) => {
    const [first] = await facts.get(gopathEntries);
    return first === undefined ? undefined : joinPath(first);
  }),
};

import { dirname, relativeWithin } from '../../../base/paths';
import { moduleCacheFolder } from '../../facts/environment/goFolders';
import { nearestGoMod } from '../../facts/go/governingFile';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { soundGoMod } from '../../modfile/readableGoMod';

/** GOMODCACHE or GOPATH in a folder of the module, where `./...` walks into it. */
export const modcacheInsideModule: ModuleCheck = {
  id: 'modcache-inside-module',
  family: 'cache',
  scope: 'module',
  title: 'The module cache lies outside the module',
  why: 'go takes cached modules that have no go.mod for packages of this module: go mod tidy stops, and ./... names them.',
  fix: 'Point GOMODCACHE (or GOPATH) outside the module, or to a folder in it whose name begins with a dot.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    inside:
      'the module cache, {folder}, lies in this module: at a cached module without go.mod go mod tidy stops ("should not have @version")',
    noFolder: 'the module cache is not known here',
  },
  run: async (module, facts) => {
    const readable = await soundGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const cache = await facts.get(moduleCacheFolder);
    if (cache === undefined) return notApplicable(say('noFolder'));
    const inside = relativeWithin(module.dir, cache);
    if (inside === undefined || inside === '' || !isWalked(inside)) return passed;
    const { goMod } = readable;
    // A module around the cache is none of this one's folders.
    if ((await facts.get(nearestGoMod, dirname(cache))) !== goMod.path) return passed;
    const range = goMod.file.module?.path.range ?? startOfFile;
    return found([{ message: say('inside', { folder: inside }), location: { file: goMod.path, range }, key: 'cache' }]);
  },
};

/** `./...` passes over folders of such names. */
function isWalked(path: string): boolean {
  return path.split('/').every((element) => !/^[._]/.test(element) && element !== 'testdata' && element !== 'vendor');
}

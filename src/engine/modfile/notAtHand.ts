import { say } from '../model/message';
import type { Unknown } from '../model/outcome';
import { isDirectoryPath } from '../parse/goModWords';

/** More names than this help nobody in a sentence, nor in the list of what is missing. */
const mostNamed = 5;
const mostListed = 10;

/**
 * Why the content of modules is not known.
 * @param modules `path@version` of what would have to be downloaded, and folders of replace directives, which nothing downloads
 */
export function notAtHand(modules: readonly string[]): Unknown {
  const folders = modules.filter(isDirectoryPath);
  const versions = modules.filter((name) => !isDirectoryPath(name));
  const missing = modules.slice(0, mostListed);
  if (folders.length === 0)
    return { reason: say('shared.notInCache', { modules: shorten(versions) }), needs: 'module-cache', missing };
  if (versions.length === 0)
    return {
      reason: say('shared.replacementMissing', { folders: shorten(folders) }),
      needs: 'readable-files',
      missing,
    };
  const names = { modules: shorten(versions), folders: shorten(folders) };
  return { reason: say('shared.notInCacheNorFolder', names), needs: 'module-cache', missing };
}

function shorten(names: readonly string[]): string {
  return names.slice(0, mostNamed).join(', ') + (names.length > mostNamed ? ', ...' : '');
}

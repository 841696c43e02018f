import { isAbsolutePath, joinPath } from '../../../base/paths';
import type { Fact } from '../factStore';
import { environmentVariable } from './environmentVariable';
import { pathFromVariable } from './osVariable';

/** The module cache, absolute with `/`; undefined where go could not tell either (no home folder, a relative value). */
export const moduleCacheFolder: Fact<string | undefined> = {
  name: 'moduleCacheFolder',
  compute: async (_, facts) => {
    const { value } = await facts.get(environmentVariable, 'GOMODCACHE');
    return absolute(pathFromVariable(facts.environment, value));
  },
};

/** The build cache; undefined with GOCACHE=off or a relative value. */
export const buildCacheFolder: Fact<string | undefined> = {
  name: 'buildCacheFolder',
  compute: async (_, facts) => {
    const { value } = await facts.get(environmentVariable, 'GOCACHE');
    return absolute(pathFromVariable(facts.environment, value));
  },
};

/** The entries of GOPATH as they are written, with `/`; the first one holds the module cache and installed commands. */
export const gopathEntries: Fact<readonly string[]> = {
  name: 'gopathEntries',
  compute: async (_, facts) => {
    const { value } = await facts.get(environmentVariable, 'GOPATH');
    return value
      .split(facts.environment.pathDelimiter)
      .map((entry) => pathFromVariable(facts.environment, entry))
      .filter((entry) => entry !== '');
  },
  equals: (a, b) => a.join('\0') === b.join('\0'),
};

function absolute(path: string): string | undefined {
  return isAbsolutePath(path) ? joinPath(path) : undefined;
}

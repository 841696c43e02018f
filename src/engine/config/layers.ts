import type { Severity } from '../model/severity';
import { defaultConfig, type Config } from './config';
import type { ConfigLayer } from './readConfig';

type Levels = Readonly<Record<string, Severity | 'off'>>;

/**
 * Lays layers over the defaults, the strongest last: file, settings, flags. Lists are replaced, exceptions are added up, and
 * what a layer says of a family silences what a weaker one said of its members.
 */
export function layered(layers: readonly ConfigLayer[], families: ReadonlyMap<string, string>): Config {
  return layers.reduce<Config>(
    (config, { profile, checks, targets, tags, ignores }) => ({
      ...config,
      ...(profile && { profile }),
      ...(checks && { checks: overlaid(config.checks, checks, families) }),
      ...(targets && { targets }),
      ...(tags && { knownTags: tags }),
      ...(ignores && { ignores: [...config.ignores, ...ignores] }),
    }),
    defaultConfig,
  );
}

function overlaid(weaker: Levels, stronger: Levels, families: ReadonlyMap<string, string>): Levels {
  const kept = Object.entries(weaker).filter(([name]) => !Object.hasOwn(stronger, families.get(name) ?? name));
  return { ...Object.fromEntries(kept), ...stronger };
}

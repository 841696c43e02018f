import type { Profile, Severity } from '../model/severity';

/** One accepted exception, from `go-preflight.jsonc` or the settings. */
export interface Ignore {
  readonly check: string;
  /** path relative to the root, `*` and `**` as wildcards; every file where absent */
  readonly file?: string;
  readonly reason: string;
  /** last day on which it holds, `YYYY-MM-DD` */
  readonly until?: string;
}

/** The configuration of a run: defaults, then `go-preflight.jsonc`, then settings, then command-line flags. */
export interface Config {
  readonly profile: Profile;
  /** severity by check id or family, `off` to leave it out */
  readonly checks: Readonly<Record<string, Severity | 'off'>>;
  readonly targets: readonly string[];
  readonly knownTags: readonly string[];
  readonly ignores: readonly Ignore[];
  /** absolute path of the `go-preflight.jsonc` that was used or looked for; `<root>/go-preflight.jsonc` where absent */
  readonly file?: string;
}

export const defaultConfig: Config = { profile: 'offline', checks: {}, targets: [], knownTags: [], ignores: [] };

/** The severity that the configuration gives a finding of `check`; undefined where it is switched off. */
export function configuredSeverity(config: Config, check: string, family: string, own: Severity): Severity | undefined {
  const chosen = config.checks[check] ?? config.checks[family];
  if (chosen === 'off') return undefined;
  return chosen ?? own;
}

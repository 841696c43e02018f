import type { Config } from '../config/config';
import type { Outcome } from '../model/outcome';
import type { Profile } from '../model/severity';
import type { TimedResult } from './timedResult';

export interface Remembered {
  readonly outcome: Outcome;
  /** what it was made from; undefined where the check was not allowed to run */
  readonly result: TimedResult | undefined;
  /** whether nothing that it rests on was marked as changed since */
  readonly isCurrent: () => boolean;
}

/**
 * The outcomes of the last run, so that an edit costs what it changes: an outcome whose fact is still current is taken as
 * it is, the same object, and those who show it need not look at it again.
 */
export class OutcomeMemory {
  readonly #outcomes = new Map<string, Map<string, Remembered>>();
  readonly #config: Config;
  readonly #granted: Profile;
  readonly #requested: Profile;

  constructor(config: Config, granted: Profile, requested: Profile) {
    this.#config = config;
    this.#granted = granted;
    this.#requested = requested;
  }

  /** Whether outcomes made under these are what it holds. The configuration is compared by identity. */
  isFor(config: Config, granted: Profile, requested: Profile): boolean {
    return config === this.#config && granted === this.#granted && requested === this.#requested;
  }

  get(check: string, key: string): Remembered | undefined {
    return this.#outcomes.get(check)?.get(key);
  }

  /**
   * One of a check that found something is not kept, even where all was accepted: whether a comment accepts it depends on
   * files that the outcome's fact does not know.
   */
  keep(check: string, key: string, remembered: Remembered): void {
    const { result } = remembered;
    const byKey = this.#outcomes.get(check);
    if (result && 'result' in result && result.result.kind === 'findings') byKey?.delete(key);
    else if (byKey) byKey.set(key, remembered);
    else this.#outcomes.set(check, new Map([[key, remembered]]));
  }
}

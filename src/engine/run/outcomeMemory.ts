import { getOrSet } from '../../base/getOrSet';
import { sameElements } from '../../base/sameElements';
import { configuredSeverity, type Config } from '../config/config';
import type { Check, CheckMeta } from '../model/check';
import type { Outcome, Unknown } from '../model/outcome';
import type { CheckOutcomes } from '../model/report';
import type { Profile } from '../model/severity';
import { checkOutcomes, compareGroups, exchangeOutcomes } from './checkOutcomes';
import { refusalOf } from './refusal';
import type { TimedResult } from './timedResult';

export interface Remembered {
  readonly outcome: Outcome;
  /** what it was made from; undefined where the check was not allowed to run */
  readonly result: TimedResult | undefined;
}

/** What makes outcomes of a result, beside the files: another of it is another question. Compared by identity. */
export interface Question {
  readonly config: Config;
  readonly granted: Profile;
  readonly requested: Profile;
  /** an exception may end with a day */
  readonly today: string;
}

/** A check that the configuration does not switch off. */
export interface AskedCheck {
  readonly check: Check;
  readonly memory: CheckMemory;
}

interface Asked {
  readonly of: readonly Check[];
  readonly checks: readonly AskedCheck[];
  /** by family and check: hundreds need not be sorted after each edit */
  readonly inOrder: readonly CheckMemory[];
}

/**
 * The outcomes of the last run, so that an edit costs what it changes: what nothing was marked for stays as it is, the
 * same objects, and those who show it need not look at it again.
 */
export class OutcomeMemory {
  readonly #checks = new Map<string, CheckMemory>();
  readonly #question: Question;
  #asked: Asked = { of: [], checks: [], inOrder: [] };
  /** how many there were */
  runs = 0;

  constructor(question: Question) {
    this.#question = question;
  }

  isFor({ config, granted, requested, today }: Question): boolean {
    const own = this.#question;
    return config === own.config && granted === own.granted && requested === own.requested && today === own.today;
  }

  known(check: string): CheckMemory | undefined {
    return this.#checks.get(check);
  }

  /** Whoever runs the same ones again need not look at the configuration of each. */
  askedOf(checks: readonly Check[]): readonly AskedCheck[] {
    if (!sameElements(this.#asked.of, checks)) {
      const { config } = this.#question;
      const asked = checks.filter(
        ({ id, family, severity }) => configuredSeverity(config, id, family, severity) !== undefined,
      );
      const named = asked.map(({ id, family }) => ({ check: id, family }));
      this.#asked = {
        of: checks,
        checks: asked.map((check) => ({ check, memory: this.#of(check) })),
        inOrder: named.toSorted(compareGroups).flatMap(({ check }) => this.#checks.get(check) ?? []),
      };
    }
    return this.#asked.checks;
  }

  /** The outcomes of those that were asked last, sorted by family and check. Once nothing is due. */
  groups(): readonly CheckOutcomes[] {
    return this.#asked.inOrder.map((memory) => memory.group());
  }

  #of(check: CheckMeta): CheckMemory {
    let memory = this.#checks.get(check.id);
    if (memory === undefined) this.#checks.set(check.id, (memory = new CheckMemory(check, this.#question)));
    return memory;
  }
}

/** What is remembered of one check. */
export class CheckMemory {
  /** keys that were never judged, or that something was marked for since */
  readonly due = new Set<string>();
  /** keys that the run under way gave up on: due again in the next one */
  #left: string[] = [];
  /** in which run, counted, an outcome of it had other findings than before; 0 where that never was */
  newsIn = 0;
  #tookMs: number | undefined;
  readonly #check: CheckMeta;
  readonly #question: Question;
  #refusal: Unknown | undefined;
  #keys: readonly string[] = [];
  // By the place of a key: of hundreds of modules and checks, a map and an object for each outcome take more than outcomes do.
  #places: Places = new Map();
  #outcomes: (Outcome | undefined)[] = [];
  #results: Remembered['result'][] = [];
  #group: CheckOutcomes | undefined;
  /** places whose outcomes may be others than those of the group; undefined where the keys themselves are */
  #changed: number[] | undefined;

  constructor(check: CheckMeta, question: Question) {
    this.#check = check;
    this.#question = question;
  }

  /** Why it may not run, where it may not: one object for the outcomes of hundreds of modules. */
  get refusal(): Unknown {
    return (this.#refusal ??= refusalOf(this.#question, this.#check.profile));
  }

  /** @param keys all that are judged, in the order of their subjects; compared by identity */
  begin(keys: readonly string[]): void {
    if (keys !== this.#keys) {
      const before = keys.map((key) => this.get(key));
      this.#keys = keys;
      this.#places = getOrSet(knownPlaces, keys, () => new Map(keys.map((key, at) => [key, at])));
      this.#outcomes = before.map((remembered) => remembered?.outcome);
      this.#results = before.map((remembered) => remembered?.result);
      for (const [at, key] of keys.entries()) if (before[at] === undefined) this.due.add(key);
      this.#changed = undefined;
    }
    for (const key of this.#left) this.due.add(key);
    this.#left = [];
    if (this.due.size === 0) return;
    // A module that went away may still be marked.
    for (const key of this.due) if (!this.#places.has(key)) this.due.delete(key);
  }

  get(key: string): Remembered | undefined {
    const at = this.#places.get(key);
    const outcome = at === undefined ? undefined : this.#outcomes[at];
    return at === undefined || outcome === undefined ? undefined : { outcome, result: this.#results[at] };
  }

  /**
   * Milliseconds that it takes to judge it again; 0 where that is not known. Who asks first for something that others need too
   * pays for all of them, and code that runs for the first time is slow: so the least counts, and grows but slowly.
   */
  get tookMs(): number {
    return this.#tookMs ?? 0;
  }

  took(ms: number): void {
    this.#tookMs = this.#tookMs === undefined ? ms : Math.min(ms, (this.#tookMs + ms) / 2);
  }

  keep(key: string, { outcome, result }: Remembered): void {
    this.due.delete(key);
    const at = this.#places.get(key);
    if (at === undefined) return;
    if (this.#outcomes[at] !== outcome) this.#changed?.push(at);
    this.#outcomes[at] = outcome;
    this.#results[at] = result;
  }

  leave(key: string): void {
    this.#left.push(key);
  }

  /** what is not due */
  judged(): readonly Outcome[] {
    return this.#keys.flatMap((key, at) => (this.due.has(key) ? [] : (this.#outcomes[at] ?? [])));
  }

  /** Once nothing is due. An edit costs the outcomes that it changed: there are hundreds of modules, and hundreds of checks. */
  group(): CheckOutcomes {
    const [last, changed] = [this.#group, this.#changed];
    if (last && changed?.length === 0) return last;
    this.#changed = [];
    if (last && changed && last.outcomes.length === this.#keys.length)
      return (this.#group = exchangeOutcomes(last, this.#exchanged(changed)));
    const outcomes = this.#outcomes.flatMap((outcome) => outcome ?? []);
    const same = last?.outcomes.length === outcomes.length && last.outcomes.every((one, at) => one === outcomes[at]);
    return (this.#group = last && same ? last : checkOutcomes(this.#check, outcomes));
  }

  *#exchanged(places: readonly number[]): Iterable<readonly [number, Outcome]> {
    for (const at of places) {
      const outcome = this.#outcomes[at];
      if (outcome) yield [at, outcome];
    }
  }
}

/** Where in a list of keys each stands. */
type Places = ReadonlyMap<string, number>;

/** The checks of modules have one list. */
const knownPlaces = new WeakMap<readonly string[], Places>();

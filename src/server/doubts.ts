import type { Engine } from '../engine/index';
import type { Machine } from './machine';

/** What came to be in doubt since the last run began. The engine is told when no run is under way. */
export class Doubts {
  readonly #changed = new Set<string>();
  readonly #edited = new Set<string>();
  #renew: 'nothing' | 'glance' | 'outside' | readonly string[] = 'nothing';

  /** Files or folders changed. */
  changed(paths: Iterable<string>): void {
    for (const path of paths) this.#changed.add(path);
  }

  /** An editor shows another text of a file than before; nothing changed on disk. */
  edited(path: string): void {
    this.#edited.add(path);
  }

  /** Somebody came back: what was not in order may be now. */
  glance(): void {
    if (this.#renew === 'nothing') this.#renew = 'glance';
  }

  /** @param what `outside`: all that processes said and that nobody watches; or what these checks (ids) rest on */
  distrust(what: 'outside' | readonly string[]): void {
    if (this.#renew === 'outside' || what === 'outside') this.#renew = 'outside';
    else this.#renew = typeof this.#renew === 'string' ? what : [...this.#renew, ...what];
  }

  /** @param unsettled ids of the checks that may have another answer although no file of the folder changed */
  tell(engine: Engine, machine: Machine, unsettled: () => readonly string[]): void {
    const [changed, edited] = [[...this.#changed], [...this.#edited]];
    this.#changed.clear();
    this.#edited.clear();
    if (changed.length > 0) for (const each of [machine, engine]) each.invalidate(changed);
    if (edited.length > 0) for (const each of [machine, engine]) each.invalidateTexts(edited);
    if (this.#renew === 'outside') engine.renew();
    else if (this.#renew === 'glance') engine.glance(unsettled());
    else if (this.#renew !== 'nothing') engine.renew(this.#renew);
    this.#renew = 'nothing';
  }
}

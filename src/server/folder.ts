import { joinPath } from '../base/paths';
import {
  Cancelled,
  configFileName,
  createEngine,
  loadConfig,
  profileAllows,
  type Check,
  type CheckOutcomes,
  type Config,
  type Engine,
  type Finding,
  type Outcome,
  type Profile,
  type Question,
  type RunObserver,
  type RunRequest,
  type RunResult,
} from '../engine/index';
import type { Progress, RunReason } from '../protocol/index';
import type { Machine } from './machine';
import { ProgressReporter } from './progress';
import { shiftResult } from './retained';
import { RunLoop, type Demand, type Depth, type Step, type Timers } from './runLoop';
import type { TextChange } from './shiftRanges';

/** What a folder is verified with; a change of any of it is another verification. */
export interface FolderSetup {
  /** the editor's settings, untrusted */
  readonly settings: unknown;
  /** stronger than any configuration; undefined: the configuration decides, up to offline */
  readonly profile: Profile | undefined;
  /** what trust and consent allow */
  readonly granted: Profile;
  /** whether anything runs without being asked for */
  readonly background: boolean;
}

export interface FolderHost {
  readonly machine: Machine;
  readonly timers: Timers;
  /** undefined: every check there is */
  readonly checks?: readonly Check[];
  /** files whose text in the editor is not what the disk holds */
  unsaved(): readonly string[];
  /** files that the editor shows */
  open(): readonly string[];
  /** @param partial the checks that run `go` follow */
  onResult(result: RunResult, partial: boolean): Promise<void>;
  /** what is found, while slow checks are still at work: theirs is what they had found before */
  onFindings(findings: readonly Finding[]): Promise<void>;
  onProgress(running: Progress | undefined): void;
  onFailure(error: unknown): void;
}

/** How long to wait for more of the same: typing, a save, what a terminal does to many files at once. */
export const delays = { edit: 5, save: 20, files: 300 } as const;

/** After that time the checks that an edit concerns run side by side, and a little later what they found is shown. */
const patienceMs = 20;
const nextTurnMs = 5;

/** How often findings of a long run are shown before it has ended. */
const intervalMs = 1000;

/** How long a run that nobody asked for may keep `go` at work. */
const backgroundMs = 60_000;

/** Verifies one workspace folder again and again, with what it learned before. */
export class Folder {
  readonly uri: string;
  /** absolute, with `/` */
  readonly dir: string;
  readonly #host: FolderHost;
  readonly #engine: Engine;
  readonly #loop: RunLoop;
  readonly #progress: ProgressReporter;
  readonly #staticChecks: ReadonlySet<string>;
  #setup: FolderSetup;
  /** time that the static step before a full step took */
  #spentMs = 0;
  /** of the last run */
  #config: Config | undefined;
  #result: RunResult | undefined;
  /** told to the engine when no run is under way */
  readonly #changed = new Set<string>();
  readonly #life = new AbortController();
  /** questions under way: while there are any, the engine is told of no change */
  readonly #asked = new Set<Promise<unknown>>();
  #renew: 'nothing' | 'glance' | 'outside' | readonly string[] = 'nothing';
  /** files that were not saved when `go` judged last: its answers are about another text than ours */
  #judgedUnsaved: ReadonlySet<string> = new Set();

  constructor(uri: string, dir: string, setup: FolderSetup, host: FolderHost) {
    this.uri = uri;
    this.dir = dir;
    this.#setup = setup;
    this.#host = host;
    this.#engine = createEngine(host.machine.ports, host.checks);
    this.#staticChecks = new Set(this.#engine.checks.filter(({ profile }) => profile === 'static').map(({ id }) => id));
    this.#progress = new ProgressReporter((running) => host.onProgress(running), host.timers);
    this.#loop = new RunLoop(
      {
        static: (step, fullFollows) => this.#runStatic(step, fullFollows),
        full: (step) => this.#runFull(step),
        isInterruptible: () => this.#result !== undefined,
        idle: () => this.#progress.end(),
        failed: (error) => host.onFailure(error),
      },
      host.timers,
    );
  }

  /** the last result that was published, its places moved with the text since */
  get result(): RunResult | undefined {
    return this.#result;
  }

  get checks(): Engine['checks'] {
    return this.#engine.checks;
  }

  get setup(): FolderSetup {
    return this.#setup;
  }

  start(): void {
    this.#background({ reason: 'start', depth: 'full', delayMs: 0 });
  }

  /** An open document was edited. */
  edited(path: string, changes: readonly TextChange[]): void {
    if (this.#result) this.#result = shiftResult(this.#result, path, changes);
    this.#changed.add(path);
    // Other settings ask other questions, also of go.
    const depth = path === joinPath(this.dir, configFileName) ? 'full' : 'static';
    this.#background({ reason: 'edit', depth, delayMs: delays.edit });
  }

  /** A document was opened or closed: where it differs from the disk, another text counts now. */
  replaced(path: string): void {
    this.#changed.add(path);
    this.#background({ reason: 'edit', depth: 'static', delayMs: delays.edit });
  }

  saved(path: string): void {
    this.#changed.add(path);
    if (this.#judgedUnsaved.has(path)) this.#distrust('outside');
    this.#background({ reason: 'save', depth: 'full', delayMs: delays.save });
  }

  /** Files or folders changed on disk. */
  changedOnDisk(paths: readonly string[]): void {
    for (const path of paths) this.#changed.add(path);
    this.#background({ reason: 'files', depth: 'full', delayMs: delays.files });
  }

  reconfigure(setup: FolderSetup, reason: RunReason): void {
    if (JSON.stringify(setup) === JSON.stringify(this.#setup)) return;
    this.#setup = setup;
    this.#forgetOutcomes();
    this.#background({ reason, depth: 'full', delayMs: 0 });
  }

  /**
   * Verifies because somebody asked: nothing that was remembered is trusted, of these checks or of all.
   * @param signal cancels what was asked for; the promise rejects with `Cancelled`
   */
  async verify(reason: RunReason, checks: readonly string[] | undefined, signal: AbortSignal): Promise<RunResult> {
    // Focus comes often, and the files of the folder are watched.
    if (reason === 'focus') this.#glance();
    else if (checks === undefined) {
      this.#distrust('outside');
      this.#changed.add(this.dir);
    } else this.#distrust(this.#named(checks));
    const cancel = (): void => this.#loop.cancelCommand();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      this.#loop.demand({ reason, depth: 'full', delayMs: 0 });
      await this.#loop.settled('full');
      if (this.#result === undefined) throw new Cancelled();
      return this.#result;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  /** After a fix: the files changed, and perhaps what go says. */
  async recheck(paths: readonly string[]): Promise<RunResult | undefined> {
    for (const path of paths) this.#changed.add(path);
    this.#distrust('outside');
    this.#loop.demand({ reason: 'fix', depth: 'full', delayMs: 0 });
    await this.#loop.settled('full');
    return this.#result;
  }

  /** Answers from what is known after the edits so far. Reads files where it must, runs nothing. */
  async ask<T>(question: Question<T>): Promise<T> {
    await this.settled('static');
    // Where nothing runs in the background, nobody else tells the engine of the edits.
    if (!this.#loop.isRunning && this.#asked.size === 0) this.#tell();
    const answer = this.#engine.ask(this.dir, question, this.#life.signal);
    this.#asked.add(answer);
    try {
      return await answer;
    } finally {
      this.#asked.delete(answer);
    }
  }

  /** Resolves when what is known counts again: after the edits so far. Never rejects. */
  async settled(depth: Depth): Promise<void> {
    await this.#loop.settled(depth).catch(() => undefined);
  }

  /** Cancels what runs; resolves when nothing runs any more. */
  async dispose(): Promise<void> {
    this.#life.abort();
    await this.#loop.dispose();
    this.#progress.end();
  }

  #background(demand: Demand): void {
    if (this.#setup.background) this.#loop.demand(demand);
  }

  #glance(): void {
    if (this.#renew === 'nothing') this.#renew = 'glance';
  }

  #distrust(what: 'outside' | readonly string[]): void {
    if (this.#renew === 'outside' || what === 'outside') this.#renew = 'outside';
    else this.#renew = typeof this.#renew === 'string' ? what : [...this.#renew, ...what];
  }

  /** Checks that may have another answer although no file of the folder changed: a module was downloaded, go installed. */
  #unsettled(): string[] {
    const fine: ReadonlySet<Outcome['kind']> = new Set(['passed', 'not-applicable']);
    const groups = this.#result?.byCheck ?? [];
    return groups.flatMap(({ check, outcomes }) => (outcomes.every(({ kind }) => fine.has(kind)) ? [] : [check]));
  }

  #named(checks: readonly string[]): string[] {
    return this.#engine.checks
      .filter(({ id, family }) => checks.includes(id) || checks.includes(family))
      .map((c) => c.id);
  }

  /** Tells the engine what changed since the last run began. */
  #tell(): void {
    const paths = [...this.#changed];
    this.#changed.clear();
    if (paths.length > 0) {
      this.#host.machine.invalidate(paths);
      this.#engine.invalidate(paths);
    }
    if (this.#renew === 'outside') this.#engine.renew();
    else if (this.#renew === 'glance') this.#engine.glance(this.#unsettled());
    else if (this.#renew !== 'nothing') this.#engine.renew(this.#renew);
    this.#renew = 'nothing';
  }

  async #runStatic(step: Step, fullFollows: boolean): Promise<boolean> {
    const config = await this.#readConfig();
    // What may not go further than reading files is whole after this step.
    const isWhole = this.#setup.granted === 'static' || !profileAllows(config.profile, 'offline');
    const part = isWhole ? {} : { only: [...this.#staticChecks], retained: this.#retained() };
    const result = await this.#runShowing(step, config, part);
    if (step.isStale()) return true;
    this.#spentMs = result.summary.durationMs;
    const goesOn = !isWhole && !result.nothingToCheck;
    await this.#publish(result, goesOn && fullFollows);
    return goesOn;
  }

  /** Runs, and shows what the quick checks find before the slow ones have ended. */
  async #runShowing(step: Step, config: Config, part: Partial<RunRequest>): Promise<RunResult> {
    const show = async (): Promise<void> => {
      await this.#showSoFar(step);
      // What is to be sent is sent once nothing else is to be done.
      await new Promise<void>((resolve) => this.#host.timers.after(0, resolve));
    };
    let timer: { cancel(): void } | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = this.#host.timers.after(patienceMs, () => {
        resolve();
        timer = this.#host.timers.after(nextTurnMs, () => void this.#showSoFar(step));
      });
    });
    try {
      return await this.#showingRegularly(step, () => this.#run(step, config, part, { onQuickDone: show, patience }));
    } finally {
      timer?.cancel();
    }
  }

  async #showSoFar(step: Step): Promise<void> {
    if (this.#result === undefined || step.isStale()) return;
    await this.#host.onFindings(this.#engine.findingsSoFar(this.dir, this.#result.byCheck));
  }

  async #runFull(step: Step): Promise<void> {
    const unsaved = new Set(this.#host.unsaved());
    const near = [...this.#host.open()];
    // Who asked waits for all of it; a run that nobody asked for must not keep a machine busy for minutes.
    const budget = step.reason === 'command' ? {} : { budgetMs: backgroundMs };
    const result = await this.#showingRegularly(step, async () =>
      this.#run(step, await this.#readConfig(), { near, ...budget }),
    );
    if (step.isStale()) return;
    this.#judgedUnsaved = unsaved;
    // To the person both steps are one run.
    const durationMs = this.#spentMs + result.summary.durationMs;
    await this.#publish({ ...result, summary: { ...result.summary, durationMs } }, false);
  }

  /** With hundreds of modules go takes minutes: what it says is shown as it comes. */
  async #showingRegularly<T>(step: Step, run: () => Promise<T>): Promise<T> {
    let timer: { cancel(): void } | undefined;
    const wait = (): void => {
      timer = this.#host.timers.after(intervalMs, () => {
        void this.#showSoFar(step);
        wait();
      });
    };
    wait();
    try {
      return await run();
    } finally {
      timer?.cancel();
    }
  }

  /** `go-preflight.jsonc` may have changed like any other file. */
  async #readConfig(): Promise<Config> {
    const { settings, profile } = this.#setup;
    const flags = profile === undefined ? {} : { profile };
    const file = joinPath(this.dir, configFileName);
    const loaded = await loadConfig({ file, settings, flags }, this.#host.machine.ports, this.#engine.checks);
    const tooMuch = profile === undefined && !profileAllows('offline', loaded.config.profile);
    const config = tooMuch ? { ...loaded.config, profile: 'offline' as const } : loaded.config;
    // The engine compares by identity: the same configuration stays the same object.
    if (this.#config && JSON.stringify(config) === JSON.stringify(this.#config)) return this.#config;
    // Outcomes under another configuration are answers to other questions.
    if (this.#config) this.#forgetOutcomes();
    this.#config = config;
    return config;
  }

  #forgetOutcomes(): void {
    if (this.#result) this.#result = { ...this.#result, byCheck: [], outcomes: [] };
  }

  async #run(
    { reason, signal }: Step,
    config: Config,
    part: Partial<RunRequest>,
    observer: RunObserver = {},
  ): Promise<RunResult> {
    while (this.#asked.size > 0) await Promise.allSettled(this.#asked);
    this.#tell();
    this.#progress.begin(reason);
    const request: RunRequest = { root: this.dir, config, granted: this.#setup.granted, ...part };
    const onProgress = (done: number, total: number): void => this.#progress.step(done, total);
    const result = await this.#engine.run(request, signal, { onProgress, ...observer });
    if (signal.aborted) throw new Cancelled();
    return result;
  }

  async #publish(result: RunResult, partial: boolean): Promise<void> {
    this.#result = result;
    await this.#host.onResult(result, partial);
  }

  #retained(): readonly CheckOutcomes[] {
    return (this.#result?.byCheck ?? []).filter(({ check }) => !this.#staticChecks.has(check));
  }
}

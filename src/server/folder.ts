import { joinPath } from '../base/paths';
import {
  Cancelled,
  configFileName,
  createEngine,
  loadConfig,
  openQuestions,
  profileAllows,
  vetFinding,
  vetTargetOf,
  type CheckOutcomes,
  type Config,
  type Engine,
  type Outcome,
  type Question,
  type RunObserver,
  type RunRequest,
  type RunResult,
  type VetVerdict,
} from '../engine/index';
import type { RunReason } from '../protocol/index';
import { Doubts } from './doubts';
import { EarlyFindings } from './earlyFindings';
import type { FolderHost, FolderSetup } from './folderHost';
import { Trials } from './trials';
import { ProgressReporter } from './progress';
import { shiftResult } from './retained';
import { RunLoop, type Demand, type Depth, type Step } from './runLoop';
import type { TextChange } from './shiftRanges';

/** How long to wait for more of the same: typing, a save, what a terminal does to many files at once. */
export const delays = { edit: 5, save: 20, files: 300 } as const;

/** After a result nobody waits for anything, until somebody types. */
const leisureMs = 100;

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
  readonly #doubts = new Doubts();
  readonly #trials = new Trials();
  readonly #early: EarlyFindings;
  readonly #life = new AbortController();
  /** questions under way: while there are any, the engine is told of no change */
  readonly #asked = new Set<Promise<unknown>>();
  /** files that were not saved when `go` judged last: its answers are about another text than ours */
  #judgedUnsaved: ReadonlySet<string> = new Set();

  constructor(uri: string, dir: string, setup: FolderSetup, host: FolderHost) {
    this.uri = uri;
    this.dir = dir;
    this.#setup = setup;
    this.#host = host;
    this.#engine = createEngine(host.machine.ports, host.checks);
    this.#staticChecks = new Set(this.#engine.checks.filter(({ profile }) => profile === 'static').map(({ id }) => id));
    this.#early = new EarlyFindings(host.timers, (step) => this.#showSoFar(step));
    this.#progress = new ProgressReporter((running) => host.onProgress(running), host.timers);
    this.#loop = new RunLoop(
      {
        static: (step, fullFollows) => {
          const run = (): Promise<boolean> => this.#runStatic(step, fullFollows);
          return step.reason === 'edit' ? run() : host.largeWork(run);
        },
        full: (step) => host.largeWork(() => this.#runFull(step)),
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
    this.#trials.forget();
    if (this.#result) this.#result = shiftResult(this.#result, path, changes);
    this.#doubts.edited(path);
    // Other settings ask other questions, also of go.
    const depth = path === joinPath(this.dir, configFileName) ? 'full' : 'static';
    this.#background({ reason: 'edit', depth, delayMs: delays.edit });
  }

  /** A document was opened or closed: where it differs from the disk, another text counts now. */
  replaced(path: string): void {
    this.#doubts.edited(path);
    this.#background({ reason: 'edit', depth: 'static', delayMs: delays.edit });
  }

  saved(path: string): void {
    this.#doubts.changed([path]);
    if (this.#judgedUnsaved.has(path)) this.#doubts.distrust('outside');
    this.#background({ reason: 'save', depth: 'full', delayMs: delays.save });
  }

  /** Whether what was found may rest on a file. */
  restsOn(path: string): boolean {
    return this.#engine.restsOn(path);
  }

  /** Files or folders changed on disk. */
  changedOnDisk(paths: readonly string[]): void {
    this.#trials.forget();
    this.#doubts.changed(paths);
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
    if (reason === 'focus') this.#doubts.glance();
    else if (checks === undefined) {
      this.#doubts.distrust('outside');
      this.#doubts.changed([this.dir]);
    } else this.#doubts.distrust(this.#named(checks));
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
    this.#doubts.changed(paths);
    this.#doubts.distrust('outside');
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

  /**
   * Answers a question that asks programs, whose answer may take long: from what is on the disk and in the editor now. Beside
   * the runs: neither waits for the other.
   */
  async askApart<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const either = AbortSignal.any([signal, this.#life.signal]);
    return openQuestions(this.#host.machine.ports, this.dir, either)(question);
  }

  /** The targets that the configuration declares. */
  async targets(): Promise<readonly string[]> {
    await this.settled('static');
    // Where nothing runs in the background, nobody has read it yet.
    return (this.#config ?? (await this.#readConfig())).targets;
  }

  /**
   * Lets a build for one of its targets judge a finding, and shows what it said. Beside the runs: neither waits for the other.
   * @returns undefined where the finding is gone or names no target
   */
  async vet(fingerprint: string, signal: AbortSignal): Promise<VetVerdict | undefined> {
    await this.settled('static');
    const finding = this.#result?.findings.find((each) => each.fingerprint === fingerprint);
    const target = finding && vetTargetOf(finding);
    if (finding === undefined || target === undefined) return undefined;
    const ask = openQuestions(this.#host.machine.ports, this.dir, signal);
    const verdict = await ask(vetFinding(finding, target));
    this.#trials.keep(fingerprint, verdict.said);
    if (this.#result) await this.#host.onResult(this.#trials.on(this.#result), false);
    return verdict;
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
    this.#doubts.tell(this.#engine, this.#host.machine, () => this.#unsettled());
  }

  async #runStatic(step: Step, fullFollows: boolean): Promise<boolean> {
    const config = await this.#readConfig();
    // What may not go further than reading files is whole after this step.
    const isWhole = this.#setup.granted === 'static' || !profileAllows(config.profile, 'offline');
    const part = isWhole ? {} : { only: [...this.#staticChecks], retained: this.#retained() };
    const result = await this.#early.whileTyping(step, (observer) => this.#run(step, config, part, observer));
    if (step.isStale()) return true;
    this.#spentMs = result.summary.durationMs;
    const goesOn = !isWhole && !result.nothingToCheck;
    await this.#publish(result, goesOn && fullFollows);
    return goesOn;
  }

  async #showSoFar(step: Step): Promise<void> {
    if (this.#result === undefined || step.isStale()) return;
    await this.#host.onFindings(this.#trials.onFindings(this.#engine.findingsSoFar(this.dir, this.#result.byCheck)));
  }

  async #runFull(step: Step): Promise<void> {
    const unsaved = new Set(this.#host.unsaved());
    const near = [...this.#host.open()];
    // Who asked waits for all of it; a run that nobody asked for must not keep a machine busy for minutes.
    const budget = step.reason === 'command' ? {} : { budgetMs: backgroundMs };
    const result = await this.#early.regularly(step, async () =>
      this.#run(step, await this.#readConfig(), { near, ...budget }),
    );
    if (step.isStale()) return;
    this.#judgedUnsaved = unsaved;
    // To the person both steps are one run.
    const durationMs = this.#spentMs + result.summary.durationMs;
    await this.#publish({ ...result, summary: { ...result.summary, durationMs } }, false);
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
    await this.#host.onResult(this.#trials.on(result), partial);
    this.#host.timers.after(leisureMs, () => this.#engine.expectChanges(this.dir));
  }

  #retained(): readonly CheckOutcomes[] {
    return (this.#result?.byCheck ?? []).filter(({ check }) => !this.#staticChecks.has(check));
  }
}

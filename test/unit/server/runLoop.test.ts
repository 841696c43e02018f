import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/engine/index';
import { pauseMs, RunLoop, type RunSteps, type Step, type Timers } from '../../../src/server/runLoop';

/** A clock that stands still until it is told to move. */
class ManualTimers implements Timers {
  #now = 0;
  #waiting: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): { cancel(): void } {
    const entry = { at: this.#now + ms, callback };
    this.#waiting.push(entry);
    return { cancel: () => (this.#waiting = this.#waiting.filter((other) => other !== entry)) };
  }

  async advance(ms: number): Promise<void> {
    this.#now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.#now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
    await settle();
  }
}

/** Lets promises that can go on do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Steps that end when the test says so, as the engine does: with `Cancelled` when the signal fires. */
class ManualSteps implements RunSteps {
  readonly log: string[] = [];
  interruptible = true;
  goesOn = true;
  #end: ((error?: Error) => void) | undefined;

  static(step: Step, fullFollows: boolean): Promise<boolean> {
    return this.#step(`static ${step.reason}${fullFollows ? '+' : ''}`, step).then(() => this.goesOn);
  }

  full(step: Step): Promise<void> {
    return this.#step(`full ${step.reason}`, step);
  }

  isInterruptible(): boolean {
    return this.interruptible;
  }

  idle(): void {
    this.log.push('idle');
  }

  failed(error: unknown): void {
    this.log.push(`failed ${String(error)}`);
  }

  async end(error?: Error): Promise<void> {
    const end = this.#end;
    this.#end = undefined;
    end?.(error);
    await settle();
  }

  async #step(name: string, step: Step): Promise<void> {
    this.log.push(name);
    await new Promise<void>((resolve, reject) => {
      this.#end = (error) => {
        if (error) reject(error);
        else resolve();
      };
      step.signal.addEventListener('abort', () => reject(new Cancelled()));
    });
    this.log.push(step.isStale() ? 'stale' : 'published');
  }
}

function make(): { timers: ManualTimers; steps: ManualSteps; loop: RunLoop } {
  const timers = new ManualTimers();
  const steps = new ManualSteps();
  return { timers, steps, loop: new RunLoop(steps, timers) };
}

describe('RunLoop', () => {
  it('makes one run of demands that come together, reading first and go after it', async () => {
    const { timers, steps, loop } = make();
    loop.demand({ reason: 'files', depth: 'full', delayMs: 300 });
    loop.demand({ reason: 'files', depth: 'full', delayMs: 300 });
    await timers.advance(299);
    assert.deepEqual(steps.log, []);
    await timers.advance(1);
    await steps.end();
    await timers.advance(0);
    await steps.end();
    assert.deepEqual(steps.log, ['static files+', 'published', 'full files', 'published', 'idle']);
  });

  it('cancels what runs when something newer comes, and puts go off until typing pauses', async () => {
    const { timers, steps, loop } = make();
    loop.demand({ reason: 'save', depth: 'full', delayMs: 0 });
    await timers.advance(0);
    await steps.end();
    await timers.advance(0);
    loop.demand({ reason: 'edit', depth: 'static', delayMs: 5 });
    await settle();
    await timers.advance(5);
    await steps.end();
    await timers.advance(pauseMs - 1);
    assert.deepEqual(steps.log, ['static save+', 'published', 'full save', 'static edit+', 'published']);
    await timers.advance(1);
    await steps.end();
    assert.deepEqual(steps.log.slice(5), ['full edit', 'published', 'idle']);
  });

  it('lets the first scan end although somebody types, but does not publish what is stale', async () => {
    const { timers, steps, loop } = make();
    steps.interruptible = false;
    steps.goesOn = false;
    loop.demand({ reason: 'start', depth: 'static', delayMs: 0 });
    await timers.advance(0);
    loop.demand({ reason: 'edit', depth: 'static', delayMs: 5 });
    await timers.advance(5);
    await steps.end();
    await timers.advance(0);
    await steps.end();
    assert.deepEqual(steps.log, ['static start', 'stale', 'static edit', 'published', 'idle']);
  });

  it('does not go on where reading files was all there is to do', async () => {
    const { timers, steps, loop } = make();
    steps.goesOn = false;
    loop.demand({ reason: 'start', depth: 'full', delayMs: 0 });
    await timers.advance(0);
    const settled = loop.settled('full');
    await steps.end();
    await settled;
    assert.deepEqual(steps.log, ['static start+', 'published', 'idle']);
  });

  it('tells who waits when what they asked for is done, not before', async () => {
    const { timers, steps, loop } = make();
    const done: string[] = [];
    loop.demand({ reason: 'command', depth: 'full', delayMs: 0 });
    void loop.settled('static').then(() => done.push('static'));
    void loop.settled('full').then(() => done.push('full'));
    await timers.advance(0);
    assert.deepEqual(done, []);
    await steps.end();
    assert.deepEqual(done, ['static']);
    await timers.advance(0);
    await steps.end();
    assert.deepEqual(done, ['static', 'full']);
    await loop.settled('full');
  });

  it('ends a command that is cancelled, and still judges files that changed meanwhile', async () => {
    const { timers, steps, loop } = make();
    loop.demand({ reason: 'command', depth: 'full', delayMs: 0 });
    const asked = loop.settled('full');
    const rejected = assert.rejects(asked, Cancelled);
    await timers.advance(0);
    await steps.end();
    await timers.advance(0);
    loop.cancelCommand();
    await rejected;
    await settle();
    assert.deepEqual(steps.log, ['static command+', 'published', 'full command', 'idle']);

    loop.demand({ reason: 'files', depth: 'full', delayMs: 0 });
    loop.demand({ reason: 'command', depth: 'full', delayMs: 0 });
    loop.cancelCommand();
    await timers.advance(0);
    await steps.end();
    await timers.advance(0);
    await steps.end();
    assert.deepEqual(steps.log.slice(4), ['static command+', 'published', 'full command', 'published', 'idle']);
  });

  it('reports a failure once, to the log and to who waits, and runs again when asked', async () => {
    const { timers, steps, loop } = make();
    loop.demand({ reason: 'command', depth: 'static', delayMs: 0 });
    const rejected = assert.rejects(loop.settled('static'), /broken/);
    await timers.advance(0);
    await steps.end(new Error('broken'));
    await rejected;
    loop.demand({ reason: 'edit', depth: 'static', delayMs: 0 });
    await timers.advance(0);
    await steps.end();
    assert.deepEqual(steps.log, ['static command', 'failed Error: broken', 'idle', 'static edit', 'published', 'idle']);
  });

  it('runs nothing any more once it is disposed', async () => {
    const { timers, steps, loop } = make();
    loop.demand({ reason: 'start', depth: 'full', delayMs: 0 });
    await timers.advance(0);
    const rejected = assert.rejects(loop.settled('full'), Cancelled);
    await loop.dispose();
    await rejected;
    loop.demand({ reason: 'edit', depth: 'static', delayMs: 0 });
    await timers.advance(1000);
    assert.deepEqual(steps.log, ['static start+']);
  });
});

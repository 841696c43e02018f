import { spawn, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import * as path from 'node:path';
import { Limiter } from '../../base/limiter';
import type { Logger, ProcessRequest, ProcessResult, ProcessRunner } from '../../engine/index';
import { nodeClock } from '../clock';
import { deadline } from '../deadline';
import { errorCode, reasonOf } from '../systemError';
import { OutputBuffer } from './outputBuffer';
import { ProcessGroup } from './processGroup';
import { openScratch } from './scratchFolder';

export interface ProcessRunnerOptions {
  readonly logger: Logger;
  readonly tempDir: string;
  /** how many processes run side by side; others wait, and their time starts when they start */
  readonly width: number;
  /** bytes of standard output after which the process is killed */
  readonly maxOutput?: number;
  /** bytes of standard error that are kept: the last ones */
  readonly maxErrorOutput?: number;
  /** how long a process may take to end after it was asked to */
  readonly graceMs?: number;
}

type Ending = { readonly reason: 'cancelled' | 'timed-out' | 'too-much-output' } | undefined;

/** Runs processes without a shell, each with a deadline, in a group of its own that is killed as a whole. */
export class NodeProcessRunner implements ProcessRunner {
  readonly #options: Required<ProcessRunnerOptions>;
  readonly #limiter: Limiter;
  readonly #running = new Set<RunningProcess>();
  readonly #killAll = (): void => {
    for (const running of this.#running) running.group.kill();
  };

  constructor(options: ProcessRunnerOptions) {
    this.#options = { maxOutput: 64 * 1024 * 1024, maxErrorOutput: 1024 * 1024, graceMs: 250, ...options };
    this.#limiter = new Limiter(options.width);
    // The children lead groups of their own, so nothing else ends them with us.
    process.on('exit', this.#killAll);
  }

  run(request: ProcessRequest, signal: AbortSignal): Promise<ProcessResult> {
    return this.#limiter.run(async () => {
      if (signal.aborted) return { kind: 'cancelled' };
      const started = nodeClock.now();
      const result = await this.#start(request, signal);
      this.#log(request, result, nodeClock.now() - started);
      return result;
    });
  }

  /** Kills what runs. Nothing can be run afterwards. */
  dispose(): void {
    this.#killAll();
    process.off('exit', this.#killAll);
  }

  async #start(request: ProcessRequest, signal: AbortSignal): Promise<ProcessResult> {
    const refused = refusal(request);
    if (refused !== undefined) return { kind: 'could-not-start', reason: refused };
    try {
      const scratch = await openScratch(request, this.#options.tempDir);
      try {
        const running = new RunningProcess(scratch.request, this.#options);
        this.#running.add(running);
        try {
          return await scratch.withFiles(await running.result(signal));
        } finally {
          this.#running.delete(running);
        }
      } finally {
        await scratch.remove();
      }
    } catch (error) {
      // Node throws for arguments with a NUL byte, for instance.
      return { kind: 'could-not-start', reason: reasonOf(error) };
    }
  }

  #log(request: ProcessRequest, result: ProcessResult, durationMs: number): void {
    const command = [request.file, ...request.args].map(shown).join(' ');
    const { logger } = this.#options;
    // VS Code makes the folder a link, which parentheses end and brackets do not.
    logger.info(`${command}  (in ${shown(request.cwd)})  ${ending(result)}, ${Math.round(durationMs)} ms`);
    if ('stderr' in result && result.stderr !== '') logger.debug(result.stderr.trimEnd());
  }
}

/** A word of a command, quoted where it would not be read as one word. */
function shown(word: string): string {
  return /^[\w@%+=:,./\\~-]+$/.test(word) ? word : JSON.stringify(word);
}

function ending(result: ProcessResult): string {
  switch (result.kind) {
    case 'exited':
      return `exit code ${result.code}`;
    case 'signalled':
      return `ended by ${result.signal}`;
    case 'could-not-start':
      return `could not start: ${result.reason}`;
    case 'timed-out':
      return `killed after its ${result.timeoutMs / 1000} s`;
    case 'too-much-output':
      return `killed: it wrote more than ${result.limit} bytes`;
    case 'cancelled':
      return 'cancelled';
  }
}

/** Why a request is not even tried. */
function refusal({ file, cwd }: ProcessRequest): string | undefined {
  // A bare name is looked up in the working directory first on Windows, and that may be somebody else's repository.
  if (!path.isAbsolute(file)) return `${file} is not an absolute path`;
  try {
    if (!statSync(cwd).isDirectory()) return `${cwd} is not a folder`;
  } catch (error) {
    // Without this, Node would say that the executable is missing.
    return `${cwd}: ${reasonOf(error)}`;
  }
  return undefined;
}

class RunningProcess {
  readonly group: ProcessGroup;
  readonly #request: ProcessRequest;
  readonly #options: Required<ProcessRunnerOptions>;
  readonly #child: ChildProcess;
  readonly #stdout: OutputBuffer;
  readonly #stderr: OutputBuffer;
  readonly #started = nodeClock.now();
  readonly #deadlines: (() => void)[] = [];
  #ending: Ending;

  constructor(request: ProcessRequest, options: Required<ProcessRunnerOptions>) {
    this.#request = request;
    this.#options = options;
    this.#stdout = new OutputBuffer(options.maxOutput, 'start');
    this.#stderr = new OutputBuffer(options.maxErrorOutput, 'end');
    this.#child = spawn(request.file, request.args, {
      cwd: request.cwd,
      env: { ...request.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: false,
      windowsHide: true,
    });
    this.group = new ProcessGroup(this.#child);
  }

  result(signal: AbortSignal): Promise<ProcessResult> {
    const child = this.#child;
    const cancel = (): void => this.#end({ reason: 'cancelled' });
    return new Promise<ProcessResult>((resolve) => {
      child.on('error', (error) => {
        // Also sent where a signal could not be delivered to a process that runs.
        if (child.pid === undefined) resolve({ kind: 'could-not-start', reason: startFailure(error) });
      });
      child.stdout?.on('data', (chunk: Buffer) => {
        this.#stdout.add(chunk);
        if (this.#stdout.isFull) this.#end({ reason: 'too-much-output' });
      });
      child.stderr?.on('data', (chunk: Buffer) => this.#stderr.add(chunk));
      // It may end without reading its input.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(this.#request.input ?? '');
      child.on('exit', () => this.#afterExit());
      child.on('close', (code, signalName) => resolve(this.#outcome(code, signalName)));
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      this.#after(this.#request.timeoutMs, () => this.#end({ reason: 'timed-out' }));
    }).finally(() => {
      signal.removeEventListener('abort', cancel);
      for (const end of this.#deadlines) end();
    });
  }

  /** Ends the group, gently first. */
  #end(why: NonNullable<Ending>): void {
    if (this.#ending !== undefined) return;
    this.#ending = why;
    this.group.terminate();
    this.#after(this.#options.graceMs, () => this.#abandon());
  }

  /** A grandchild may hold the pipes open after the child has ended: nobody waits for it for ever. */
  #afterExit(): void {
    this.#after(this.#options.graceMs, () => this.#abandon());
  }

  #abandon(): void {
    this.group.kill();
    // A grandchild that left the group still holds the other ends.
    this.#after(100, () => {
      this.#child.stdin?.destroy();
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    });
  }

  #outcome(code: number | null, signalName: string | null): ProcessResult {
    if (this.#ending?.reason === 'cancelled') return { kind: 'cancelled' };
    if (this.#ending?.reason === 'too-much-output') return { kind: 'too-much-output', limit: this.#options.maxOutput };
    const output = { stdout: this.#stdout.text(), stderr: this.#stderr.text() };
    if (this.#ending) return { kind: 'timed-out', ...output, timeoutMs: this.#request.timeoutMs };
    if (code === null) return { kind: 'signalled', signal: signalName ?? 'unknown signal', ...output };
    return { kind: 'exited', code, ...output, durationMs: nodeClock.now() - this.#started };
  }

  #after(milliseconds: number, task: () => void): void {
    this.#deadlines.push(deadline(milliseconds, task));
  }
}

function startFailure(error: unknown): string {
  if (errorCode(error) === 'EINVAL') return 'scripts (.bat, .cmd) cannot be started without a shell';
  return reasonOf(error);
}

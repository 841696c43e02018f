import { spawn } from 'node:child_process';
import { reasonOf, type Measured } from './measured';
import { median } from './statistics';

export interface Timing {
  /** median of the runs */
  readonly ms: number;
  readonly runs: readonly number[];
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** exit codes other than 0 that count as done: findings, grep without a match */
  readonly accepts?: readonly number[];
  /** takes minutes: measured once, before the others, and without a run to warm up */
  readonly once?: boolean;
}

/** Longer than this no command is waited for. */
const limitMs = 900_000;

/** A command that needs more than this is not run five times. */
const slowMs = 30_000;

/**
 * Wall-clock time of whole processes, in turns, so that a busy minute of the machine slows all of them down alike. A command
 * that fails has no time, so that no failure looks fast.
 */
export async function timeTogether(
  commands: ReadonlyMap<string, Command>,
  runs: number,
): Promise<ReadonlyMap<string, Measured<Timing>>> {
  const times = new Map<string, number[]>();
  const reasons = new Map<string, string>();
  const run = async (name: string, command: Command): Promise<number | undefined> => {
    try {
      return await duration(command);
    } catch (error) {
      reasons.set(name, reasonOf(error));
      return undefined;
    }
  };
  const often = new Map<string, Command>();
  for (const [name, command] of commands) {
    // The first run of all but the slowest is for the caches, and counts only where one is all that there will be.
    const first = await run(name, command);
    if (first === undefined) continue;
    if (command.once || first > slowMs) times.set(name, [first]);
    else often.set(name, command);
  }
  for (let turn = 0; turn < runs; turn++)
    for (const [name, command] of often) {
      const ms = await run(name, command);
      if (ms !== undefined) times.set(name, [...(times.get(name) ?? []), ms]);
    }
  return new Map([...commands.keys()].map((name) => [name, timing(times.get(name), reasons.get(name))]));
}

function timing(runs: readonly number[] | undefined, why: string | undefined): Measured<Timing> {
  return runs === undefined || why !== undefined
    ? { why: why ?? 'it was not run' }
    : { value: { ms: median(runs), runs } };
}

/** Milliseconds until the process has ended. */
export function duration({ file, args, cwd, env, accepts = [] }: Command): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    // Not spawn's own timeout: where the program does not exist, its timer runs on and keeps us alive.
    const deadline = setTimeout(() => child.kill('SIGKILL'), limitMs);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    child.on('error', (error) => {
      clearTimeout(deadline);
      reject(error);
    });
    child.on('exit', (code, signal) => {
      const ms = performance.now() - started;
      clearTimeout(deadline);
      if (code !== null && (code === 0 || accepts.includes(code))) {
        resolve(ms);
        return;
      }
      const how = code === null ? `${signal ?? 'ended'} after ${Math.round(ms / 1000)} s` : `exit code ${code}`;
      // The last line of a go command is what it gave up for.
      reject(new Error(`${how}\n${stderr.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}

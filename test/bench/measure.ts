import { spawn } from 'node:child_process';

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
  /** runs before each measured one */
  readonly before?: () => void;
}

/**
 * Wall-clock time of whole processes, in turns, so that a busy minute of the machine slows all of them down alike. Rejects
 * where one fails, so that no failure looks fast.
 */
export async function timeTogether(
  commands: Readonly<Record<string, Command>>,
  runs: number,
): Promise<ReadonlyMap<string, Timing>> {
  const times = new Map<string, number[]>();
  // Once unmeasured, for the file system's cache.
  for (const [name, command] of Object.entries(commands)) {
    await once(command);
    times.set(name, []);
  }
  for (let run = 0; run < runs; run++)
    for (const [name, command] of Object.entries(commands)) times.get(name)?.push(await once(command));
  return new Map([...times].map(([name, own]) => [name, { ms: median(own), runs: own }]));
}

function once({ file, args, cwd, env, accepts = [], before }: Command): Promise<number> {
  before?.();
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 || (code !== null && accepts.includes(code))) resolve(performance.now() - started);
      else reject(new Error(`${file} ${args.join(' ')} in ${cwd}: exit code ${code}\n${stderr}`));
    });
  });
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

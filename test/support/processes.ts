import { existsSync, readFileSync } from 'node:fs';
import { until } from './until';

/** Waits until a process is gone: a kill is a message, and it arrives a little later. */
export async function gone(pid: number): Promise<void> {
  await until(`the end of process ${pid}`, () => !isRunning(pid));
}

/** Whether a process runs. One that nobody has waited for yet has an entry, but does not run. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !(process.platform === 'linux' && readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
  } catch {
    return false;
  }
}

/** Waits until processes have written so many whole lines into a file, each the number of a process. */
export function pidsIn(file: string, count = 1): Promise<readonly number[]> {
  return until(`${count} process numbers in ${file}`, () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    return lines.length >= count && lines.map(Number);
  });
}

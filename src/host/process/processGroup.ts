import { spawn, type ChildProcess } from 'node:child_process';
import * as path from 'node:path';

/**
 * A child and all that it started. On Unix the child leads a process group of its own, which gets the signals; a
 * grandchild that leaves the group (setsid) is out of reach. On Windows `taskkill /T` follows the parents' ids; this part
 * was written from its documentation and has not been run by us.
 */
export class ProcessGroup {
  readonly #child: ChildProcess;
  readonly #windowsFolder: string;

  constructor(child: ChildProcess, windowsFolder: string = process.env.SystemRoot ?? 'C:\\Windows') {
    this.#child = child;
    this.#windowsFolder = windowsFolder;
  }

  /** Asks it to end. */
  terminate(): void {
    this.#signal('SIGTERM');
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    if (process.platform === 'win32') {
      // There is no gentle way for a process without a window: both signals end it.
      const taskkill = path.win32.join(this.#windowsFolder, 'System32', 'taskkill.exe');
      spawn(taskkill, ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () =>
        this.#child.kill(),
      );
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // The whole group is gone.
    }
  }
}

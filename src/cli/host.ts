import type { Ports } from '../engine/index';

/** Nobody takes the output: a full disk, a device that failed. Whoever closed the pipe has read what they wanted. */
export class OutputLost extends Error {}

/** Where output goes. `write` resolves when the text was taken, so that a slow reader slows the writer down. */
export interface Output {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** of the terminal */
  readonly columns: number | undefined;
}

export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** What the command line needs of the machine; `nodeHost.ts` is the real one, tests bring their own. */
export interface CliHost {
  /** of Go Preflight */
  readonly version: string;
  readonly variables: Readonly<Record<string, string>>;
  /** as Node names it: `linux`, `win32` */
  readonly platform: string;
  readonly userName: string | undefined;
  /** milliseconds since 1970 */
  now(): number;
  /** absolute path with `/` of what somebody typed; undefined where it is relative and the working directory is gone */
  resolve(path: string): string | undefined;
  /** Ports to the machine, and what ends the worker thread behind them. */
  openPorts(): OpenPorts;
  /** Told after a verification how much it judged: Go files times checks. */
  verified(judged: number): void;
  /** Replaces a file's content in one step: a reader sees the old text or the new one. Rejects where it cannot. */
  writeFile(path: string, content: Uint8Array): Promise<void>;
  renameFile(from: string, to: string): Promise<void>;
  /** Adds to the end of a file that others write to as well. Rejects where it cannot. */
  appendFile(path: string, text: string): Promise<void>;
  /** a file that comes with Go Preflight, such as `pages/goroot-mismatch.md` */
  readResource(name: string): Promise<string | undefined>;
  /** fires when the user cancels */
  readonly signal: AbortSignal;
}

export interface OpenPorts {
  readonly ports: Ports;
  /** Tells the tree scanner that files or folders (absolute) changed. */
  invalidate(paths: readonly string[]): void;
  dispose(): Promise<void>;
}

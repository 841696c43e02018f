import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { skip } from './skip';

/** How the real go is run; nothing said: the go on PATH, in this process' folder, with its variables. */
export interface GoRun {
  readonly cwd?: string | undefined;
  /** variables beside those of this process; undefined takes one away */
  readonly env?: Variables;
  /** all variables that there are, and nothing of this machine's settings */
  readonly variables?: Variables;
  /** for its standard input, which else is empty */
  readonly input?: string;
  /** of another Go than that on PATH */
  readonly goroot?: string | undefined;
  /** the number of the user and of the group that it runs as */
  readonly user?: number;
  readonly deadlineMs?: number;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** How a `go` command ended. */
export interface GoAnswer {
  /** `go build . in /tmp/shop` */
  readonly command: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** both, as a terminal shows them */
  readonly output: string;
}

/** The variables with which go uses what is on this machine alone, and changes no module file. */
export const offline = { GOFLAGS: '-mod=readonly', GOPROXY: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off' } as const;

/** Longer than any command of ours takes on a slow machine: who waits longer waits for something that hangs. */
const deadlineMs = 600_000;

/** Runs go to its end and answers how it ended. Throws where it has no end: not started, too slow, too talkative. */
export function askGoSync(args: readonly string[], run: GoRun = {}): GoAnswer {
  const { file, options } = processOf(run);
  const input = run.input ?? '';
  const { status, stdout, stderr, error, signal } = spawnSync(file, args, { ...options, encoding: 'utf8', input });
  if (status === null) {
    const isLate = (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT';
    throw unfinished(args, run, isLate, error?.message ?? signal);
  }
  return answerOf(args, run, status, stdout, stderr);
}

/** The same beside other work. */
export function askGo(args: readonly string[], run: GoRun = {}): Promise<GoAnswer> {
  const { file, options } = processOf(run);
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { ...options, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') {
        resolve(answerOf(args, run, code, stdout, stderr));
        return;
      }
      // Killed by Node, and not for what it printed, which has a code.
      const isLate = error?.killed === true && typeof code !== 'string';
      reject(unfinished(args, run, isLate, error?.message ?? child.signalCode));
    });
    // A child that ended before it read all says so by its exit code.
    child.stdin?.on('error', () => undefined).end(run.input ?? '');
  });
}

/** What a command prints that must succeed. */
export function goPrints(args: readonly string[], run: GoRun = {}): string {
  return stdoutOf(askGoSync(args, run));
}

/** What a command printed that had to succeed. */
export function stdoutOf({ command, code, stdout, output }: GoAnswer): string {
  if (code !== 0) throw new Error(`${command}: exit code ${code}\n${output}`);
  return stdout;
}

/** What go takes a variable of its own for. */
export function goEnv(name: string, run: GoRun = {}): string {
  return goPrints(['env', name], run).trim();
}

/** GOROOT of the go on PATH; undefined where there is none. */
export function realGoroot(): string | undefined {
  return hasGo() ? goEnv('GOROOT') : undefined;
}

/** Skips the tests of a hook, or a test, where there is no go. */
export function needGo(context: Mocha.Context): void {
  if (!hasGo()) skip(context, 'needs go');
}

function hasGo(): boolean {
  return spawnSync('go', ['version'], { stdio: 'ignore', timeout: deadlineMs }).status === 0;
}

function processOf(run: GoRun): { readonly file: string; readonly options: object } {
  return {
    file: run.goroot === undefined ? 'go' : join(run.goroot, 'bin', 'go'),
    options: {
      cwd: run.cwd,
      ...(run.user !== undefined && { uid: run.user, gid: run.user }),
      env: run.variables ?? { ...process.env, ...run.env },
      maxBuffer: 1 << 30,
      timeout: run.deadlineMs ?? deadlineMs,
      // Nothing that go started keeps it from ending.
      killSignal: 'SIGKILL',
    },
  };
}

function answerOf(args: readonly string[], run: GoRun, code: number, stdout: string, stderr: string): GoAnswer {
  return { command: commandOf(args, run), code, stdout, stderr, output: `${stdout}${stderr}` };
}

function unfinished(args: readonly string[], run: GoRun, isLate: boolean, reason: string | null): Error {
  const end = isLate
    ? `did not end within ${(run.deadlineMs ?? deadlineMs) / 60_000} min`
    : `has no exit code: ${reason ?? 'it did not start'}`;
  return new Error(`${commandOf(args, run)} ${end}`);
}

function commandOf(args: readonly string[], { cwd = process.cwd() }: GoRun): string {
  return `go ${args.join(' ')} in ${cwd}`;
}

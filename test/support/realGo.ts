import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** GOROOT of the go on PATH; undefined where there is none. */
export function realGoroot(): string | undefined {
  try {
    return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** How a `go` command ended. */
export interface GoAnswer {
  readonly code: number;
  readonly output: string;
}

/** Runs the real go with exactly these variables, and nothing of this machine's settings. */
export async function askGo(
  goroot: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<GoAnswer> {
  try {
    const { stdout, stderr } = await run(`${goroot}/bin/go`, args, { cwd, env: variables, timeout: 600_000 });
    return { code: 0, output: `${stdout}${stderr}` };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : -1, output: `${stdout}${stderr}` };
  }
}

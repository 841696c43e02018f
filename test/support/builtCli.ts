import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** How a child ended. */
export interface Ended {
  /** null where a signal ended it */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

export interface ChildOptions {
  readonly cwd?: string;
  /** laid over a small environment: PATH, HOME, a UTF-8 locale, go offline */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
}

/** The command line as users get it: bundled, with its worker, pages and translations, in a folder of its own. */
export class BuiltCli {
  readonly folder: string;
  readonly main: string;

  /** Builds the sources as they are: a `dist` left over from yesterday proves nothing. */
  constructor() {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'go-preflight-cli-'));
    const dist = path.join(this.folder, 'dist');
    this.main = path.join(dist, 'cli.js');
    const script = `import('./scripts/build.mjs').then(({ build }) => build({ outdir: ${JSON.stringify(dist)} }))`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the build failed: ${stderr}`);
    copyFileSync('package.json', path.join(this.folder, 'package.json'));
    // Other accounts run it too.
    mkdirSync(path.join(this.folder, 'home'), { mode: 0o777 });
    spawnSync('chmod', ['-R', 'a+rX', this.folder]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  environment(env: ChildOptions['env'] = {}): NodeJS.ProcessEnv {
    const base = {
      PATH: `/usr/local/go/bin:${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: path.join(this.folder, 'home'),
      LANG: 'C.UTF-8',
      GOPROXY: 'off',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-mod=readonly',
    };
    return { ...base, ...env };
  }

  start(args: readonly string[], { cwd, env, uid }: ChildOptions = {}): ChildProcess {
    return spawn(process.execPath, [this.main, ...args], {
      cwd,
      env: this.environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid !== undefined && { uid, gid: uid }),
    });
  }

  run(args: readonly string[], options: ChildOptions = {}): Promise<Ended> {
    return ended(this.start(args, options));
  }
}

/** Collects what a child writes until it has ended and its pipes are closed. */
export function ended(child: ChildProcess): Promise<Ended> {
  const started = Date.now();
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
        durationMs: Date.now() - started,
      });
    });
  });
}

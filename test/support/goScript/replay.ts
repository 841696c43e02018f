import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import type { TxtarArchive } from '../txtar';
import { fileCommands, removeAll, ScriptEnd } from './commands';
import { holds } from './conditions';
import { parseScriptLine, type ScriptLine } from './scriptLine';
import { ScriptState } from './scriptState';

/** A `go` call of a script, before it is made. */
export interface GoCall {
  readonly args: readonly string[];
  readonly state: ScriptState;
  /** one-based line of the script */
  readonly line: number;
}

export interface ProcessEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ReplayObserver {
  /** The state as the call will find it. @returns what is told when the call has ended */
  beforeGo(call: GoCall): Promise<(end: ProcessEnd) => Promise<void>>;
}

export type ReplayEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** the script expected something else here: what follows would not be its states */
  | { readonly kind: 'unlike'; readonly line: number; readonly reason: string };

export interface ReplayWorld {
  readonly goroot: string;
  readonly goVersion: string;
  readonly goCache: string;
  readonly proxyUrl: string;
}

/** What needs parts of cmd/go's own test that are not here. */
const needs: readonly (readonly [RegExp, string])[] = [
  [/\bTESTGO_|\bTESTGOVCS|\bTESTGO\w*=/, 'hooks of the test binary'],
  [/vcs-test\.golang\.org|GOPROXY=direct|\$TESTGO_VCSTEST/, 'version control servers'],
  [/\bsumdb\b|GOSUMDB=(?!off)/, 'a checksum database'],
  [/GOPROXY=https?:|GOPROXY=proxy\.golang\.org|\$GOPROXY\/(?:redirect|quota)/, 'other proxies'],
];

/** Replays a script of cmd/go/testdata/script with the real go, in an empty folder `work`. */
export async function replay(
  archive: TxtarArchive,
  work: string,
  world: ReplayWorld,
  observer: ReplayObserver,
): Promise<ReplayEnd> {
  const need = needs.find(([pattern]) => pattern.test(archive.comment));
  if (need) return { kind: 'skipped', reason: need[1] };
  const state = await ScriptState.create(work, variablesOf(world), archive);
  let line = 0;
  try {
    for (const text of archive.comment.split('\n')) {
      line++;
      const parsed = parseScriptLine(text);
      if (!parsed?.conditions.every(({ wanted, tag }) => holds(tag, state) === wanted)) continue;
      const fault = await runLine(parsed, line, state, world, observer);
      if (fault !== undefined) return { kind: 'unlike', line, reason: `${text.trim()}: ${fault}` };
    }
    return { kind: 'ended' };
  } catch (error) {
    if (!(error instanceof ScriptEnd)) throw error;
    return error.kind === 'stopped' ? { kind: 'ended' } : { kind: 'skipped', reason: error.message };
  } finally {
    await Promise.allSettled(state.background);
    await removeAll(work);
  }
}

function variablesOf({ goroot, goVersion, goCache, proxyUrl }: ReplayWorld): Record<string, string> {
  return {
    PATH: [join(goroot, 'bin'), process.env.PATH ?? ''].join(delimiter),
    HOME: '/no-home',
    GOARCH: process.arch === 'arm64' ? 'arm64' : 'amd64',
    GOOS: process.platform,
    GOCACHE: goCache,
    GOEXE: '',
    GOPROXY: proxyUrl,
    GOROOT: goroot,
    GOSUMDB: 'off',
    GOVCS: '*:all',
    GOTOOLCHAIN: 'auto',
    GOPRIVATE: '',
    GONOPROXY: '',
    GONOSUMDB: '',
    GOEXPERIMENT: '',
    GODEBUG: '',
    GOTRACEBACK: 'system',
    HGRCPATH: '',
    goversion: goVersion,
    devnull: '/dev/null',
    newline: '\n',
    '/': '/',
    ':': delimiter,
  };
}

/** @returns how the line was unlike what the script expects of it */
async function runLine(
  line: ScriptLine,
  number: number,
  state: ScriptState,
  world: ReplayWorld,
  observer: ReplayObserver,
): Promise<string | undefined> {
  const inRegExp = (at: number): boolean =>
    line.command === 'stdout' || line.command === 'stderr' || (line.command === 'grep' && at < line.args.length - 1);
  const args = line.args.map((word, at) => state.word(word, inRegExp(at)));
  const fault = await runCommand(line, args, number, state, world, observer);
  if (line.expects === 'either') return undefined;
  if (line.expects === 'failure') return fault === undefined ? 'it succeeded' : undefined;
  return fault;
}

async function runCommand(
  { command, background, expects }: ScriptLine,
  args: readonly string[],
  number: number,
  state: ScriptState,
  world: ReplayWorld,
  observer: ReplayObserver,
): Promise<string | undefined> {
  const own = fileCommands[command];
  if (own) {
    try {
      return await own(state, args);
    } catch (error) {
      if (error instanceof ScriptEnd) throw error;
      return error instanceof Error ? error.message : String(error);
    }
  }
  const go = join(world.goroot, 'bin', 'go');
  const [file = '', ...rest] = command === 'go' ? [go, ...args] : command === 'exec' ? args : [];
  if (file === '') throw new ScriptEnd('skipped', `no command ${command} here`);
  if (background) {
    const wanted = expects === 'failure';
    const started = runProcess(file, rest, state).then(({ code, stdout, stderr }) => {
      return { stdout, stderr, fault: (code !== 0) === wanted ? undefined : `${file} ended with exit code ${code}` };
    });
    state.background.push(started);
    return wanted ? 'it goes on' : undefined;
  }
  const after = command === 'go' ? await observer.beforeGo({ args, state, line: number }) : undefined;
  const end = await runProcess(file, rest, state);
  state.stdout = end.stdout;
  state.stderr = end.stderr;
  await after?.(end);
  return end.code === 0 ? undefined : `exit code ${end.code}: ${end.stderr.slice(0, 300)}`;
}

/** Runs a program where the script stands, with its variables and no others. */
export function runProcess(
  file: string,
  args: readonly string[],
  state: Pick<ScriptState, 'cwd' | 'variables'>,
): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args], {
      cwd: state.cwd,
      env: state.variables,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 600_000,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('latin1');
    child.on('error', ({ message }) => {
      resolve({ code: -1, stdout: '', stderr: message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? -1, stdout: text(out), stderr: text(err) });
    });
  });
}

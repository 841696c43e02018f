import { joinPath } from '../../../base/paths';
import { samePlainData } from '../../../base/samePlainData';
import { say } from '../../model/message';
import { unknown, type CheckResult } from '../../model/outcome';
import type { ProcessRequest, ProcessResult } from '../../ports';
import { environmentVariable } from '../environment/environmentVariable';
import { nativePath, osVariable } from '../environment/osVariable';
import type { Fact, Facts } from '../factStore';
import { guardedGoFlags } from './goFlagsGuard';
import { goInstallation } from './goInstallation';
import { workspaceFile } from './governingFile';
import { selectedToolchain, selectedToolchainAlone, type SelectedToolchain } from './selectedToolchain';

/** A `go` command that looks and changes nothing. */
export interface GoRequest {
  /** absolute folder to run in */
  readonly dir: string;
  /** what follows `go` */
  readonly args: readonly string[];
  /** default `readonly` */
  readonly mod?: 'readonly' | 'vendor';
  /** `off` looks at the module alone; default: the workspace that the user has */
  readonly workspace?: 'off';
  /** more GOFLAGS: `-tags=integration` */
  readonly flags?: readonly string[];
  /** variables of the target: GOOS, GOARCH, CGO_ENABLED ... */
  readonly variables?: Readonly<Record<string, string>>;
  /** files that go should see other content of: absolute path to absolute path, '' for "not there" */
  readonly overlay?: Readonly<Record<string, string>>;
  /** files for go alone, name to text: `{scratch}/NAME` in `args` is the path of one */
  readonly scratch?: Readonly<Record<string, string>>;
  /** names of `scratch` whose texts are wanted as go leaves them */
  readonly readBack?: readonly string[];
  readonly timeoutMs?: number;
}

/** How a call of go ended. */
export type GoRun =
  | {
      readonly kind: 'ok';
      readonly stdout: string;
      readonly stderr: string;
      /** of `readBack`: what is there */
      readonly files?: Readonly<Record<string, string>>;
    }
  /** go ran and refused: `stderr` says why */
  | { readonly kind: 'said-no'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'timed-out'; readonly seconds: number }
  | { readonly kind: 'could-not-run'; readonly reason: string }
  | { readonly kind: 'no-go' }
  /** the toolchain that go would use here is not on this machine, or go refuses to choose one */
  | {
      readonly kind: 'no-toolchain';
      readonly toolchain: string;
      /** it was downloaded, but only go itself makes it executable, when it first switches to it */
      readonly neverRun?: true;
    };

const defaultTimeoutMs = 10_000;

/**
 * What `go version` answers. Key: the folder of the distribution; it is asked there, where nothing of the repository has
 * a say.
 */
export const goVersionAnswer: Fact<GoRun> = {
  name: 'goVersionAnswer',
  compute: (goroot, facts) => start(facts, { dir: goroot, args: ['version'], workspace: 'off' }),
  // All that go was asked rests on this: where it says the same again, nothing else is asked again.
  equals: samePlainData,
};

/**
 * The one way to run go under profile P1 (offline): nothing of the user is written, nothing is fetched, no other toolchain
 * is started behind our back. Ask it from a fact, so that equal questions are asked once.
 */
export async function runGo(facts: Facts, request: GoRequest): Promise<GoRun> {
  refuseWriting(request);
  // Who waits a minute for each question to a go that hangs has waited for nothing.
  if ((request.timeoutMs ?? 0) > defaultTimeoutMs) {
    const { found } = await facts.get(goInstallation);
    const answer = found && (await facts.get(goVersionAnswer, found.goroot));
    if (answer?.kind === 'timed-out')
      return { kind: 'could-not-run', reason: `go version did not answer within ${answer.seconds} s` };
  }
  return start(facts, request);
}

/**
 * `go vet` of one package, under the profile build and only for who agreed to it: it compiles what the package imports into
 * the build cache of go. Beside that the guards are those of `runGo`: no network, no file of the user, no other toolchain.
 */
export function vetWithGo(facts: Facts, request: Omit<GoRequest, 'args' | 'scratch' | 'readBack'>): Promise<GoRun> {
  return start(facts, { ...request, args: ['vet', '.'] });
}

async function start(facts: Facts, request: GoRequest): Promise<GoRun> {
  const selection = request.workspace === 'off' ? selectedToolchainAlone : selectedToolchain;
  const selected = await facts.get(selection, request.dir);
  const go = runnable(selected);
  if (typeof go !== 'string') return go;
  if (selected.kind === 'switch' && (await facts.stat(go))?.executable !== true)
    return { kind: 'no-toolchain', toolchain: selected.toolchain, neverRun: true };
  const effective = await facts.get(workspaceFile, request.dir);
  // With GO111MODULE=off there is no workspace; go runs with modules here, and must find none either.
  const workspace = request.workspace === 'off' || effective.kind === 'off' ? undefined : effective;
  const overlay: Record<string, string> = { ...request.overlay };
  // go writes go.work.sum even with -mod=readonly, but never a file of the overlay.
  if (workspace?.kind === 'file') {
    const sums = `${workspace.path.replace(/\.work$/, '')}.work.sum`;
    overlay[sums] ??= (await facts.stat(sums)) ? sums : '';
  }
  const hasOverlay = Object.keys(overlay).length > 0;
  const scratch = { ...request.scratch, ...(hasOverlay && { 'overlay.json': overlayJson(overlay, facts) }) };
  const env = await guardedEnvironment(facts, request, selected, go, {
    overlay: hasOverlay,
    workspace: workspace !== undefined,
  });
  const timeoutMs = request.timeoutMs ?? defaultTimeoutMs;
  const process: ProcessRequest = { file: go, args: request.args, cwd: request.dir, env, timeoutMs };
  const { readBack } = request;
  const files = Object.keys(scratch).length > 0 ? { scratch, ...(readBack && { readBack }) } : {};
  return classify(await facts.run({ ...process, ...files }));
}

/** The result of a check whose question go could not be asked; undefined where go answered, with yes or no. */
export function unanswered(run: GoRun, command: string): CheckResult | undefined {
  switch (run.kind) {
    case 'ok':
    case 'said-no':
      return undefined;
    case 'timed-out':
      return unknown(say('shared.goTimedOut', { command, seconds: run.seconds }), 'time');
    case 'could-not-run':
      return unknown(say('shared.goFailed', { command, detail: run.reason }), 'go');
    case 'no-go':
      return unknown(say('shared.goNotFound'), 'go');
    case 'no-toolchain': {
      const message = run.neverRun ? 'shared.toolchainNeverRun' : 'shared.toolchainMissing';
      return unknown(say(message, { toolchain: run.toolchain }), 'go', [run.toolchain]);
    }
  }
}

function runnable(selected: SelectedToolchain): string | GoRun {
  switch (selected.kind) {
    case 'no-go':
      return { kind: 'no-go' };
    case 'local':
      return selected.local.path;
    case 'switch':
      return selected.path;
    case 'missing':
      return { kind: 'no-toolchain', toolchain: selected.toolchain };
    case 'refused':
      return { kind: 'no-toolchain', toolchain: `go${selected.required}` };
    case 'invalid':
      return { kind: 'no-toolchain', toolchain: selected.setting.value };
  }
}

async function guardedEnvironment(
  facts: Facts,
  request: GoRequest,
  selected: SelectedToolchain,
  go: string,
  has: { readonly overlay: boolean; readonly workspace: boolean },
): Promise<Record<string, string>> {
  const windows = facts.environment.platform === 'win32';
  // Names have no case on Windows: two spellings of one name would be two entries of which either may win.
  const env = new Map<string, { readonly name: string; readonly value: string }>();
  const set = (name: string, value: string): void => {
    env.set(windows ? name.toUpperCase() : name, { name, value });
  };
  for (const [name, value] of Object.entries(facts.environment.variables)) {
    if (!dropped.has(name) && !name.startsWith('GOTOOLCHAIN_INTERNAL_')) set(name, value);
  }
  for (const [name, value] of Object.entries(request.variables ?? {})) set(name, value);
  const flags = [`-mod=${request.mod ?? 'readonly'}`, '-buildvcs=false', ...(request.flags ?? [])];
  if (has.overlay) flags.push('-overlay={scratch}/overlay.json');
  const users = await facts.get(environmentVariable, 'GOFLAGS');
  set('GOFLAGS', guardedGoFlags(users.value, flags, facts.environment.tempDir.includes("'") ? '"' : "'"));
  for (const [name, value] of Object.entries(guards)) set(name, value);
  if (!has.workspace) set('GOWORK', 'off');
  const debug = osVariable(facts.environment, 'GODEBUG');
  set('GODEBUG', [debug, 'cmdgonetlimit=0'].filter((part) => part !== '').join(','));
  // An empty variable would let a value of the user's file through; `on` is what go does without it.
  if ((await facts.get(environmentVariable, 'GO111MODULE')).value !== '') set('GO111MODULE', 'on');
  set('PWD', nativePath(facts.environment, request.dir));
  // A path below a file cannot be created: no counters are written and nothing is uploaded, whatever `go telemetry` says.
  set('TEST_TELEMETRY_DIR', nativePath(facts.environment, joinPath(go, 'telemetry')));
  if (selected.kind === 'switch') {
    // As cmd/go does when it switches.
    env.delete('GOROOT');
    if (selected.where === 'module-cache') set('GOROOT', nativePath(facts.environment, joinPath(go, '../..')));
  }
  return Object.fromEntries([...env.values()].map(({ name, value }) => [name, value]));
}

const dropped: ReadonlySet<string> = new Set(['GO111MODULE', 'GOFLAGS', 'PWD', 'OLDPWD']);

/** Both guard tables (knowledge/environment.md 1.1, knowledge/modules.md 1) in one. GONOPROXY: an empty one would not override. */
const guards: Readonly<Record<string, string>> = {
  GOTOOLCHAIN: 'local',
  GOPROXY: 'off',
  GONOPROXY: 'none',
  // No hash can be recorded in the tree by what is let through here, so none needs to be verified against the database.
  GOSUMDB: 'off',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** go reads and writes this instead of go.mod, and the go.sum beside it: copies that nobody else sees. */
export const modfileCopy = '-modfile={scratch}/go.mod';

/** Commands that never write, and the flags that turn one that writes into one that does not. */
const harmless: Readonly<Record<string, readonly string[] | 'always'>> = {
  build: ['-n', '-o'],
  env: ['-w=false'],
  list: 'always',
  'mod edit': ['-json', '-print'],
  'mod graph': 'always',
  'mod tidy': ['-diff', modfileCopy],
  'mod vendor': ['-o'],
  'mod verify': 'always',
  'mod why': 'always',
  'tool dist': ['list'],
  version: 'always',
  'work edit': ['-json', '-print'],
};

function refuseWriting({ args, scratch }: GoRequest): void {
  const [first = '', second = ''] = args;
  const command = `${first} ${second}` in harmless ? `${first} ${second}` : first;
  const needed = harmless[command];
  const allowed = needed === 'always' || needed?.some((flag) => args.includes(flag));
  // Where nobody makes the scratch folder, its name would be that of a folder in the tree.
  const elsewhere = args.some((arg) => arg.includes('{scratch}')) && scratch === undefined;
  const otherFile = args.some((arg) => /^--?modfile\b/.test(arg) && arg !== modfileCopy);
  if (allowed !== true || elsewhere || otherFile)
    throw new Error(`go ${args.join(' ')} may write: it is not for runGo`);
}

function overlayJson(overlay: Readonly<Record<string, string>>, facts: Facts): string {
  const native = (path: string): string => nativePath(facts.environment, path);
  const entries = Object.entries(overlay).map(([from, to]) => [native(from), native(to)]);
  return JSON.stringify({ Replace: Object.fromEntries(entries) as Record<string, string> });
}

function classify(result: ProcessResult): GoRun {
  switch (result.kind) {
    case 'exited':
      return result.code === 0
        ? { kind: 'ok', stdout: result.stdout, stderr: result.stderr, ...(result.files && { files: result.files }) }
        : { kind: 'said-no', code: result.code, stdout: result.stdout, stderr: result.stderr };
    case 'timed-out':
      return { kind: 'timed-out', seconds: Math.round(result.timeoutMs / 1000) };
    case 'could-not-start':
      return { kind: 'could-not-run', reason: result.reason };
    case 'signalled':
      return { kind: 'could-not-run', reason: `killed by ${result.signal}` };
    case 'too-much-output':
      return { kind: 'could-not-run', reason: `printed more than ${result.limit} bytes` };
    case 'cancelled':
      return { kind: 'could-not-run', reason: 'cancelled' };
  }
}

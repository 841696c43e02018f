import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../../src/protocol/index';
import { ServerProcess } from '../support/serverProcess';
import { duration, timeTogether, type Command, type Timing } from './measure';
import { isMeasured, measured, type Measured } from './measured';
import { thanosProject, type Project } from './projects';
import { median } from './statistics';

/** What we take for a question about modules, and what `go` takes for the nearest one that it answers. */
export interface ModuleRow {
  readonly what: string;
  readonly ours: Measured<Timing>;
  readonly peer: string;
  readonly theirs: Measured<Timing>;
}

export interface ModuleResult {
  readonly rows: readonly ModuleRow[];
  readonly vendoredFiles: number;
}

export const questions = {
  cache: 'go.sum against the module cache: `--only gosum-cache-mismatch`',
  sums: 'all of go.sum: `--only sums`',
  module: 'the static verdict: `--profile static`',
  vendor: 'vendored files against the module cache: `--only vendor-file-*`',
  cacheAgain: 'go.sum against the module cache, every file read again, in the server',
  moduleAgain: 'the static verdict, every file outside the folder read again, in the server',
  vendorAgain: 'vendored files against the module cache again, in the server',
  environment: 'toolchain, variables, caches, cgo and git again, what runs `go` too, in the server',
} as const;

const contentChecks = ['vendor-file-modified', 'vendor-file-missing', 'vendor-file-extra'];

/** All on thanos, whose go.mod requires some 400 modules: once as published, once with a vendor folder. */
export async function measureModules(scratch: string, runs: number): Promise<ModuleResult> {
  const project = thanosProject(mkdtempSync(path.join(scratch, 'modules-')));
  const plain = await timeTogether(commandsOn(project), runs);
  const again = await inServer(project, false, [questions.cacheAgain, questions.moduleAgain], runs);
  await duration({ ...goIn(project, 'mod', 'vendor'), once: true });
  const vendored = await timeTogether(vendorCommands(project, scratch), runs);
  const trusted = await inServer(project, true, [questions.vendorAgain, questions.environment], runs);
  const timings = new Map([...plain, ...again, ...vendored, ...trusted]);
  const row = (what: string, peer: string): ModuleRow => {
    const of = (name: string): Measured<Timing> => timings.get(name) ?? { why: 'it was not run' };
    return { what, ours: of(what), peer, theirs: of(peer) };
  };
  return {
    rows: [
      row(questions.cache, verify),
      row(questions.sums, verify),
      row(questions.cacheAgain, verify),
      row(questions.module, tidy),
      row(questions.moduleAgain, tidy),
      row(questions.vendor, vendor),
      row(questions.vendorAgain, vendor),
      row(questions.environment, env),
    ],
    vendoredFiles: readdirSync(path.join(project.dir, 'vendor'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    ).length,
  };
}

const verify = '`go mod verify`';
const tidy = '`go mod tidy -diff`';
const vendor = '`go mod vendor -o`';
const env = '`go env -json`';

function commandsOn(project: Project): ReadonlyMap<string, Command> {
  return new Map([
    [questions.cache, ourselves(project, '--profile', 'static', '--only', 'gosum-cache-mismatch')],
    [questions.sums, ourselves(project, '--profile', 'static', '--only', 'sums')],
    [questions.module, ourselves(project, '--profile', 'static')],
    [tidy, goIn(project, 'mod', 'tidy', '-diff')],
    [verify, goIn(project, 'mod', 'verify')],
    [env, goIn(project, 'env', '-json')],
  ]);
}

function vendorCommands(project: Project, scratch: string): ReadonlyMap<string, Command> {
  return new Map([
    [questions.vendor, ourselves(project, '--profile', 'offline', '--only', contentChecks.join(','))],
    [vendor, goIn(project, 'mod', 'vendor', '-o', path.join(scratch, 'vendored'))],
  ]);
}

function ourselves({ dir }: Project, ...args: string[]): Command {
  const cli = path.join(process.cwd(), 'dist/cli.js');
  return { file: process.execPath, args: [cli, dir, '--format', 'json', ...args], cwd: dir, accepts: [1] };
}

function goIn({ dir, goEnvironment }: Project, ...args: string[]): Command {
  return { file: 'go', args, cwd: dir, env: { ...goEnvironment, GOPROXY: 'off' } };
}

type Again = 'cacheAgain' | 'moduleAgain' | 'vendorAgain' | 'environment';

/** Which checks a question in the server asks; all where undefined. */
function checksOf(what: (typeof questions)[Again]): readonly string[] | undefined {
  if (what === questions.cacheAgain) return ['gosum-cache-mismatch'];
  if (what === questions.vendorAgain) return contentChecks;
  return what === questions.environment ? environmentChecks() : undefined;
}

/** What the profile `offline` verifies of the machine. */
function environmentChecks(): readonly string[] {
  const cli = path.join(process.cwd(), 'dist/cli.js');
  const listed = execFileSync(process.execPath, [cli, '--list', '--format', 'json'], { encoding: 'utf8' });
  const checks = JSON.parse(listed) as readonly { check: string; family: string; profile: string }[];
  const families = ['toolchain', 'environment', 'cache', 'cgo', 'build'];
  return checks
    .filter(({ family, profile }) => families.includes(family) && ['static', 'offline'].includes(profile))
    .map(({ check }) => check);
}

/** A server that has verified the folder once: from the request, which trusts nothing that it knows, to the answer. */
async function inServer(
  { dir }: Project,
  trusted: boolean,
  whats: readonly (typeof questions)[Again][],
  runs: number,
): Promise<ReadonlyMap<string, Measured<Timing>>> {
  const folder = pathToFileURL(dir).toString();
  const server = await ServerProcess.start({
    folders: [folder],
    options: { session: { trusted, consent: [] } },
  });
  const ask = async (what: (typeof questions)[Again]): Promise<Timing> => {
    const times: number[] = [];
    const checks = checksOf(what);
    for (let turn = 0; turn < runs; turn++) {
      const started = performance.now();
      await server.client.request(run, { folder, ...(checks && { checks }), reason: 'command' });
      times.push(performance.now() - started);
    }
    return { ms: median(times), runs: times };
  };
  try {
    await server.client.verified(folder, 180_000);
    const timings = new Map<string, Measured<Timing>>();
    for (const what of whats) timings.set(what, await measured(() => ask(what)));
    return timings;
  } finally {
    await server.stop();
  }
}

/** The targets of a go.mod with some 400 requirements; a ratio is theirs to ours. */
export const moduleTargets: readonly { readonly what: string; readonly faster: number }[] = [
  { what: questions.cacheAgain, faster: 50 },
  { what: questions.moduleAgain, faster: 1 },
];

export function ratioOf({ ours, theirs }: ModuleRow): number | undefined {
  return isMeasured(ours) && isMeasured(theirs) ? theirs.value.ms / ours.value.ms : undefined;
}

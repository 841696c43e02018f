/**
 * The benchmark of Go Preflight and its peers: whole processes, medians, ratios to a bare scan by Node that was measured in
 * the same minutes. Prints a table in Markdown.
 *
 *     npm run bench -- [--projects go-src,go-cmd,thanos,large] [--runs 5] [--peers none|quick|all] [--server no]
 *
 * `quick` peers are grep and `go list`; `all` adds `go vet -buildtag` with a warm and a cold build cache, `go mod tidy -diff`
 * and `go mod verify`, where they can work. thanos is fetched by `go mod download`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { timeTogether, type Command } from './measure';
import { goDistribution, largeProject, thanosProject, type Project } from './projects';
import { measureServer } from './server';

const { values } = parseArgs({
  options: {
    projects: { type: 'string', default: 'go-src,go-cmd' },
    runs: { type: 'string', default: '5' },
    peers: { type: 'string', default: 'quick' },
    server: { type: 'string', default: 'yes' },
  },
});
const root = process.cwd();
const goroot = process.env.GOROOT ?? '/usr/local/go';

function commandsFor({ dir, hasModules }: Project, scratch: string): Record<string, Command> {
  const quiet = { GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', ...(hasModules ? {} : { GOPROXY: 'off' }) };
  const go = (...args: string[]): Command => ({ file: 'go', args, cwd: dir, env: quiet, accepts: [1, 2] });
  const node = (...args: string[]): Command => ({ file: process.execPath, args, cwd: dir, accepts: [1] });
  const commands: Record<string, Command> = {
    'bare Node scan': node(path.join(root, 'test/bench/bareScan.cjs'), dir),
    'go-preflight --profile static': node(
      path.join(root, 'dist/cli.js'),
      dir,
      '--profile',
      'static',
      '--format',
      'json',
    ),
  };
  if (values.peers === 'none') return commands;
  commands['grep -rl //go:build'] = {
    file: 'grep',
    args: ['-rl', '--include=*.go', '//go:build', dir],
    cwd: dir,
    accepts: [1],
  };
  commands['go list -e -find ./...'] = go('list', '-e', '-find', './...');
  if (values.peers !== 'all') return commands;
  commands['go vet -buildtag, warm'] = go('vet', '-buildtag', './...');
  const cold = path.join(scratch, 'cold-cache');
  commands['go vet -buildtag, cold'] = {
    ...go('vet', '-buildtag', './...'),
    env: { ...quiet, GOCACHE: cold },
    before: () => rmSync(cold, { recursive: true, force: true }),
  };
  if (hasModules) {
    commands['go mod tidy -diff'] = go('mod', 'tidy', '-diff');
    commands['go mod verify'] = go('mod', 'verify');
  }
  return commands;
}

async function measure(project: Project, scratch: string): Promise<void> {
  const timings = await timeTogether(commandsFor(project, scratch), Number(values.runs));
  const floor = timings.get('bare Node scan')?.ms ?? NaN;
  print(`\n### ${project.name}\n`);
  print('| what | median | times the bare scan | runs |');
  print('|---|---:|---:|---|');
  for (const [name, { ms, runs }] of timings) {
    print(`| ${name} | ${seconds(ms)} | ${(ms / floor).toFixed(2)} | ${runs.map(seconds).join(' ')} |`);
  }
  if (values.server === 'no') return;
  const { loadedMs, header, goMod, residentMb } = await measureServer(project);
  print(
    `\nLanguage server: loaded after ${seconds(loadedMs)}; an edit of a header to its Problem ${ms(header.median)}`,
  );
  print(
    `(p95 ${ms(header.p95)}), of go.mod ${ms(goMod.median)} (p95 ${ms(goMod.p95)}); ${residentMb.toFixed(0)} MB resident.`,
  );
}

function chosen(scratch: string): Project[] {
  const names = values.projects.split(',');
  const [src, cmd] = goDistribution(goroot);
  const known: Record<string, () => Project | undefined> = {
    'go-src': () => src,
    'go-cmd': () => cmd,
    thanos: () => thanosProject(scratch),
    large: () => largeProject(scratch),
  };
  return names.flatMap((name) => {
    const project = known[name]?.();
    if (project === undefined) throw new Error(`there is no project ${name}: ${Object.keys(known).join(', ')}`);
    return [project];
  });
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'go-preflight-bench-'));
  try {
    const load = loadavg()[0] ?? 0;
    print(
      `Node ${process.version}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${load.toFixed(1)} at the start,`,
    );
    print(
      `${new Date().toISOString().slice(0, 10)}, medians of ${values.runs}; processes are cold, the file system's cache is warm.`,
    );
    const bundles = ['extension', 'client', 'server', 'scanWorker', 'cli'];
    const sizes = bundles.map((name) => `${name} ${(statSync(`dist/${name}.js`).size / 1000).toFixed(0)} kB`);
    print(`Bundles: ${sizes.join(', ')}.`);
    for (const project of chosen(scratch)) await measure(project, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

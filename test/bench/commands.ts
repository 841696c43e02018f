import { mkdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Plan } from '../../scripts/bench.mjs';
import { firstChecks } from './firstChecks';
import { duration, type Command } from './measure';
import type { Project } from './projects';
import { median } from './statistics';

export const bareScan = 'bare Node scan';
export const ourselves = '`go-preflight --profile static`';
export const firstOfUs = '`go-preflight --profile static --only` the checks of the first issue';
/** All of build tags that needs headers only: what needs whole files is above the static profile. */
export const headersOfUs = '`go-preflight --profile static --only build-tags`';
export const goListFind = '`go list -e -find`, one target';

const root = process.cwd();

const cli = (dir: string): string[] => [path.join(root, 'dist/cli.js'), dir, '--profile', 'static', '--format', 'json'];

/** What is timed on a project: the floor, ourselves, our peers. */
export function commandsFor(project: Project, peers: Plan['peers'], scratch: string): ReadonlyMap<string, Command> {
  const { dir } = project;
  const node = (...args: string[]): Command => ({ file: process.execPath, args, cwd: dir, accepts: [1] });
  const commands = new Map<string, Command>([
    [bareScan, node(path.join(root, 'test/bench/bareScan.cjs'), dir)],
    [ourselves, node(...cli(dir))],
    [firstOfUs, node(...cli(dir), '--only', firstChecks.join(','))],
    [headersOfUs, node(...cli(dir), '--only', 'build-tags')],
  ]);
  if (peers === 'none') return commands;
  const grep = ['-rl', '--include=*.go', '//go:build', dir];
  commands.set('`grep -rl //go:build`', { file: 'grep', args: grep, cwd: dir, accepts: [1] });
  const go = (...args: string[]): Command => ({ file: 'go', args, cwd: dir, env: project.goEnvironment });
  commands.set(goListFind, go('list', '-e', '-find', ...project.packages));
  if (peers === 'all') for (const [name, command] of slowPeers(project, go, scratch)) commands.set(name, command);
  return commands;
}

function slowPeers(
  { name, packages, goMod, goEnvironment }: Project,
  go: (...args: string[]) => Command,
  scratch: string,
): [string, Command][] {
  const cache = path.join(scratch, `build-cache-${name.replaceAll(/\W+/g, '-')}`);
  mkdirSync(cache, { recursive: true });
  const vet = { ...go('vet', '-buildtag', ...packages), env: { ...goEnvironment, GOCACHE: cache } };
  const oneModule = { cwd: path.dirname(goMod), env: { ...goEnvironment, GOWORK: 'off' } };
  return [
    // Into a cache that is empty, which the warm runs then use.
    ['`go vet -buildtag`, build cache cold', { ...vet, once: true }],
    ['`go vet -buildtag`, build cache warm', vet],
    // They judge one module: of 300, one.
    ['`go mod tidy -diff`, one module', { ...go('mod', 'tidy', '-diff'), ...oneModule }],
    ['`go mod verify`, one module', { ...go('mod', 'verify'), ...oneModule }],
  ];
}

/** The most memory that the command line has at any time, in MB: the median of some runs. */
export async function peakMemory({ dir }: Project, scratch: string, runs: number): Promise<number> {
  const file = path.join(scratch, 'peak-memory');
  const args = ['--require', path.join(root, 'test/bench/peakMemory.cjs'), ...cli(dir)];
  const command: Command = { file: process.execPath, args, cwd: dir, env: { PEAK_MEMORY_FILE: file }, accepts: [1] };
  const megabytes: number[] = [];
  for (let run = 0; run < runs; run++) {
    await duration(command);
    megabytes.push(Number(readFileSync(file, 'utf8')) / 1024);
  }
  return median(megabytes);
}

import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectModule, type ModuleOnDisk, type Requirement } from './mutations';
import { askGo, goEnv, stdoutOf, type GoAnswer } from '../support/realGo';

/** The large public modules of the proof; `real/go.mod` pins their versions. */
export const publicModules = [
  'k8s.io/client-go',
  'github.com/nats-io/nats-server/v2',
  'modernc.org/sqlite',
  'gonum.org/v1/gonum',
  'golang.org/x/net',
  'golang.org/x/mobile',
];

/** What a command prints that must succeed. */
export async function go(dir: string, args: readonly string[], env: Variables = {}): Promise<string> {
  return stdoutOf(await goAnswer(dir, args, env));
}

/** How a command ends. */
export function goAnswer(dir: string, args: readonly string[], env: Variables = {}): Promise<GoAnswer> {
  return askGo(args, { cwd: dir, env: { GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', GOWORK: 'off', ...env } });
}

type Variables = Readonly<Record<string, string>>;

export interface Tree {
  readonly name: string;
  readonly dir: string;
}

/**
 * Copies what is verified into `work`, writable: the module that requires all of them, their trees out of the module cache,
 * and the Go distribution's own src. Modules come by the ordinary `go mod download`.
 */
export async function prepareTrees(work: string, names: readonly string[] = publicModules): Promise<Tree[]> {
  const real = join(work, 'real');
  await mkdir(work, { recursive: true });
  await cp(join(process.cwd(), 'test', 'proof', 'real'), real, { recursive: true });
  await go(real, ['mod', 'download']);
  const trees: Tree[] = [{ name: 'real', dir: real }];
  for (const path of names) {
    const source = (await go(real, ['list', '-m', '-f', '{{.Dir}}', path])).trim();
    const dir = join(work, path.replaceAll('/', '_'));
    await copyWritable(source, dir);
    // What it needs itself, so that all of it can be judged. A module that is gone from the proxy is no reason to stop.
    await go(dir, ['mod', 'download']).catch(() => undefined);
    trees.push({ name: path, dir });
  }
  const goroot = goEnv('GOROOT');
  const std = join(work, 'std');
  await copyWritable(join(goroot, 'src'), std);
  return [...trees, { name: 'GOROOT/src', dir: std }];
}

/** What was copied before is left as it is. */
export async function copyWritable(from: string, to: string): Promise<void> {
  if (existsSync(to)) return;
  await cp(from, to, { recursive: true });
  const entries = await readdir(to, { recursive: true, withFileTypes: true });
  await chmod(to, 0o755);
  for (const entry of entries) {
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
    else if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o644);
  }
}

/** What the mutations need to know: the direct requirements that packages of today's configuration import. */
export async function moduleOf(tree: Tree): Promise<ModuleOnDisk> {
  if (!existsSync(join(tree.dir, 'go.sum'))) return inspectModule(tree.dir, []);
  const imports = new Set((await go(tree.dir, ['list', '-e', '-f', '{{join .Imports "\\n"}}', './...'])).split('\n'));
  const { Require = [], Replace = [] } = JSON.parse(await go(tree.dir, ['mod', 'edit', '-json'])) as {
    Require?: { Path: string; Version: string; Indirect?: boolean }[] | null;
    Replace?: { Old: { Path: string } }[] | null;
  };
  const replaced = new Set((Replace ?? []).map(({ Old }) => Old.Path));
  const direct: Requirement[] = (Require ?? [])
    .filter(({ Path, Indirect }) => Indirect !== true && !replaced.has(Path))
    .filter(({ Path }) => [...imports].some((path) => path === Path || path.startsWith(`${Path}/`)))
    .map(({ Path, Version }) => ({ path: Path, version: Version }));
  return inspectModule(tree.dir, direct);
}

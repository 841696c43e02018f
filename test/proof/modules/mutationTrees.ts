import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '../../support/seededRandom';
import { copyWritable, go } from '../trees';
import type { Form, RequiredModule, Subject } from './mutations/lines';

/** A public module on disk that go finds tidy, in one form. */
export interface MutationTree {
  readonly name: string;
  readonly dir: string;
  readonly form: Form;
  readonly subject: Omit<Subject, 'random'>;
}

export interface PublicModule {
  readonly path: string;
  readonly version: string;
  readonly dir: string;
}

/** In random order the modules with a go.sum of their own that a module requires, small enough to be loaded many times. */
export async function publicModules(requirer: string, random: SeededRandom): Promise<readonly PublicModule[]> {
  const { Require } = JSON.parse(await go(requirer, ['mod', 'edit', '-json'])) as { Require: { Path: string }[] };
  const paths = Require.map(({ Path }) => Path);
  const listed = await go(requirer, ['list', '-m', '-f', '{{.Path}} {{.Version}} {{.Dir}}', ...paths]);
  const modules: PublicModule[] = [];
  for (const line of listed.trim().split('\n')) {
    const [path = '', version = '', dir = ''] = line.split(' ');
    if (dir === '' || dir === requirer || !existsSync(join(dir, 'go.sum'))) continue;
    const files = await readdir(dir, { recursive: true });
    if (files.filter((file) => file.endsWith('.go')).length < 600) modules.push({ path, version, dir });
  }
  return random.sample(modules, modules.length);
}

/** Copies a module, has go tidy it (with the network), and gives it its form. Undefined where go cannot load it. */
export async function prepareTree(
  module: PublicModule,
  form: Form,
  work: string,
  others: readonly PublicModule[],
): Promise<MutationTree | undefined> {
  const dir = join(work, form, module.path.replaceAll('/', '_'));
  await mkdir(join(work, form), { recursive: true });
  await copyWritable(module.dir, dir);
  await mkdir(join(dir, 'go-preflight-empty'), { recursive: true });
  await writeFile(join(dir, 'go-preflight-empty', 'README'), 'no module\n');
  try {
    await go(dir, ['mod', 'download', 'all'], { GOFLAGS: '' });
    await go(dir, ['mod', 'tidy'], { GOFLAGS: '' });
    if (form === 'vendor') {
      await go(dir, ['mod', 'vendor'], { GOFLAGS: '' });
      // Before go 1.14 go passes over the folder.
      if (!(await buildsFromVendor(dir))) return undefined;
    }
    if (form === 'workspace') await addWorkspace(dir);
    await go(dir, ['list', '-deps', '-test', './...'], { GOFLAGS: '-buildvcs=false', GOWORK: '', GOPROXY: 'off' });
    await go(dir, ['mod', 'tidy', '-diff'], { GOPROXY: 'off' });
  } catch {
    return undefined;
  }
  const subject = await subjectOf(dir, form, others);
  return { name: `${module.path} (${form})`, dir, form, subject };
}

async function buildsFromVendor(dir: string): Promise<boolean> {
  const [, minor = ''] = /^go 1\.(\d+)/m.exec(await readFile(join(dir, 'go.mod'), 'utf8')) ?? [];
  return Number(minor) >= 14;
}

async function addWorkspace(dir: string): Promise<void> {
  const goLine = /^go (\S+)/m.exec(await readFile(join(dir, 'go.mod'), 'utf8'))?.[1] ?? '1.21';
  const second = join(dir, 'go-preflight-second');
  await mkdir(second, { recursive: true });
  await writeFile(join(second, 'go.mod'), `module go-preflight.example/second\n\ngo ${goLine}\n`);
  await writeFile(join(second, 'main.go'), 'package main\n\nfunc main() {}\n');
  await writeFile(join(dir, 'go.work'), `go ${goLine}\n\nuse .\nuse ./go-preflight-second\n`);
}

async function subjectOf(dir: string, form: Form, others: readonly PublicModule[]): Promise<Omit<Subject, 'random'>> {
  const files = new Map<string, string>();
  for (const name of ['go.mod', 'go.sum', 'go.work', 'vendor/modules.txt'])
    if (existsSync(join(dir, name))) files.set(name, await readFile(join(dir, name), 'utf8'));
  const modulePath = (await go(dir, ['list', '-m'], { GOWORK: 'off', GOFLAGS: '-mod=readonly' })).trim();
  const { Require, Replace } = JSON.parse(await go(dir, ['mod', 'edit', '-json'])) as {
    Require?: { Path: string; Version: string; Indirect?: boolean }[] | null;
    Replace?: { Old: { Path: string } }[] | null;
  };
  const replaced = new Set((Replace ?? []).map(({ Old }) => Old.Path));
  const lines = (files.get('go.mod') ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  const required: RequiredModule[] = (Require ?? [])
    .filter(({ Path }) => !replaced.has(Path))
    .map(({ Path, Version, Indirect = false }) => {
      const line = 1 + lines.findIndex((words) => words.includes(Path) && words.includes(Version));
      return { path: Path, version: Version, indirect: Indirect, line };
    });
  const cache = join((await go(dir, ['env', 'GOMODCACHE'])).trim(), 'cache', 'download');
  const cached = new Map(others.map(({ path, version }) => [path, [version]]));
  for (const { path } of required) cached.set(path, await versionsIn(join(cache, escaped(path), '@v')));
  return { form, files, modulePath, required, cached };
}

async function versionsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  return files.filter((name) => name.endsWith('.zip') && !name.includes('!')).map((name) => name.slice(0, -4));
}

function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

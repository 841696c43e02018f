import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyWritable, go, type Tree } from '../trees';
import { askGo, stdoutOf } from '../../support/realGo';

/** Public modules in which constraints decide much, beyond those of the real input. Of shiny there are pseudo-versions only. */
export const taggedModules = [
  'github.com/apache/arrow-go/v18@v18.8.0',
  'github.com/ebitengine/purego@v0.11.3',
  'github.com/klauspost/compress@v1.20.3',
  'github.com/pion/webrtc/v4@v4.2.26',
  'github.com/vishvananda/netlink@v1.3.1',
  'golang.org/x/exp/shiny@v0.0.0-20260908205506-85c1c2202aba',
  'k8s.io/apiserver@v0.37.2',
  'modernc.org/libc@v1.80.1',
];

/** Copies them into `work`, writable, and downloads what they need themselves. */
export async function prepareTaggedTrees(work: string, modules: readonly string[] = taggedModules): Promise<Tree[]> {
  const trees: Tree[] = [];
  for (const module of modules) {
    const name = module.replace(/@.*/, '');
    const dir = join(work, name.replaceAll('/', '_'));
    await copyWritable(await download(module, work), dir);
    // A module that is gone from the proxy is no reason to stop.
    await go(dir, ['mod', 'download']).catch(() => undefined);
    trees.push({ name, dir });
  }
  return trees;
}

/** The trees of the real input, these, and the commands of the Go distribution. */
export async function allTaggedTrees(trees: readonly Tree[], work: string): Promise<Tree[]> {
  const std = trees.find(({ name }) => name === 'GOROOT/src');
  return [
    ...trees.filter(({ name }) => name !== 'real'),
    ...(await prepareTaggedTrees(work)),
    ...(std ? [{ name: 'GOROOT/src/cmd', dir: join(std.dir, 'cmd') }] : []),
  ];
}

/** @returns the module's folder in the module cache */
async function download(module: string, work: string): Promise<string> {
  await mkdir(work, { recursive: true });
  const env = { GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  return (
    JSON.parse(stdoutOf(await askGo(['mod', 'download', '-json', module], { cwd: work, env }))) as { Dir: string }
  ).Dir;
}

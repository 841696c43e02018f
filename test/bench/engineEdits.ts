import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setImmediate as afterEvents, setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine, defaultConfig, type Config, type Tree } from '../../src/engine/index';
import { createNodePorts, type NodePorts } from '../../src/host/index';
import type { Project } from './projects';
import { median, spread, type Spread } from './statistics';

/** What an edit costs the engine alone, and what it keeps of each file, in this process. */
export interface EngineEdits {
  /** from the change of a header to all its outcomes; after the code is warm */
  readonly header: Spread;
  readonly files: number;
  /** bytes a file of what the scan keeps, but for the text of its path */
  readonly treeBytes: number;
  /** bytes a file of all that the checks of build tags remember, on the ports of Go alone, and on six declared targets too */
  readonly tagBytes: number;
  readonly sixTargetsBytes: number;
}

const warmUps = 100;
const edits = 100;
/** As a person types, the processor does other things between two keys. */
const betweenEditsMs = 20;

const staticConfig: Config = { ...defaultConfig, profile: 'static' };
const sixTargets = ['linux/amd64', 'windows/386', 'darwin/arm64,nocgo', 'plan9/arm', 'js/wasm', 'aix/ppc64'];
const silent = { info: () => undefined, debug: () => undefined, trace: () => undefined };

export async function measureEngineEdits(project: Project): Promise<EngineEdits> {
  const memory = await withoutMachineCode(() => memoryOf(project));
  return { ...memory, header: await headerEdits(project) };
}

async function headerEdits({ dir, edited }: Project): Promise<Spread> {
  const open = new Map<string, string>();
  const workerPath = path.resolve('dist', 'scanWorker.js');
  const host = createNodePorts({ logger: silent, workerPath, openText: (file) => open.get(file) });
  try {
    const engine = createEngine(host.ports);
    await verify(engine, dir, staticConfig);
    const text = readFileSync(edited, 'utf8');
    const times: number[] = [];
    for (let edit = 0; edit < warmUps + edits; edit++) {
      engine.expectChanges(dir);
      await wait(betweenEditsMs);
      open.set(edited, edit % 2 === 0 ? `//go:build linux &&\n\n${text}` : text);
      const started = performance.now();
      host.invalidateTexts([edited]);
      engine.invalidateTexts([edited]);
      await verify(engine, dir, staticConfig);
      times.push(performance.now() - started);
    }
    return spread(times.slice(warmUps));
  } finally {
    await host.dispose();
  }
}

/** What was measured before still ends: the middle of five. */
const turns = 5;

/**
 * V8 compiles what runs often, and throws code away that has not run for a while. Neither has to do with the files that are
 * remembered, and on a tree of some thousand it is more than they take.
 */
async function withoutMachineCode<T>(measure: () => Promise<T>): Promise<T> {
  const tiers = ['opt', 'sparkplug', 'flush-bytecode'];
  for (const tier of tiers) setFlagsFromString(`--no-${tier}`);
  try {
    return await measure();
  } finally {
    for (const tier of tiers) setFlagsFromString(`--${tier}`);
  }
}

async function memoryOf({ dir }: Project): Promise<Omit<EngineEdits, 'header'>> {
  // All are held while one is measured: what ends meanwhile would count.
  const held: Tree[] = [];
  const host = createNodePorts({ logger: silent });
  const tree = await scan(host, dir);
  const { files, text } = filesOf(tree);
  const ofTree = await middleOf(async () => {
    const another = createNodePorts({ logger: silent });
    held.push(await scan(another, dir));
    await another.dispose();
  });
  const engine = createEngine(host.ports);
  const remembered = (targets: readonly string[]): Promise<number> =>
    middleOf(
      () => verify(engine, dir, { ...staticConfig, targets }, ['build-tags']),
      () => engine.forget(),
    );
  const tagBytes = (await remembered([])) / files;
  const sixTargetsBytes = (await remembered(sixTargets)) / files;
  await host.dispose();
  if (held.some(({ goFileCount }) => goFileCount !== tree.goFileCount))
    throw new Error('somebody writes to the tree that is measured');
  return { files, treeBytes: (ofTree - text) / files, tagBytes, sixTargetsBytes };
}

/** @returns bytes that are in use after it, and were not before */
async function middleOf(make: () => Promise<void>, before: () => void = () => undefined): Promise<number> {
  const bytes: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    before();
    const used = await bytesInUse();
    await make();
    bytes.push((await bytesInUse()) - used);
  }
  return median(bytes);
}

function scan({ ports }: NodePorts, dir: string): Promise<Tree> {
  return ports.tree.scan(dir, new AbortController().signal);
}

async function verify(
  engine: ReturnType<typeof createEngine>,
  root: string,
  config: Config,
  only?: readonly string[],
): Promise<void> {
  await engine.run({ root, config, granted: 'static', ...(only && { only }) }, new AbortController().signal);
}

/** Files of packages, and how many bytes their paths have: a folder's once, for it is kept once. */
function filesOf({ directories }: Tree): { readonly files: number; readonly text: number } {
  let [files, text] = [0, 0];
  for (const { path: folder, goFiles, otherFiles } of directories.values()) {
    text += folder.length;
    for (const { name } of [...goFiles, ...otherFiles]) {
      files++;
      text += name.length;
    }
  }
  return { files, text };
}

async function bytesInUse(): Promise<number> {
  // V8 holds what a weak reference was asked for until all that follows from one event is done.
  await afterEvents();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a first collection lets go of, such as finalized objects, a later one takes.
  for (let turn = 0; turn < 4; turn++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

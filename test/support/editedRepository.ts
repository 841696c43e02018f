import { createEngine, defaultConfig, type Check, type Engine, type RunResult } from '../../src/engine/index';
import { LiveTree } from '../../src/engine/tree/liveTree';
import { TreeIndex } from '../../src/engine/tree/treeIndex';
import type { Ports, Tree, TreeReader } from '../../src/engine/index';
import { OverlayFileSystem } from '../../src/host/disk/overlayFileSystem';
import { installGo } from './goOnDisk';
import { MemoryFiles, memoryPorts } from './memoryPorts';
import { memoryTreeReader } from './memoryTree';

const root = '/work';
const std = ['context', 'embed', 'errors', 'fmt', 'io', 'net/http', 'os', 'runtime', 'strings', 'sync', 'testing'];

/** A repository in memory that is edited, on disk and in an editor, and verified again after each edit by one engine. */
export class EditedRepository {
  readonly files = new MemoryFiles();
  readonly #open = new Map<string, string>();
  readonly #checks: readonly Check[];
  readonly #engine: Engine;
  readonly #scanner: Scanner;

  constructor(files: Readonly<Record<string, string>>, checks: readonly Check[]) {
    installGo(this.files, '/usr/local/go', 'go1.26.8');
    for (const path of std)
      this.files.write(`/usr/local/go/src/${path}/doc.go`, `package ${path.slice(path.lastIndexOf('/') + 1)}\n`);
    for (const [name, text] of Object.entries(files)) this.files.write(`${root}/${name}`, text);
    this.#checks = checks;
    this.#scanner = new Scanner(this.files, (path) => this.#open.get(path));
    this.#engine = createEngine(this.#ports(this.#scanner), checks);
  }

  /** Another text in the editor; undefined: the file is closed, and the disk counts again. */
  type(name: string, text: string | undefined): void {
    const path = `${root}/${name}`;
    if (text === undefined) this.#open.delete(path);
    else this.#open.set(path, text);
    this.#scanner.edited(path);
    this.#engine.invalidateTexts([path]);
  }

  /** Another text on disk; undefined: the file is deleted. */
  save(name: string, text: string | undefined): void {
    const path = `${root}/${name}`;
    if (text === undefined) this.files.delete(path);
    else this.files.write(path, text);
    this.#scanner.changed(path);
    this.#engine.invalidate([path]);
  }

  verify(): Promise<RunResult> {
    return run(this.#engine);
  }

  /** What an engine says that remembers nothing. */
  verifyFromScratch(): Promise<RunResult> {
    return run(createEngine(this.#ports(new Scanner(this.files, (path) => this.#open.get(path))), this.#checks));
  }

  #ports(scanner: Scanner): Ports {
    const ports = memoryPorts({ files: this.files, tree: (dir) => scanner.scan(dir) });
    return {
      ...ports,
      files: new OverlayFileSystem(this.files, (path) => this.#open.get(path)),
      // Nothing takes any time, so that equal outcomes are equal in all.
      clock: { now: () => 0, today: () => '2026-11-21' },
    };
  }
}

function run(engine: Engine): Promise<RunResult> {
  const config = { ...defaultConfig, profile: 'static' as const };
  return engine.run({ root, config, granted: 'static' }, new AbortController().signal);
}

/** As the host's: what did not change keeps its identity from scan to scan. */
class Scanner {
  readonly #reader: TreeReader;
  readonly #openText: (path: string) => string | undefined;
  readonly #roots = new Map<string, { readonly index: TreeIndex; readonly tree: LiveTree }>();

  constructor(files: MemoryFiles, openText: (path: string) => string | undefined) {
    this.#openText = openText;
    const bytesOf = (path: string): Uint8Array | undefined => {
      const text = openText(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    this.#reader = { ...memoryTreeReader(files), openText: bytesOf };
  }

  changed(path: string): void {
    for (const { tree } of this.#roots.values()) tree.changed(path);
  }

  edited(path: string): void {
    for (const { tree } of this.#roots.values()) tree.edited(path);
  }

  scan(dir: string): Tree {
    const reader = this.#reader;
    let known = this.#roots.get(dir);
    if (known === undefined) {
      known = { index: new TreeIndex({ root: dir, reader, now: () => 0 }), tree: new LiveTree(dir) };
      this.#roots.set(dir, known);
    }
    const { index, tree } = known;
    const latin1: TreeReader['latin1'] = (bytes, length) => reader.latin1(bytes, length);
    const current = tree.current({ textOf: this.#openText, latin1, names: index.names });
    if (current) return current;
    const delta = index.update(tree.begin());
    if (delta === undefined) throw new Error('nobody stopped the walk');
    return tree.finish(delta);
  }
}

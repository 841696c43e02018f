/** The façade of the host: the engine's ports on this machine. */
import { availableParallelism } from 'node:os';
import type { EditorFiles, Logger, Ports } from '../engine/index';
import { nodeClock } from './clock';
import { environmentSnapshot, foreignGoFolders, thisMachine } from './environmentSnapshot';
import { BatchedDisk } from './disk/batchedDisk';
import { DirectFileSystem } from './disk/directFileSystem';
import { directHasher, digestOf } from './disk/hasher';
import { NodeFileSystem } from './disk/nodeFileSystem';
import { OverlayFileSystem, type OpenText } from './disk/overlayFileSystem';
import { sha256 } from './disk/sha256';
import { nodePlaces } from './places';
import { NodeProcessRunner } from './process/nodeProcessRunner';
import { NodeTreeScanner } from './scan/nodeTreeScanner';
import type { SecondWalk } from './scan/secondWalk';

export type { OpenText } from './disk/overlayFileSystem';
export { toEnginePath } from './paths';
export { isLargeTree } from './scan/largeTree';
export { startSecondWalk, type SecondWalk } from './scan/secondWalk';
export { optimizeLater, optimizeNow } from './shortRun';

export interface NodePortsOptions {
  readonly logger: Logger;
  /**
   * path of the bundled worker, `scanWorker.js` beside the running bundle; without it trees and files are read in this
   * thread, in turns of some 30 ms: right for a program that has nothing else to do
   */
  readonly workerPath?: string;
  /** helps this thread with its first scan */
  readonly secondWalk?: SecondWalk | undefined;
  /** path of `go` from the user's (never the workspace's) settings */
  readonly configuredGo?: string | undefined;
  /** where the editor keeps its settings, where it says so */
  readonly editorFiles?: EditorFiles | undefined;
  /** open documents, which count instead of the files below them */
  readonly openText?: OpenText;
  /** default: the environment of this process */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export interface NodePorts {
  readonly ports: Ports;
  /** Tells the scanner that files or folders (absolute) may have changed. Tell the engine too. */
  invalidate(paths: readonly string[]): void;
  /** As `invalidate`, where editors show other texts of these files than before, or none any more, and nothing changed on disk. */
  invalidateTexts(paths: readonly string[]): void;
  /** Ends the worker thread and kills what runs. */
  dispose(): Promise<void>;
}

export function createNodePorts(options: NodePortsOptions): NodePorts {
  const { logger, workerPath, secondWalk, configuredGo, variables } = options;
  const machine = thisMachine();
  const environment = {
    ...environmentSnapshot(variables ? { ...machine, variables } : machine, configuredGo),
    ...(options.editorFiles && { editorFiles: options.editorFiles }),
  };
  const openText = options.openText ?? (() => undefined);
  const disk = workerPath === undefined ? undefined : batchedDisk(workerPath);
  const files = disk ?? new DirectFileSystem();
  const skip = foreignGoFolders(environment);
  const tree = new NodeTreeScanner({ workerPath, secondWalk, logger, openText, skip });
  const width = Math.max(2, availableParallelism());
  const processes = new NodeProcessRunner({ logger, tempDir: machine.tempDir, width });
  return {
    ports: {
      files: options.openText ? new OverlayFileSystem(files, openText) : files,
      places: nodePlaces,
      processes,
      tree,
      contents: tree,
      hasher: disk ? { sha256, sha256OfFile: (path) => disk.sha256OfFile(path) } : directHasher(),
      clock: nodeClock,
      logger,
      environment,
    },
    invalidate: (paths) => tree.invalidate(paths),
    invalidateTexts: (paths) => tree.invalidateTexts(paths),
    dispose: async () => {
      processes.dispose();
      await Promise.all([tree.dispose(), disk?.dispose()]);
    },
  };
}

function batchedDisk(workerPath: string): BatchedDisk {
  const files = new NodeFileSystem();
  return new BatchedDisk(files, (path) => digestOf(path, files), workerPath);
}

import { Worker } from 'node:worker_threads';
import type { EncodedFolder } from './folderCodec';
import { newFolderClaims, type FolderClaims } from './folderClaims';

/**
 * A second thread for the first scan of a command line: it starts before the program itself is loaded, and walks the tree
 * from its back while the program, once it is there, walks it from its front. It only saves time: whatever becomes of it, the
 * tree is the same.
 */
export interface SecondWalk {
  /** absolute, with `/`: the folder that it was told to walk */
  readonly root: string;
  readonly claims: FolderClaims;
  /** what it has read; undefined where it died. Never rejects. */
  readonly answer: Promise<EncodedFolder | undefined>;
  stop(): void;
}

/** What the thread is told. */
export type SecondWalkTask = Pick<SecondWalk, 'root' | 'claims'>;

/** @param file path of the bundled thread, `secondWalker.js` */
export function startSecondWalk(file: string, root: string): SecondWalk {
  const task: SecondWalkTask = { root, claims: newFolderClaims() };
  const worker = new Worker(file, {
    name: 'go-preflight-second-walk',
    workerData: task,
    // It must not inherit flags that were meant for the main thread, such as a test runner's.
    execArgv: [],
    // It writes nothing. Told so, Node does not open the streams of this process before it starts the thread.
    stdout: true,
    stderr: true,
  });
  const answer = new Promise<EncodedFolder | undefined>((resolve) => {
    worker.on('message', resolve);
    worker.on('error', () => resolve(undefined));
    worker.on('exit', () => resolve(undefined));
  });
  return { ...task, answer, stop: () => void worker.terminate() };
}

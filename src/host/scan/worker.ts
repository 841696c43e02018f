import { parentPort, workerData } from 'node:worker_threads';
import { getOrSet } from '../../base/getOrSet';
import type { TreeIndex } from '../../engine/index';
import { answerDiskQuestions } from '../disk/diskWorker';
import { DeltaEncoder } from './deltaCodec';
import { ReadContents } from './readContents';
import type { ScanQuestion, WorkerAnswer, WorkerRequest } from './scanMessages';
import { ScannedRoots } from './scannedRoots';

/**
 * The worker thread: walks trees and reads headers, synchronously, and sends what changed; compares and hashes contents, a
 * folder at a time, so that a walk never waits long.
 */
function start(port: NonNullable<typeof parentPort>): void {
  const roots = new ScannedRoots();
  const encoders = new Map<string, DeltaEncoder>();
  const encoderFor = (root: string, { names }: TreeIndex): DeltaEncoder =>
    getOrSet(encoders, root, () => new DeltaEncoder(names.table));
  const contents = new ReadContents();
  const scan = (question: ScanQuestion, isStopped: () => boolean): WorkerAnswer['result'] => {
    const { index, walk } = roots.begin(question);
    while (walk.step()) if (isStopped()) return undefined;
    return encoderFor(question.root, index).encode(index.finish(walk));
  };
  port.on('message', ({ id, question, cancelled }: WorkerRequest) => {
    const isStopped = (): boolean => Atomics.load(cancelled, 0) === 1;
    const answer = (result: WorkerAnswer['result']): void => port.postMessage({ id, result } satisfies WorkerAnswer);
    if ('root' in question) answer(scan(question, isStopped));
    else void contents.answer(question, isStopped).then(answer);
  });
}

if (parentPort && workerData === 'disk') answerDiskQuestions(parentPort);
else if (parentPort) start(parentPort);

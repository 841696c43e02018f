import { parentPort } from 'node:worker_threads';
import { DeltaEncoder } from './deltaCodec';
import type { ScanAnswer, ScanRequest } from './scanMessages';
import { ScannedRoots } from './scannedRoots';

/** The worker thread: walks trees and reads headers, synchronously, and sends what changed. */
function start(port: NonNullable<typeof parentPort>): void {
  const roots = new ScannedRoots();
  const encoders = new Map<string, DeltaEncoder>();
  const encoderFor = (root: string): DeltaEncoder => {
    const known = encoders.get(root) ?? new DeltaEncoder();
    encoders.set(root, known);
    return known;
  };
  port.on('message', (request: ScanRequest) => {
    const { id, root, cancelled } = request;
    const { index, walk } = roots.begin(request);
    let stopped = false;
    while (!stopped && walk.step()) stopped = Atomics.load(cancelled, 0) === 1;
    const answer: ScanAnswer = { id, delta: stopped ? undefined : encoderFor(root).encode(index.finish(walk)) };
    port.postMessage(answer);
  });
}

if (parentPort) start(parentPort);

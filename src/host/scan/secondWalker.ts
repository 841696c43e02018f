import { parentPort, workerData } from 'node:worker_threads';
import { TreeIndex } from '../../engine/index';
import { nodeClock } from '../clock';
import { environmentSnapshot, foreignGoFolders, thisMachine } from '../environmentSnapshot';
import { dividedWalk } from './folderClaims';
import { encodeFolder, type EncodedFolder } from './folderCodec';
import { NodeTreeReader } from './nodeTreeReader';
import type { SecondWalkTask } from './secondWalk';

/** The thread behind `SecondWalk`: walks its part of the tree, answers, and ends. */
function help({ root, claims }: SecondWalkTask): EncodedFolder {
  const index = new TreeIndex({
    root,
    reader: new NodeTreeReader(new Map()),
    // As the program reckons it.
    skip: foreignGoFolders(environmentSnapshot(thisMachine(), undefined)),
    now: () => nodeClock.now(),
  });
  const walk = index.begin('all', dividedWalk(claims, true));
  while (walk.step());
  return encodeFolder(walk.result, index.names.table);
}

parentPort?.postMessage(help(workerData as SecondWalkTask));

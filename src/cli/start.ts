/** The entry of the command line: starts the program beside it, `cliProgram.js`, without compiling it anew each time. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import { Script } from 'node:vm';
import { isLargeTree, optimizeNow, startSecondWalk, toEnginePath, type SecondWalk } from '../host/index';
import { codeCacheFor } from './codeCache';
import { folderToScan } from './folderToScan';
import type * as program from './main';

/** What the file of the program is: a CommonJS module as Node wraps it. */
type ModuleFunction = (
  exports: unknown,
  load: NodeJS.Require,
  module: { readonly exports: unknown },
  file: string,
  folder: string,
) => void;

start(path.join(__dirname, 'cliProgram.js'), secondWalkFor(process.argv.slice(2)));

function start(file: string, secondWalk: SecondWalk | undefined): void {
  // As text: beside it a buffer of the same bytes would count as memory in use until the first long collection, and bring it on.
  const source = readFileSync(file, 'utf8');
  const cache = codeCacheFor(source, process.env);
  const kept = cache?.read();
  const script = new Script(source, { filename: file, ...(kept && { cachedData: kept.code }) });
  const module = { exports: {} as typeof program };
  const load = script.runInThisContext() as ModuleFunction;
  load(module.exports, require, module, file, __dirname);
  const known = kept && script.cachedDataRejected === false ? kept.judged : undefined;
  // In a large tree something is found, and a finding has a fingerprint.
  if (secondWalk) process.getBuiltinModule('node:crypto');
  // Only a verification has compiled what the next one needs.
  void module.exports.main((judged) => {
    if (!cache || (known !== undefined && !isMuchMore(judged, known))) return;
    process.on('exit', () => {
      optimizeNow();
      cache.write({ code: script.createCachedData(), judged });
    });
  }, secondWalk);
}

/**
 * Whether a verification has compiled much that the kept code lacks: that of an empty folder makes a poor start for that of a
 * large repository. What was kept is a part of what is kept then; a tree that grows by a file a day changes nothing.
 */
function isMuchMore(judged: number, before: number): boolean {
  return judged > 2 * before;
}

/** A second thread, where a tree is going to be read that is worth it. */
function secondWalkFor(argv: readonly string[]): SecondWalk | undefined {
  const folder = folderToScan(argv);
  if (folder === undefined || availableParallelism() < 2 || !isLargeTree(folder)) return undefined;
  return startSecondWalk(path.join(__dirname, 'secondWalker.js'), toEnginePath(folder));
}

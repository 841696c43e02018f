/** The entry of the command line: starts the program beside it, `cliProgram.js`, without compiling it anew each time. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Script } from 'node:vm';
import { tuneForShortRun } from '../host/index';
import { codeCacheFor } from './codeCache';
import type * as program from './main';

/** As Node wraps a CommonJS module. */
type ModuleFunction = (
  exports: unknown,
  load: NodeJS.Require,
  module: { readonly exports: unknown },
  file: string,
  folder: string,
) => void;

// Before anything is compiled: V8 takes cached code only under the flags that it was made with.
tuneForShortRun();
start(path.join(__dirname, 'cliProgram.js'));

function start(file: string): void {
  const source = readFileSync(file);
  const cache = codeCacheFor(source, process.env);
  const cachedData = cache?.read();
  // Bundles are ASCII.
  const text = `(function(exports,require,module,__filename,__dirname){${source.toString('latin1')}\n})`;
  const script = new Script(text, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} as typeof program };
  const load = script.runInThisContext() as ModuleFunction;
  load(module.exports, require, module, file, __dirname);
  const isKept = script.cachedDataRejected === false;
  // Only a verification has compiled what the next one needs.
  void module.exports.main(() => {
    if (cache && !isKept) process.on('exit', () => cache.write(script.createCachedData()));
  });
}

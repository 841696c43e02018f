/** The program of the command line, and the only place that ends the process: after everything was written. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { SecondWalk } from '../host/index';
import { run } from './cli';
import { exitCodes } from './exitCode';
import type { CliHost } from './host';
import { createNodeHost } from './nodeHost';
import { createNodeOutput } from './nodeOutput';

/**
 * @param verified told how much a verification judged
 * @param secondWalk reads a part of the folder that is verified
 */
export async function main(verified: CliHost['verified'], secondWalk?: SecondWalk): Promise<void> {
  const stderr = createNodeOutput(2, () => process.stderr);
  // Needed in any case, and made while the second thread starts.
  const { stdout } = process;
  let code: number = exitCodes.internalError;
  try {
    const host = createNodeHost({
      version: versionOf(__dirname),
      resources: __dirname,
      signal: cancellation(),
      secondWalk,
      verified,
    });
    const streams = { stdout: createNodeOutput(1, () => stdout), stderr };
    code = await run(process.argv.slice(2), streams, host);
  } catch (error) {
    // A broken installation, or a standard error that takes nothing: there is no better place left to say so.
    await stderr.write(`go-preflight: ${String(error)}\n`).catch(() => undefined);
  } finally {
    process.exit(code);
  }
}

/** Fires at the first signal that asks the process to end; the second ends it at once. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodes.cancelled);
      controller.abort();
    });
  return controller.signal;
}

/** package.json stands above the bundles, in the npm package and in the extension alike. */
function versionOf(resources: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(resources, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return typeof version === 'string' ? version : '';
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { build } from 'esbuild';

/** Bundles a worker thread as the product does. @returns the path of the bundle */
export async function buildScanWorker(entry: 'worker' | 'secondWalker' = 'worker'): Promise<string> {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'go-preflight-worker-')), 'scanWorker.js');
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: [`src/host/scan/${entry}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}

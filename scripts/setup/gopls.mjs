// @ts-check
/** The real gopls, for the tests of living beside it: `go install` into the cache, once. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { cacheFolder } from './codeServer.mjs';
import { run } from './run.mjs';

/** The newest that Go 1.26 builds; 0.24 wants Go 1.27. */
const version = 'v0.23.0';

/** @returns {Promise<string | undefined>} its path; undefined where there is no go or no network */
export async function ensureGopls() {
  const folder = path.join(cacheFolder(), `gopls-${version}`);
  const binary = path.join(folder, process.platform === 'win32' ? 'gopls.exe' : 'gopls');
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  console.error(`Installing gopls ${version} into ${folder}, once ...`);
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '', GOWORK: 'off' };
  const code = await run('go', ['install', `golang.org/x/tools/gopls@${version}`], { env, timeoutMs: 570_000 }).catch(
    () => 1,
  );
  return code === 0 && existsSync(binary) ? binary : undefined;
}

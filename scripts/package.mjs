// @ts-check
/** Makes the VSIX: `node scripts/package.mjs [file]`, default `go-preflight-<version>.vsix` in the repository. */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node, root, runMain } from './setup/run.mjs';

await runMain(async () => {
  await ensureDependencies();
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(process.argv[2] ?? path.join(root, `go-preflight-${version}.vsix`));
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  // Bundled, so node_modules stays out; vsce builds by the script vscode:prepublish. There is no public repository yet,
  // so relative links of the README stay relative.
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  return node([vsce, 'package', ...flags, '--out', file], { cwd: root });
});

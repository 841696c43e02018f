// @ts-check
/**
 * `npm start` verifies the example workspace in this terminal; `npm start -- DIR [flags]` verifies any other folder, with
 * the flags and the exit code of the CLI. It installs and builds first; nothing but Node and npm has to be there.
 */
import * as path from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node, root, runMain } from './setup/run.mjs';

/** Clean, or with findings: both mean that the verification itself worked. */
const verified = [0, 1];

await runMain(async () => {
  await ensureDependencies();
  const { build } = await import('./build.mjs');
  await build();
  const cli = path.join(root, 'dist/cli.js');
  // npm runs scripts in the package's folder; relative arguments are meant where the person stands.
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const args = process.argv.slice(2);
  if (args.length > 0) return node([cli, ...args], { cwd });
  const example = path.join(root, 'examples/shop');
  console.log(
    `Verifying the example workspace ${path.relative(cwd, example) || example}, which has faults on purpose.\n`,
  );
  const code = await node([cli, example], { cwd });
  if (!verified.includes(code)) return code;
  console.log('\nThese findings are the example. Your own folder: npm start -- DIR   In VS Code: npm run vscode');
  return 0;
});

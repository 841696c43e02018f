// @ts-check
/**
 * Makes the archive of the command line, for machines without VS Code: `node scripts/package-cli.mjs [file]`, default
 * `go-preflight-cli-<version>.tgz` in the repository. `npm install --global FILE` installs it and asks no registry: all is bundled.
 */
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { npm, root, runMain } from './setup/run.mjs';

/** Bundles that only VS Code loads. */
const editorOnly = ['extension.js', 'client.js', 'moduleGraph.js', 'buildMatrix.js'];

/** What stands in the manifest of the extension too. */
const sharedKeys = ['name', 'version', 'description', 'keywords', 'license', 'bin'];

await runMain(async () => {
  await ensureDependencies();
  const { build } = await import('./build.mjs');
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const file = path.resolve(process.argv[2] ?? path.join(root, `go-preflight-cli-${manifest.version}.tgz`));
  const staging = await mkdtemp(path.join(os.tmpdir(), 'go-preflight-cli-'));
  try {
    const dist = path.join(staging, 'dist');
    await build({ production: true, outdir: dist });
    await Promise.all(editorOnly.map((name) => rm(path.join(dist, name))));
    for (const name of ['schemas', 'README.md', 'LICENSE', 'CHANGELOG.md'])
      await cp(path.join(root, name), path.join(staging, name), { recursive: true });
    const kept = Object.fromEntries(sharedKeys.map((key) => [key, manifest[key]]));
    const own = { ...kept, engines: { node: manifest.engines.node } };
    await writeFile(path.join(staging, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
    const code = await npm(['pack', '--silent', '--ignore-scripts'], { cwd: staging, quiet: true, timeoutMs: 300_000 });
    if (code !== 0) return code;
    const packed = (await readdir(staging)).find((name) => name.endsWith('.tgz'));
    if (packed === undefined) return 1;
    await cp(path.join(staging, packed), file);
    console.log(`${file}: npm install --global ${path.relative(process.cwd(), file)}`);
    return 0;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
});

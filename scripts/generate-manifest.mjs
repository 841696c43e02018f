// @ts-check
/**
 * Writes what comes from the declaration of settings and from the registry of checks: the manifest's `configuration` block
 * and its texts, and the schema of `go-preflight.jsonc`. Run it by hand after adding a check or a setting:
 * `node scripts/generate-manifest.mjs`; with `--check` it writes nothing and exits with 1 where a file is out of date.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import * as prettier from 'prettier';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @returns {Promise<Map<string, string>>} file relative to the root -> the text it should have */
export async function generatedFiles() {
  const { schemas, checks } = await loadSources();
  const chinese = JSON.parse(await read('l10n/zh-cn/shared.json'));
  const manifest = JSON.parse(await read('package.json'));
  manifest.contributes.configuration = schemas.configurationBlock(checks);
  manifest.capabilities.untrustedWorkspaces.restrictedConfigurations = schemas.restrictedSettings();
  const files = new Map();
  files.set('package.json', await formatted('package.json', manifest));
  files.set('package.nls.json', await withTexts('package.nls.json', schemas.manifestTexts({})));
  files.set('package.nls.zh-cn.json', await withTexts('package.nls.zh-cn.json', schemas.manifestTexts(chinese)));
  const schemaFile = 'schemas/go-preflight.schema.json';
  files.set(schemaFile, await formatted(schemaFile, schemas.fileSchema(checks)));
  return files;
}

/** Texts of settings that no longer exist go, those of the rest of the manifest stay. */
async function withTexts(file, texts) {
  const rest = Object.entries(JSON.parse(await read(file))).filter(([key]) => !key.startsWith('setting.'));
  return formatted(file, { ...Object.fromEntries(rest), ...texts });
}

async function formatted(file, value) {
  const filepath = path.join(root, file);
  const config = await prettier.resolveConfig(filepath);
  return prettier.format(JSON.stringify(value), { ...config, filepath });
}

function read(file) {
  return readFile(path.join(root, file), 'utf8');
}

/** The sources are TypeScript: bundled as they are, with what they import. */
async function loadSources() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'go-preflight-manifest-'));
  try {
    const outfile = path.join(folder, 'sources.cjs');
    await esbuild.build({
      absWorkingDir: root,
      stdin: {
        contents: `
          export * as schemas from './src/engine/config/jsonSchemas';
          export { allChecks as checks } from './src/engine/index';`,
        resolveDir: root,
        loader: 'ts',
      },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check');
  for (const [file, text] of await generatedFiles()) {
    const known = await read(file).catch(() => '');
    if (known === text) continue;
    console.log(`${file} ${check ? 'is out of date: node scripts/generate-manifest.mjs' : 'written'}`);
    if (check) process.exitCode = 1;
    else await writeFile(path.join(root, file), text);
  }
}

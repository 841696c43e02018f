// @ts-check
/**
 * Bundles the programs into dist/. `vscode` is external for the extension alone: in any other bundle an import of it fails
 * the build. `node scripts/build.mjs [--production]`
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Built-in modules that take a cold process milliseconds to load, and that a static verification seldom needs: loaded when
 * one of their names is used first.
 */
const lateBuiltIns = {
  name: 'late-built-ins',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const late = /^(node:)?(child_process|crypto|fs\/promises|worker_threads)$/;
    build.onResolve({ filter: late }, ({ path: name, namespace }) =>
      namespace === lateBuiltIns.name ? { path: name, external: true } : { path: name, namespace: lateBuiltIns.name },
    );
    build.onLoad({ filter: late, namespace: lateBuiltIns.name }, ({ path: name }) => {
      const exported = Object.entries(process.getBuiltinModule(name) ?? {});
      const functions = exported.filter(([, value]) => typeof value === 'function').map(([named]) => named);
      // As a module of functions, of which esbuild keeps those that are used; a class answers to `new` as it does.
      const late = functions.map(
        (named) => `export function ${named}(...args) {
          const late = require('${name}').${named};
          return new.target ? new late(...args) : late(...args);
        }`,
      );
      return { contents: late.join('\n') };
    });
  },
};

/** The Node of the oldest VS Code that we support is 22; the CLI also runs on the system's Node 20. */
export const bundles = [
  { name: 'extension', entry: 'src/extension/main.ts', target: 'node22', external: ['vscode'] },
  { name: 'client', entry: 'src/extension/client/languageConnection.ts', target: 'node22', external: ['vscode'] },
  { name: 'server', entry: 'src/server/main.ts', target: 'node20', external: [] },
  { name: 'cli', entry: 'src/cli/start.ts', target: 'node20', external: [], banner: '#!/usr/bin/env node' },
  {
    name: 'cliProgram',
    entry: 'src/cli/main.ts',
    target: 'node20',
    external: [],
    plugins: [lateBuiltIns],
    // Their ESM builds would be evaluated at each start, a millisecond: only what reads Dockerfiles wants them.
    alias: Object.fromEntries(
      ['vscode-languageserver-types', 'vscode-languageserver-textdocument'].map((name) => [
        name,
        path.join(root, 'node_modules', name, 'lib/umd/main.js'),
      ]),
    ),
    // As Node wraps a CommonJS module: `src/cli/start.ts` runs the file as it is, without copying a megabyte to wrap it.
    banner: '(function(exports,require,module,__filename,__dirname){',
    footer: '})',
  },
  { name: 'cliAnswers', entry: 'src/cli/answers/answer.ts', target: 'node20', external: [] },
  { name: 'cliReports', entry: 'src/cli/ciReport.ts', target: 'node20', external: [] },
  // These two run in the page of a webview: the Chromium of the oldest VS Code that we support is 138.
  { name: 'moduleGraph', entry: 'src/webview/main.ts', target: 'chrome138', external: [], platform: 'browser' },
  { name: 'buildMatrix', entry: 'src/webview/matrix/main.ts', target: 'chrome138', external: [], platform: 'browser' },
  { name: 'scanWorker', entry: 'src/host/scan/worker.ts', target: 'node20', external: [] },
  { name: 'secondWalker', entry: 'src/host/scan/secondWalker.ts', target: 'node20', external: [] },
];

/** By the end of the path that loads it. */
const lateBundleOf = {
  'client/languageConnection': './client.js',
  'answers/answer': './cliAnswers.js',
  './ciReport': './cliReports.js',
};

/**
 * What a program loads late is a bundle of its own: the language client, whose evaluation costs more than all of the rest
 * of the extension; the answers of the command line, and its reports for CI, which most verifications do not need.
 */
const lateBundles = {
  name: 'late-bundles',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/(client\/languageConnection|answers\/answer|ciReport)$/ }, ({ kind, path: name }) => {
      const bundle = Object.entries(lateBundleOf).find(([end]) => name.endsWith(end))?.[1];
      return kind === 'dynamic-import' && bundle ? { path: bundle, external: true } : undefined;
    });
  },
};

/**
 * No module of ours does anything by being imported, but for the entry points. Told so, esbuild leaves out what a program
 * does not use: without it the worker thread would load every check.
 */
const withoutSideEffects = {
  name: 'without-side-effects',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    const source = path.join(root, 'src') + path.sep;
    build.onResolve({ filter: /^\.\.?\// }, async ({ path: name, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === withoutSideEffects || !importer.startsWith(source)) return undefined;
      const resolved = await build.resolve(name, { resolveDir, importer, kind, pluginData: withoutSideEffects });
      return resolved.errors.length > 0 || resolved.external ? resolved : { ...resolved, sideEffects: false };
    });
  },
};

/**
 * @param {(typeof bundles)[number]} bundle
 * @param {{ production: boolean, outdir: string }} where
 */
export function bundleOptions(
  { name, entry, target, external, banner, footer, alias, plugins = [], platform = 'node' },
  { production, outdir },
) {
  return /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join(outdir, `${name}.js`),
    bundle: true,
    platform: /** @type {import('esbuild').Platform} */ (platform),
    format: platform === 'browser' ? 'iife' : 'cjs',
    target,
    external,
    ...(alias && { alias }),
    plugins: [...plugins, lateBundles, withoutSideEffects],
    // The command line is a script that a virtual machine runs from its cache: import() does not work in there.
    ...(name === 'cliProgram' && { supported: { 'dynamic-import': false } }),
    // ESM builds of jsonc-parser and the LSP packages: their UMD builds hide their imports from a bundler.
    mainFields: ['module', 'main'],
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
    ...(banner ? { banner: { js: banner } } : {}),
    ...(footer ? { footer: { js: footer } } : {}),
  });
}

/** @param {{ production?: boolean, outdir?: string }} options */
export async function build({ production = false, outdir = path.join(root, 'dist') } = {}) {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const results = await Promise.all(
    bundles
      .filter(({ entry }) => existsSync(path.join(root, entry)))
      .map((bundle) => esbuild.build(bundleOptions(bundle, { production, outdir }))),
  );
  await Promise.all([writeMessages(outdir), copyPages(outdir), nameProgram(path.join(outdir, 'cliProgram.js'))]);
  return results;
}

/** Writes a hash before the program of the command line, by which its compiled code is found again (`src/cli/codeCache.ts`). */
async function nameProgram(file) {
  const program = await readFile(file);
  const hash = createHash('sha256').update(program).digest('hex');
  await writeFile(file, `/*${hash.slice(0, 8)}*/${program}`);
}

/**
 * The pages of the checks, each beside its check in the sources, in one folder: the server and the CLI read them there. What marks
 * an example for the tests (```yaml fixture) is not for readers.
 */
async function copyPages(outdir) {
  const checks = path.join(root, 'src/engine/checks');
  const pages = (await readdir(checks, { recursive: true })).filter((name) => name.endsWith('.md'));
  await mkdir(path.join(outdir, 'pages'));
  await Promise.all(
    pages.map(async (name) => {
      const text = await readFile(path.join(checks, name), 'utf8');
      const page = text.replaceAll(/^(```\S+) fixture$/gm, '$1');
      await writeFile(path.join(outdir, 'pages', path.basename(name)), page);
    }),
  );
}

/** All Chinese engine messages in one file: the server and the CLI load it only when they speak Chinese. */
async function writeMessages(outdir) {
  const folder = path.join(root, 'l10n', 'zh-cn');
  const merged = {};
  for (const name of (await readdir(folder)).toSorted()) {
    const messages = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    for (const [id, text] of Object.entries(messages)) {
      if (id in merged) throw new Error(`l10n/zh-cn/${name}: ${id} is defined twice`);
      merged[id] = text;
    }
  }
  await writeFile(path.join(outdir, 'messages.zh-cn.json'), JSON.stringify(merged));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = await build({ production: process.argv.includes('--production') });
  for (const result of results) {
    for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
      if (file.endsWith('.js')) console.log(`${file}  ${(bytes / 1000).toFixed(0)} kB`);
    }
  }
}

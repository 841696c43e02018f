// @ts-check
/**
 * `npm test`: installs what is missing, builds, checks types, and runs every suite, those in a real VS Code too. The last
 * line counts all tests: `N passed, N failed, N skipped`. In CI (CI=true) a skip is a failure.
 *
 * `npm test -- --only unit,tidy` or `--without host,ui` choose suites; what a suite is, the table below says.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { codeServerRuns } from './setup/codeServer.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { node, PlainError, runMain } from './setup/run.mjs';
import { emptyTally, refusedSkips, sumTallies } from './tests/tally.mjs';

/** @typedef {import('./tests/tally.mjs').Tally} Tally */

const mocha = 'scripts/mocha.mjs';

/** Each suite is a process of its own; it takes `--tally file`. Cheap ones first. */
const suites = {
  unit: { what: 'pure code, in memory', command: [mocha, 'unit'] },
  tidy: { what: 'rules of the repository, each with a control', command: [mocha, 'tidy'] },
  integration: { what: 'real files, real go, the CLI and the server as children', command: [mocha, 'integration'] },
  package: { what: 'what the VSIX holds', command: [mocha, 'package'] },
  host: { what: "inside VS Code's extension host, also with the installed VSIX", command: ['scripts/tests/host.mjs'] },
  ui: { what: 'VS Code as a person sees it', command: ['scripts/tests/ui.mjs'] },
};

/** @typedef {keyof typeof suites} Suite */

await runMain(async () => {
  const started = Date.now();
  const chosen = choose(process.argv.slice(2));
  await ensureDependencies();
  /** @type {Tally[]} */
  const tallies = [];
  // What does not build or type-check is a failure that is counted, so that the last line never lies.
  if ((await node(['scripts/build.mjs'])) !== 0) return finish([failure()], started);
  console.log('\ntypes');
  if ((await node(['node_modules/typescript/bin/tsc', '-b'])) !== 0) tallies.push(failure());
  for (const name of chosen) tallies.push(await runSuite(name));
  return finish(tallies, started);
});

/** @param {string[]} args @returns {Suite[]} */
function choose(args) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, without: { type: 'string' } } });
  const all = /** @type {Suite[]} */ (Object.keys(suites));
  const list = (/** @type {string | undefined} */ text) => (text ? text.split(',') : []);
  const strange = [...list(values.only), ...list(values.without)].find(
    (name) => !all.includes(/** @type {Suite} */ (name)),
  );
  if (strange !== undefined) throw new PlainError(`There is no suite ${strange}; the suites are ${all.join(', ')}.`);
  return all.filter((name) => (values.only ? list(values.only).includes(name) : !list(values.without).includes(name)));
}

/** @param {Suite} name @returns {Promise<Tally>} */
async function runSuite(name) {
  const { what, command } = suites[name];
  console.log(`\n${name}: ${what}`);
  if (name === 'ui' && !codeServerRuns) {
    return { ...emptyTally(), skipped: [{ title: 'ui', reason: 'npm has a server build of VS Code for Linux only' }] };
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'go-preflight-tally-'));
  try {
    const file = path.join(folder, 'tally.json');
    const code = await node([...command, '--tally', file]);
    /** @type {Tally | undefined} */
    const tally = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
    if (tally === undefined) {
      console.log(`  FAIL  ${name} ended with exit code ${code} before it counted its tests`);
      return failure();
    }
    // A suite that failed in another way than by its tests, such as a skip that is refused, must not look passed.
    const explained = tally.failed > 0 || refusedSkips(tally, { ci: isCi() }).length > 0;
    return code === 0 || explained ? tally : sumTallies([tally, failure()]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {readonly Tally[]} tallies @param {number} started */
function finish(tallies, started) {
  const { passed, failed, skipped } = sumTallies(tallies);
  const refused = refusedSkips({ passed, failed, skipped }, { ci: isCi() });
  console.log('');
  for (const { title, reason } of skipped) console.log(`skipped: ${title}: ${reason ?? 'without a reason'}`);
  if (refused.length > 0)
    console.log(`${refused.length} skipped tests count as failed: ${isCi() ? 'this is CI' : 'no reason'}`);
  console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
  console.log(`${passed} passed, ${failed + refused.length} failed, ${skipped.length - refused.length} skipped`);
  return failed + refused.length > 0 ? 1 : 0;
}

function isCi() {
  return process.env['CI'] === 'true';
}

/** @returns {Tally} */
function failure() {
  return { ...emptyTally(), failed: 1 };
}

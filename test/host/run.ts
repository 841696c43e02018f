/**
 * Runs the suites that live in VS Code: `run.cjs [name ...]`. `scripts/tests/host.mjs` bundles this, the suites and their
 * launches, and says in the environment where VS Code is.
 */
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { emptyTally, refusedSkips, sumTallies, type Tally } from '../../scripts/tests/tally.mjs';
import type { Launch } from './support/launch';
import { runLaunch, type VSCode } from './support/runLaunch';

const bundles = __dirname;
const repository = process.cwd();

async function main(names: readonly string[]): Promise<number> {
  const suites = (await readdir(path.join(bundles, 'suites')))
    .filter((file) => file.endsWith('.suite.cjs'))
    .map((file) => file.slice(0, -'.suite.cjs'.length))
    .filter((name) => names.length === 0 || names.some((wanted) => name.includes(wanted)))
    .toSorted();
  if (suites.length === 0) throw new Error(`test/host/suites has nothing that matches ${names.join(', ')}`);
  const vscode: VSCode = {
    ...{ executable: fromScript('VSCODE_TEST_EXECUTABLE'), repository },
    artifacts: path.join(repository, 'test-results', 'host'),
  };
  const tallies: Tally[] = [emptyTally()];
  for (const name of suites) tallies.push(...(await runSuite(vscode, name)));
  return finish(sumTallies(tallies));
}

async function runSuite(vscode: VSCode, name: string): Promise<Tally[]> {
  const suite = path.join(bundles, 'suites', `${name}.suite.cjs`);
  const launchFile = path.join(bundles, 'suites', `${name}.launch.cjs`);
  if (!existsSync(launchFile)) throw new Error(`test/host/suites/${name}.launch.ts is missing`);
  const { launches } = (await import(launchFile)) as { launches: readonly Launch[] };
  const tallies: Tally[] = [];
  for (const launch of launches) {
    console.log(`${name}, ${launch.name}`);
    tallies.push(await runLaunch(vscode, name, suite, launch));
  }
  return tallies;
}

async function finish(tally: Tally): Promise<number> {
  const file = process.env['GO_PREFLIGHT_TALLY'];
  if (file) await writeFile(file, JSON.stringify(tally));
  console.log(`host: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped.length} skipped`);
  return tally.failed > 0 || refusedSkips(tally, { ci: process.env['CI'] === 'true' }).length > 0 ? 1 : 0;
}

function fromScript(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this through npm run test:host`);
  return value;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

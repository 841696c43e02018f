import { appendFileSync, writeFileSync } from 'node:fs';
import { emptyTally, TallyReporter } from '../../../../scripts/tests/tally.mjs';

/** Runs mocha inside the extension host. What it prints and counts goes into files: the window's console is VS Code's. */
export async function runSuite(load: () => Promise<unknown>): Promise<void> {
  const output = fromLauncher('GO_PREFLIGHT_TEST_OUTPUT');
  const tally = emptyTally();
  // `import Mocha from 'mocha'` bundled as CommonJS is a namespace on Node 22: VS Code 1.104.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    // Longer than `until` waits, so that a failure says what was waited for.
    timeout: 600_000,
    reporter: TallyReporter as unknown as Mocha.ReporterConstructor,
    reporterOptions: { tally, write: (line: string) => appendFileSync(output, `${line}\n`) },
    forbidOnly: process.env['CI'] === 'true',
    failZero: true,
  });
  const grep = process.env['GO_PREFLIGHT_TEST_GREP'];
  if (grep) mocha.grep(grep);
  // Defines `describe` and `it`; the bundled suite is loaded after that.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await load();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  writeFileSync(fromLauncher('GO_PREFLIGHT_TEST_TALLY'), JSON.stringify(tally));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function fromLauncher(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start suites through npm run test:host`);
  return value;
}

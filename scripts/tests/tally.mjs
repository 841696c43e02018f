// @ts-check
/** Counting tests: each suite writes a tally, `npm test` sums them. */

/**
 * @typedef {{ title: string, reason: string | undefined }} Skipped
 * @typedef {{ passed: number, failed: number, skipped: Skipped[] }} Tally
 * @typedef {{ title: string, duration?: number, skipReason?: string, parent?: TestLike, fullTitle(): string }} TestLike
 * @typedef {{ on(event: 'pass' | 'pending', listener: (test: TestLike) => void): unknown,
 *   on(event: 'fail', listener: (test: TestLike, error: unknown) => void): unknown }} RunnerLike
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: 0, skipped: [] };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sumTallies(tallies) {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/**
 * A skip counts only with its reason, and in CI not even then: what CI does not run, nobody runs.
 * @param {Tally} tally @param {{ ci: boolean }} where
 */
export function refusedSkips(tally, { ci }) {
  return tally.skipped.filter(({ reason }) => ci || !reason);
}

/**
 * A mocha reporter (also inside VS Code): fills a tally and writes one line a test. The suites of a test stand in front of
 * its title, so that a line is understood alone.
 */
export class TallyReporter {
  /**
   * @param {RunnerLike} runner
   * @param {{ reporterOptions?: { tally: Tally, write: (line: string) => void, terse?: boolean } }} options mocha's own
   */
  constructor(runner, { reporterOptions }) {
    if (!reporterOptions) throw new Error('the reporter needs a tally');
    const { tally, write, terse = false } = reporterOptions;
    runner.on('pass', (test) => {
      tally.passed++;
      if (!terse) write(`  ok    ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    // Also a hook that failed: its tests did not run, and must not be missed silently.
    runner.on('fail', (test, error) => {
      tally.failed++;
      write(`  FAIL  ${test.fullTitle()}\n${indent(describeError(error))}`);
    });
    runner.on('pending', (test) => {
      const reason = skipReason(test);
      tally.skipped.push({ title: test.fullTitle(), reason });
      write(`  skip  ${test.fullTitle()}: ${reason ?? 'without a reason'}`);
    });
  }
}

/** What `skip` of test/support/skip.ts noted at the test, or at a suite around it. @param {TestLike | undefined} test */
function skipReason(test) {
  for (let node = test; node; node = node.parent) if (node.skipReason) return node.skipReason;
  return undefined;
}

/** @param {unknown} error */
function describeError(error) {
  if (!(error instanceof Error)) return String(error);
  const { stack, message } = error;
  // The stack of an assertion repeats the first line of its message, and leaves the difference out.
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at (?!.*node_modules|.*node:internal)/.test(line));
  return [`${error.name}: ${message}`, ...frames.slice(0, 8)].join('\n');
}

/** @param {string} text */
const indent = (text) => text.replace(/^/gm, '        ');

import * as assert from 'node:assert/strict';
import { emptyTally, refusedSkips, sumTallies, TallyReporter, type Tally } from '../../../scripts/tests/tally.mjs';
import { skip } from '../../support/skip';

/** Runs tests in a mocha of their own and returns what the reporter counted and wrote. */
async function count(define: (it: Mocha.TestFunction, before: Mocha.HookFunction) => void): Promise<{
  readonly tally: Tally;
  readonly lines: readonly string[];
}> {
  const { default: Mocha } = await import('mocha');
  const tally = emptyTally();
  const lines: string[] = [];
  const mocha = new Mocha({
    reporter: TallyReporter as unknown as Mocha.ReporterConstructor,
    reporterOptions: { tally, write: (line: string) => lines.push(line) },
  });
  const context: Partial<Mocha.MochaGlobals> = {};
  mocha.suite.emit('pre-require', context as never, '', mocha);
  context.describe?.('suite', () => {
    if (context.it && context.before) define(context.it, context.before);
  });
  await new Promise<number>((resolve) => mocha.run(resolve));
  return { tally, lines };
}

describe('the tally of tests', () => {
  it('counts passed and failed tests, with what went wrong', async () => {
    const { tally, lines } = await count((it) => {
      it('holds', () => undefined);
      it('breaks', () => assert.equal(1, 2));
    });
    assert.deepEqual(tally, { passed: 1, failed: 1, skipped: [] });
    assert.match(lines.join('\n'), /ok {4}suite holds[^]*FAIL {2}suite breaks[^]*1 !== 2/);
  });

  it('counts a failed hook', async () => {
    const { tally } = await count((it, before) => {
      before(() => {
        throw new Error('no window');
      });
      it('never runs', () => undefined);
    });
    assert.equal(tally.failed, 1);
  });

  it('keeps the reason of a skip, from a test and from a hook', async () => {
    const fromTest = await count((it) => {
      it('wants go', function () {
        skip(this, 'no go');
      });
    });
    assert.deepEqual(fromTest.tally.skipped, [{ title: 'suite wants go', reason: 'no go' }]);
    const fromHook = await count((it, before) => {
      before(function () {
        skip(this, 'no network');
      });
      it('one', () => undefined);
      it('two', () => undefined);
    });
    assert.deepEqual(
      fromHook.tally.skipped.map(({ reason }) => reason),
      ['no network', 'no network'],
    );
  });

  it('refuses a skip without a reason, and in CI every skip', async () => {
    const { tally } = await count((it) => {
      it('later');
      it('wants go', function () {
        skip(this, 'no go');
      });
    });
    assert.deepEqual(
      refusedSkips(tally, { ci: false }).map(({ title }) => title),
      ['suite later'],
    );
    assert.equal(refusedSkips(tally, { ci: true }).length, 2);
  });

  it('sums', () => {
    const one = { passed: 1, failed: 2, skipped: [{ title: 'a', reason: 'b' }] };
    assert.deepEqual(sumTallies([one, emptyTally(), one]), {
      passed: 2,
      failed: 4,
      skipped: [...one.skipped, ...one.skipped],
    });
  });
});

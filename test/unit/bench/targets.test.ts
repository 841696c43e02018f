import assert from 'node:assert/strict';
import { bareScan, firstOfUs } from '../../bench/commands';
import { targetLines } from '../../bench/targets';
import type { ProjectResult } from '../../bench/tables';

function result(project: string, goFiles: number, [bareMs, ourMs]: readonly [number, number]): ProjectResult {
  const timing = (ms: number) => ({ value: { ms, runs: [ms] } });
  const commands = new Map([
    [bareScan, timing(bareMs)],
    [firstOfUs, timing(ourMs)],
  ]);
  return { project, goFiles, commands, servers: new Map() };
}

const linesOf = (...results: ProjectResult[]): string[] => targetLines(results, undefined, undefined);

describe('targets of the benchmark', () => {
  it('compare a tree of ordinary size with the bare scan', () => {
    assert.deepEqual(linesOf(result('src', 10_000, [100, 250])), [
      '* MISSED: src: the checks of the first issue beside the bare scan: 2.5 times, at most 2 times',
    ]);
  });

  it('compare the time a file of a larger tree with that of the largest ordinary one', () => {
    const others = [result('cmd', 2000, [30, 90]), result('src', 10_000, [100, 200])];
    const last = (ourMs: number) => linesOf(...others, result('large', 100_000, [500, ourMs])).at(-1);
    const what = 'large: the checks of the first issue, a file, beside src';
    assert.equal(last(1500), `* met: ${what}: 15 µs, at most 20 µs`);
    assert.equal(last(2500), `* MISSED: ${what}: 25 µs, at most 20 µs`);
  });

  it('say nothing of a larger tree that was measured alone', () => {
    assert.deepEqual(linesOf(result('large', 100_000, [500, 1500])), []);
  });
});

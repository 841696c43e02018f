import assert from 'node:assert/strict';
import {
  createEngine,
  defaultConfig,
  lineRange,
  passed,
  say,
  type Check,
  type CheckMeta,
  type Outcome,
  type Tree,
} from '../../../../src/engine/index';
import type { Fact } from '../../../../src/engine/facts/factStore';
import { emptyTree, memoryPorts, MemoryFiles } from '../../../support/memoryPorts';

const never = new AbortController().signal;

const meta: Omit<CheckMeta, 'id' | 'profile'> = {
  family: 'modules',
  title: 'title',
  why: 'why',
  fix: 'fix',
  severity: 'error',
  confidence: 'certain',
  messages: { bad: 'bad' },
  since: '0.1.0',
};

const reads: Check = { ...meta, id: 'reads', profile: 'static', scope: 'module', run: () => passed };
const runsGo: Check = {
  ...meta,
  id: 'runs-go',
  profile: 'offline',
  scope: 'module',
  run: () => ({ kind: 'findings', findings: [{ message: say('bad'), anchor: 'toolchain' }] }),
};
const asksNetwork: Check = { ...meta, id: 'asks-network', profile: 'network', scope: 'root', run: () => passed };

const twoModules = (root: string): Tree => ({ ...emptyTree(root), modules: ['', 'sub'], goFileCount: 1 });
const ports = memoryPorts({ tree: twoModules });
const request = { root: '/work', config: defaultConfig, granted: 'offline' as const };

describe('engine', () => {
  it('counts the outcomes it is told to retain for the checks it leaves out', async () => {
    const engine = createEngine(ports, [reads, runsGo]);
    const whole = await engine.run(request, never);
    assert.equal(whole.summary.verdict, 'broken');
    const part = await engine.run({ ...request, only: ['reads'], retained: whole.outcomes }, never);
    assert.deepEqual(
      part.outcomes.map(({ check, subject }) => `${check} ${subject}`),
      ['reads .', 'reads sub', 'runs-go .', 'runs-go sub'],
    );
    assert.deepEqual([part.summary.error, part.summary.verdict], [2, 'broken']);
    assert.deepEqual(part.modules, ['', 'sub']);
  });

  it('gives the same outcome object again for what did not change, and asks only for what did', async () => {
    const files = new MemoryFiles({ '/work/go.mod': 'a', '/work/sub/go.mod': 'b' });
    const asked: string[] = [];
    const looks: Check = {
      ...meta,
      id: 'looks',
      profile: 'static',
      scope: 'module',
      run: async ({ dir }, facts) => {
        asked.push(dir);
        const text = await facts.readText(`${dir}/go.mod`);
        return text === 'bad' ? { kind: 'findings', findings: [{ message: say('bad'), anchor: 'toolchain' }] } : passed;
      },
    };
    const engine = createEngine(memoryPorts({ files, tree: () => twoModules('/work') }), [looks, asksNetwork]);
    const first = await engine.run(request, never);
    files.write('/work/sub/go.mod', 'bad');
    engine.invalidate(['/work/sub/go.mod']);
    const totals: number[] = [];
    const second = await engine.run(request, never, (_, total) => totals.push(total));
    assert.deepEqual(asked, ['/work', '/work/sub', '/work/sub']);
    assert.deepEqual(
      second.outcomes.map((outcome, at) => outcome === first.outcomes[at]),
      [true, true, false],
    );
    assert.deepEqual(totals, [3, 3, 3]);
    files.write('/work/sub/go.mod', 'b');
    engine.invalidate(['/work/sub/go.mod']);
    assert.equal((await engine.run(request, never)).summary.error, 0, 'what was found is not remembered too long');
    const stricter = await engine.run({ ...request, config: { ...defaultConfig, checks: { looks: 'off' } } }, never);
    assert.deepEqual(
      stricter.outcomes.map(({ check }) => check),
      ['asks-network'],
    );
  });

  it('does not remember that a comment accepted a finding', async () => {
    const ignoring = '// go-preflight:ignore looks why\nbad\n';
    const files = new MemoryFiles({ '/work/go.mod': ignoring });
    const isBad: Fact<boolean> = {
      name: 'isBad',
      compute: async (file, facts) => ((await facts.readText(file)) ?? '').includes('bad'),
    };
    const looks: Check = {
      ...meta,
      id: 'looks',
      profile: 'static',
      scope: 'root',
      run: async ({ dir }, facts) => {
        const file = `${dir}/go.mod`;
        if (!(await facts.get(isBad, file))) return passed;
        return { kind: 'findings', findings: [{ message: say('bad'), location: { file, range: lineRange(1, 0, 3) } }] };
      },
    };
    const engine = createEngine(memoryPorts({ files, tree: twoModules }), [looks]);
    assert.equal((await engine.run(request, never)).summary.error, 0);
    files.write('/work/go.mod', '// nothing is accepted\nbad\n');
    engine.invalidate(['/work/go.mod']);
    assert.equal((await engine.run(request, never)).summary.error, 1);
    files.write('/work/go.mod', ignoring);
    engine.invalidate(['/work/go.mod']);
    assert.equal((await engine.run(request, never)).summary.error, 0);
  });

  it('tells how many outcomes there will be while it runs', async () => {
    const totals: number[] = [];
    await createEngine(ports, [reads, runsGo]).run(request, never, (_: Outcome, total) => totals.push(total));
    assert.deepEqual(totals, [4, 4, 4, 4]);
  });

  it('says what is missing: the request, trust, or consent', async () => {
    const engine = createEngine(ports, [asksNetwork]);
    const needs = async (profile: 'offline' | 'network', granted: 'static' | 'offline'): Promise<unknown> => {
      const result = await engine.run({ ...request, config: { ...defaultConfig, profile }, granted }, never);
      return result.outcomes[0]?.unknown?.needs;
    };
    assert.equal(await needs('offline', 'offline'), 'profile');
    assert.equal(await needs('network', 'static'), 'trust');
    assert.equal(await needs('network', 'offline'), 'consent');
  });
});

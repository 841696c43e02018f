import assert from 'node:assert/strict';
import {
  Cancelled,
  createEngine,
  defaultConfig,
  lineRange,
  passed,
  say,
  type Check,
  type CheckMeta,
  type CheckOutcomes,
  type GoFile,
  type Tree,
} from '../../../../src/engine/index';
import type { Fact, Facts } from '../../../../src/engine/facts/factStore';
import { emptyTree, memoryPorts, MemoryFiles } from '../../../support/memoryPorts';
import { memoryTree } from '../../../support/memoryTree';

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
    const part = await engine.run({ ...request, only: ['reads'], retained: whole.byCheck }, never);
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
    const told: string[] = [];
    const second = await engine.run(request, never, {
      onProgress: (done, total, check) => told.push(`${done}/${total} ${check}`),
    });
    assert.deepEqual(asked, ['/work', '/work/sub', '/work/sub']);
    assert.deepEqual(
      second.outcomes.map((outcome, at) => outcome === first.outcomes[at]),
      [true, true, false],
    );
    assert.deepEqual(told, ['2/3 looks', '3/3 looks'], 'what is remembered counts at once');
    assert.deepEqual(
      second.byCheck.map((group, at) => group === first.byCheck[at]),
      [true, false],
    );
    files.write('/work/sub/go.mod', 'b');
    engine.invalidate(['/work/sub/go.mod']);
    assert.equal((await engine.run(request, never)).summary.error, 0, 'what was found is not remembered too long');
    const stricter = await engine.run({ ...request, config: { ...defaultConfig, checks: { looks: 'off' } } }, never);
    assert.deepEqual(
      stricter.outcomes.map(({ check }) => check),
      ['asks-network'],
    );
  });

  it('has checks share the objects that stand for files, and holds none after the last of what is under way', async () => {
    const files = new MemoryFiles({ '/work/a.go': 'package a\n', '/work/b.go': 'package a\n\nimport "fmt"\n' });
    const tree = memoryTree(files, '/work');
    const seen: (readonly GoFile[])[] = [];
    const look = async (_: unknown, facts: Facts): Promise<typeof passed> => {
      seen.push((await facts.tree('/work')).directories.get('')?.goFiles ?? []);
      return passed;
    };
    const looks = ['one', 'two'].map((id): Check => ({ ...meta, id, profile: 'static', scope: 'root', run: look }));
    const engine = createEngine(memoryPorts({ files, tree: () => tree }), looks);
    await engine.run(request, never);
    const [first, second] = seen;
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(first, second);
    const after = tree.directories.get('')?.goFiles;
    assert.notEqual(after, first);
    assert.deepEqual(after, first);
    await engine.ask(
      '/work',
      async () => {
        const meanwhile = tree.directories.get('')?.goFiles;
        await engine.run(request, never);
        assert.equal(tree.directories.get('')?.goFiles, meanwhile, 'a run that ends leaves them to a question');
      },
      never,
    );
    assert.notEqual(tree.directories.get('')?.goFiles, after);
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

  it('gives the same findings in the same order as a run that remembers nothing, edit after edit', async () => {
    const paths = ['', 'b', 'b-c', 'b/d', '-x'];
    const tree: Tree = { ...emptyTree('/work'), modules: paths, goFileCount: 1 };
    const file = (path: string): string => (path === '' ? '/work/go.mod' : `/work/${path}/go.mod`);
    const files = new MemoryFiles(Object.fromEntries(paths.map((path) => [file(path), ''])));
    const finds = (id: string, letter: string): Check => ({
      ...meta,
      id,
      profile: 'static',
      scope: 'module',
      run: async ({ dir }, facts) => {
        const text = (await facts.readText(`${dir}/go.mod`)) ?? '';
        const findings = Array.from(text).flatMap((found, at) =>
          found === letter
            ? [{ message: say('bad'), location: { file: '/work/shared', range: lineRange(at % 2, at, at + 1) } }]
            : [],
        );
        return findings.length > 0 ? { kind: 'findings', findings } : passed;
      },
    });
    const checks = [finds('a-check', 'a'), finds('b-check', 'b'), asksNetwork];
    const still = { now: () => 0, today: () => '2026-11-21' };
    const own = { ...memoryPorts({ files, tree: () => tree }), clock: still };
    const engine = createEngine(own, checks);
    const texts = ['ab', 'b', '', 'aab', 'ba', 'bbbb', 'a'];
    for (let edit = 0; edit < 30; edit++) {
      const changed = file(paths[edit % paths.length] ?? '');
      files.write(changed, texts[(edit * 5) % texts.length] ?? '');
      engine.invalidate([changed]);
      const { summary, ...warm } = await engine.run(request, never);
      const { summary: expected, ...cold } = await createEngine(own, checks).run(request, never);
      assert.deepEqual(warm, cold, `edit ${edit}`);
      assert.deepEqual({ ...summary, durationMs: 0 }, { ...expected, durationMs: 0 });
    }
  });

  it('after an edit runs what is slow last, and says when the rest is known', async () => {
    const files = new MemoryFiles({ '/work/go.mod': '' });
    let now = 0;
    const takes = (id: string, ms: number): Check => ({
      ...meta,
      id,
      profile: 'static',
      scope: 'root',
      run: async (_, facts) => {
        const text = await facts.readText('/work/go.mod');
        now += ms;
        return text?.trim() === ''
          ? passed
          : { kind: 'findings', findings: [{ message: say('bad'), anchor: 'toolchain' }] };
      },
    });
    const clock = { now: () => now, today: () => '2026-11-21' };
    const checks = [takes('a-slow', 500), takes('b-quick', 1)];
    const engine = createEngine({ ...memoryPorts({ files, tree: emptyTree }), clock }, checks);
    const told: string[] = [];
    let last: readonly CheckOutcomes[] = [];
    const run = async (): Promise<void> => {
      const result = await engine.run(request, never, {
        onProgress: (_done, _total, check) => told.push(check),
        onNews: () => {
          told.push(...engine.findingsSoFar('/work', last).map(({ check }) => `${check} found`));
          return Promise.resolve(true);
        },
      });
      last = result.byCheck;
    };
    await run();
    assert.deepEqual(told.toSorted(), ['a-slow', 'b-quick']);
    const edit = (text: string): Promise<void> => {
      files.write('/work/go.mod', text);
      engine.invalidate(['/work/go.mod']);
      told.length = 0;
      return run();
    };
    await edit(' ');
    // Only now is it known what each takes by itself.
    await edit('bad');
    const foundBoth = ['a-slow found', 'b-quick found'];
    assert.deepEqual(
      told,
      ['b-quick', 'b-quick found', 'a-slow', ...foundBoth],
      'what the quick one found is shown first',
    );
  });

  it('after an edit asks first the check whose findings the last one changed, and tells of findings alone', async () => {
    const files = new MemoryFiles({ '/work/go.mod': 'good' });
    let now = 0;
    const looks = (id: string, ms: number, said: (text: string) => boolean): Check => ({
      ...meta,
      id,
      profile: 'static',
      scope: 'root',
      run: async (_, facts) => {
        const text = (await facts.readText('/work/go.mod')) ?? '';
        now += ms;
        if (said(text)) return { kind: 'findings', findings: [{ message: say('bad'), anchor: 'toolchain' }] };
        return text.includes('bad') ? { kind: 'not-applicable', reason: say('bad') } : passed;
      },
    });
    const checks = [looks('quick', 1, () => false), looks('slow', 500, (text) => text.includes('bad'))];
    const clock = { now: () => now, today: () => '2026-11-21' };
    const engine = createEngine({ ...memoryPorts({ files, tree: emptyTree }), clock }, checks);
    const told: string[] = [];
    const edit = async (text: string): Promise<readonly string[]> => {
      files.write('/work/go.mod', text);
      engine.invalidate(['/work/go.mod']);
      told.length = 0;
      await engine.run(request, never, {
        onProgress: (_done, _total, check) => told.push(check),
        onNews: () => Promise.resolve(told.push('news') > 0),
      });
      return [...told];
    };
    await edit('good');
    assert.deepEqual(await edit('still good'), ['quick', 'slow']);
    assert.deepEqual(await edit('bad'), ['quick', 'slow', 'news'], 'another outcome of the quick one shows nothing');
    assert.deepEqual(await edit('good'), ['slow', 'news', 'quick'], 'where it was broken it is mended');
    assert.deepEqual(await edit('good again'), ['slow', 'quick']);
  });

  it('tells of findings again after the next check where it was too soon', async () => {
    const files = new MemoryFiles({ '/work/go.mod': 'good' });
    const looks = (id: string): Check => ({
      ...meta,
      id,
      profile: 'static',
      scope: 'root',
      run: async (_, facts) => {
        const isBad = (await facts.readText('/work/go.mod'))?.startsWith(id) === true;
        return isBad ? { kind: 'findings', findings: [{ message: say('bad'), anchor: id }] } : passed;
      },
    });
    const engine = createEngine(memoryPorts({ files, tree: emptyTree }), [looks('a'), looks('b'), looks('c')]);
    await engine.run(request, never);
    files.write('/work/go.mod', 'a');
    engine.invalidate(['/work/go.mod']);
    const told: boolean[] = [];
    await engine.run(request, never, { onNews: () => Promise.resolve(told.push(false) > 1) });
    assert.equal(told.length, 2, 'not after the third: nothing was left to tell');
  });

  it('once patience is lost, runs what is left side by side, but not all of it, and ends it all when cancelled', async () => {
    const modules = Array.from({ length: 50 }, (_, at) => `m${at}`);
    const files = new MemoryFiles(Object.fromEntries(modules.map((path) => [`/work/${path}/go.mod`, ''])));
    const waiting: (() => void)[] = [];
    let most = 0;
    let running = 0;
    let waits = false;
    const waiter: Check = {
      ...meta,
      id: 'waiter',
      profile: 'static',
      scope: 'module',
      run: async ({ dir }, facts) => {
        await facts.readText(`${dir}/go.mod`);
        if (!waits) return passed;
        most = Math.max(most, ++running);
        await new Promise<void>((resolve) => waiting.push(resolve));
        running--;
        return passed;
      },
    };
    const tree = (root: string): Tree => ({ ...emptyTree(root), modules, goFileCount: 1 });
    const engine = createEngine(memoryPorts({ files, tree }), [waiter]);
    await engine.run(request, never);
    for (const path of modules) files.write(`/work/${path}/go.mod`, 'changed');
    engine.invalidate(modules.map((path) => `/work/${path}/go.mod`));
    waits = true;
    const controller = new AbortController();
    const run = engine.run(request, controller.signal, { patience: Promise.resolve() });
    let ended = false;
    void run.catch(() => undefined).finally(() => (ended = true));
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 200; turn++) await Promise.resolve();
    };
    await turns();
    assert.equal(most, 16);
    controller.abort();
    await turns();
    assert.equal(ended, false, 'nothing goes on behind its back');
    for (const resolve of waiting.splice(0)) resolve();
    await assert.rejects(run, Cancelled);
    assert.equal(running, 0);
  });

  it('asks go about the modules that somebody works in first, stops when its time is up, and goes on there', async () => {
    let now = 0;
    const asked: string[] = [];
    const slow: Check = {
      ...meta,
      id: 'slow',
      profile: 'offline',
      scope: 'module',
      run: async ({ path }) => {
        await Promise.resolve();
        asked.push(path);
        now += 400;
        return passed;
      },
    };
    const modules = Array.from({ length: 20 }, (_, at) => `m${at}`);
    const clock = { now: () => now, today: () => '2026-11-21' };
    const engine = createEngine(
      { ...memoryPorts({ tree: (root) => ({ ...emptyTree(root), modules, goFileCount: 1 }) }), clock },
      [slow],
    );
    const first = await engine.run({ ...request, near: ['/work/m19/x/main.go', '/elsewhere'], budgetMs: 1 }, never);
    assert.equal(asked[0], 'm19');
    assert.equal(first.summary.unknown, 20 - asked.length);
    // Those that found room had begun.
    assert.ok(first.summary.unknown > 0);
    assert.equal(first.summary.verdict, 'not-verified');
    const whole = await engine.run(request, never);
    assert.equal(whole.summary.verdict, 'ready');
    assert.deepEqual(asked.toSorted(), modules.toSorted(), 'each was asked about once');
  });

  it('tells how many outcomes there will be while it runs', async () => {
    const told: string[] = [];
    await createEngine(ports, [reads, runsGo]).run(request, never, {
      onProgress: (done, total) => told.push(`${done}/${total}`),
    });
    assert.deepEqual(told, ['1/4', '2/4', '3/4', '4/4']);
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

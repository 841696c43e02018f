import assert from 'node:assert/strict';
import { whenKnown } from '../../../../src/base/awaitable';
import { FactStore, Cancelled, type Fact } from '../../../../src/engine/facts/factStore';
import { shown, type Input } from '../../../../src/engine/facts/inputs';
import type { FileContent, ProcessResult } from '../../../../src/engine/index';
import { MemoryFiles, memoryPorts } from '../../../support/memoryPorts';

const never = new AbortController().signal;

describe('FactStore', () => {
  it('computes a fact once, and again only when what it read has changed', async () => {
    const files = new MemoryFiles({ '/a': 'one', '/b': 'x' });
    const store = new FactStore(memoryPorts({ files }));
    let computed = 0;
    const length: Fact<number> = {
      name: 'length',
      compute: async (path, facts) => {
        computed++;
        return ((await facts.readText(path)) ?? '').length;
      },
    };
    assert.equal(await store.session(never).get(length, '/a'), 3);
    assert.equal(await store.session(never).get(length, '/a'), 3);
    assert.equal(computed, 1);
    store.invalidate(['/b']);
    await store.session(never).get(length, '/a');
    assert.equal(computed, 1, 'another file is no reason');
    store.invalidate(['/a']);
    await store.session(never).get(length, '/a');
    assert.equal(computed, 1, 'the same content is no reason');
    assert.deepEqual(
      ['/a', '/b', '/c'].map((path) => store.restsOn(path)),
      [true, false, false],
    );
    files.write('/a', 'four');
    store.invalidate(['/a']);
    assert.equal(await store.session(never).get(length, '/a'), 4);
    assert.equal(computed, 2);
  });

  it('stops at a fact whose value stayed the same', async () => {
    const files = new MemoryFiles({ '/a': 'abc' });
    const store = new FactStore(memoryPorts({ files }));
    let upper = 0;
    const length: Fact<number> = {
      name: 'length',
      compute: async (_, facts) => ((await facts.readText('/a')) ?? '').length,
    };
    const even: Fact<boolean> = {
      name: 'even',
      compute: async (_, facts) => {
        upper++;
        return (await facts.get(length)) % 2 === 0;
      },
    };
    assert.equal(await store.session(never).get(even), false);
    files.write('/a', 'xyz');
    store.invalidate(['/a']);
    assert.equal(await store.session(never).get(even), false);
    assert.equal(upper, 1);
    files.write('/a', 'abcd');
    store.invalidate(['/a']);
    assert.equal(await store.session(never).get(even), true);
  });

  it('puts in doubt only what rests on a barrier that changed, and tells whom it concerns', async () => {
    const files = new MemoryFiles({ '/all': 'a=1 b=1', '/rest': 'x' });
    const store = new FactStore(memoryPorts({ files }));
    const computed: string[] = [];
    const part: Fact<string> = {
      name: 'part',
      barrier: true,
      compute: async (name, facts) => {
        const text = (await facts.readText('/all')) ?? '';
        return text.split(' ').find((word) => word.startsWith(name)) ?? '';
      },
    };
    const upper: Fact<string> = {
      name: 'upper',
      compute: async (name, facts) => {
        computed.push(name);
        return (await facts.get(part, name)).toUpperCase();
      },
    };
    const both: Fact<string> = {
      name: 'both',
      barrier: true,
      compute: async (_, facts) => `${await facts.get(upper, 'a')} ${await facts.get(upper, 'b')}`,
    };
    const last: Fact<string> = { name: 'last', compute: async (_, facts) => `${await facts.get(both)}!` };
    assert.equal(await store.session(never).get(last), 'A=1 B=1!');
    const due = new Set<string>();
    for (const name of ['a', 'b']) store.track(upper, name, due);
    computed.length = 0;
    files.write('/all', 'a=1 b=2');
    store.invalidate(['/all']);
    assert.deepEqual([...due], [], 'nobody has looked yet');
    await store.session(never).readFile('/rest');
    assert.deepEqual([...due], ['b']);
    assert.deepEqual([store.isCurrent(upper, 'a'), store.isCurrent(last, '')], [true, false]);
    assert.equal(await store.session(never).get(last), 'A=1 B=2!');
    assert.deepEqual(computed, ['b']);
  });

  it('notices a barrier that changed while another one was looked at', async () => {
    const files = new MemoryFiles({ '/a': '1' });
    const store = new FactStore(memoryPorts({ files }));
    const inner: Fact<string> = {
      name: 'inner',
      barrier: true,
      compute: async (_, facts) => (await facts.readText('/a')) ?? '',
    };
    const outer: Fact<string> = {
      name: 'outer',
      barrier: true,
      compute: async (_, facts) => `${(await facts.readText('/a')) ?? ''}${await facts.get(inner)}`,
    };
    const above: Fact<string> = { name: 'above', compute: async (_, facts) => `${await facts.get(inner)}!` };
    const session = store.session(never);
    assert.deepEqual([await session.get(outer), await session.get(above)], ['11', '1!']);
    files.write('/a', '2');
    store.invalidate(['/a']);
    assert.deepEqual([await session.get(above), await session.get(outer)], ['2!', '22']);
  });

  it('puts in doubt what rests on a barrier that a cancelled run did not get to', async () => {
    const files = new MemoryFiles({ '/a': 'one' });
    const store = new FactStore(memoryPorts({ files }));
    const text: Fact<string> = {
      name: 'text',
      barrier: true,
      compute: async (_, facts) => (await facts.readText('/a')) ?? '',
    };
    const loud: Fact<string> = { name: 'loud', compute: async (_, facts) => `${await facts.get(text)}!` };
    assert.equal(await store.session(never).get(loud), 'one!');
    files.write('/a', 'two');
    store.invalidate(['/a']);
    const controller = new AbortController();
    const cancelled = store.session(controller.signal).get(loud);
    controller.abort();
    await assert.rejects(Promise.resolve(cancelled), Cancelled);
    assert.equal(await store.session(never).get(loud), 'two!');
  });

  it('shares one computation among those who ask at the same time', async () => {
    const store = new FactStore(memoryPorts({}));
    let computed = 0;
    const slow: Fact<number> = {
      name: 'slow',
      compute: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return ++computed;
      },
    };
    const facts = store.session(never);
    assert.deepEqual(await Promise.all([facts.get(slow), facts.get(slow)]), [1, 1]);
  });

  it('forgets nothing and stores nothing when a run is cancelled', async () => {
    const controller = new AbortController();
    const store = new FactStore(memoryPorts({ files: new MemoryFiles({ '/a': 'x' }) }));
    const fact: Fact<string> = {
      name: 'cancelling',
      compute: async (_, facts) => {
        controller.abort();
        return (await facts.readText('/a')) ?? '';
      },
    };
    await assert.rejects(Promise.resolve(store.session(controller.signal).get(fact)), Cancelled);
    const again: Fact<string> = { name: 'cancelling', compute: () => 'unused: the first declaration counts' };
    const fresh = new AbortController();
    assert.equal(await store.session(fresh.signal).get(again), 'x');
  });

  it('sees a folder listing change when a file in it comes or goes', async () => {
    const files = new MemoryFiles({ '/d/a': '' });
    const store = new FactStore(memoryPorts({ files }));
    const names: Fact<string> = {
      name: 'names',
      compute: async (_, facts) => ((await facts.readDirectory('/d')) ?? []).map((entry) => entry.name).join(),
    };
    assert.equal(await store.session(never).get(names), 'a');
    files.write('/d/b', '');
    store.invalidate(['/d/b']);
    assert.equal(await store.session(never).get(names), 'a,b');
  });

  it('asks processes and unwatched files again when they are distrusted, and only below the facts named', async () => {
    const files = new MemoryFiles({ '/root/a': '1', '/home/env': '2' });
    const answer = (): ProcessResult => ({ kind: 'exited', code: 0, stdout: 'same', stderr: '', durationMs: 1 });
    const ports = memoryPorts({ files, answer });
    const store = new FactStore(ports);
    const said: Fact<string> = {
      name: 'said',
      compute: async (key, facts) => {
        const result = await facts.run({ file: '/go', args: [key], cwd: '/', env: {}, timeoutMs: 1 });
        return result.kind === 'exited' ? result.stdout : '';
      },
    };
    let computed = 0;
    const above: Fact<string> = {
      name: 'above',
      compute: async (_, facts) => {
        computed++;
        return [
          await facts.readText('/root/a'),
          await facts.readText('/home/env'),
          await facts.get(said, 'one'),
        ].join();
      },
    };
    const ask = async (): Promise<string> => {
      const facts = store.session(never);
      await facts.get(said, 'two');
      return facts.get(above);
    };
    await ask();
    store.invalidate(['/root/a']);
    await ask();
    assert.deepEqual([ports.calls.length, files.reads.length, computed], [2, 3, 1], 'a change of a file calls nothing');
    store.distrust((path) => !path.startsWith('/root/'));
    await ask();
    assert.deepEqual([ports.calls.length, files.reads.length], [4, 4]);
    assert.equal(computed, 1, 'equal answers spare the facts above');
    store.distrust(() => true, ['above']);
    files.write('/home/env', '3');
    assert.equal(await ask(), '1,3,same');
    assert.deepEqual(
      ports.calls.map((call) => call.args[0]),
      ['two', 'one', 'two', 'one', 'one'],
    );
  });

  it('names a fact that depends on itself', async () => {
    const store = new FactStore(memoryPorts({}));
    const loop: Fact<number> = { name: 'loop', compute: (_, facts) => facts.get(loop) };
    await assert.rejects(Promise.resolve(store.session(never).get(loop)), /loop.*depends on itself/);
  });

  it('answers at once where nothing has to be waited for', () => {
    const store = new FactStore(memoryPorts({}));
    const one: Fact<number> = { name: 'one', compute: () => 1 };
    const two: Fact<number> = { name: 'two', compute: (_, facts) => whenKnown(facts.get(one), (known) => known + 1) };
    assert.equal(store.session(never).get(two), 2);
  });

  it('throws nothing at whoever asks: an error at once is a promise that rejects', async () => {
    const store = new FactStore(memoryPorts({}));
    const faulty: Fact<number> = {
      name: 'faulty',
      compute: () => {
        throw new Error('at once');
      },
    };
    const above: Fact<number> = { name: 'above', compute: (_, facts) => facts.get(faulty) };
    const asked = store.session(never).get(above);
    assert.ok(asked instanceof Promise);
    await assert.rejects(asked, /at once/);
  });

  it('reads an input of its own: what it leaves out is no reason to compute anything again', async () => {
    const files = new MemoryFiles({ '/a': 'head\nbody' });
    const store = new FactStore(memoryPorts({ files }));
    const firstLine: Input<string> = {
      ...shown,
      name: 'first line',
      read: (path, ports) =>
        whenKnown(ports.files.readFile(path), (content) =>
          content.kind === 'file' ? (new TextDecoder().decode(content.bytes).split('\n')[0] ?? '') : '',
        ),
    };
    let computed = 0;
    const length: Fact<number> = {
      name: 'length',
      compute: async (_, facts) => {
        computed++;
        return (await facts.read(firstLine, '/a')).length;
      },
    };
    assert.equal(await store.session(never).get(length), 4);
    files.write('/a', 'head\nanother body');
    store.invalidateTexts(['/a']);
    assert.equal(await store.session(never).get(length), 4);
    assert.equal(computed, 1);
    files.write('/a', 'longer');
    store.invalidate(['/a']);
    assert.equal(await store.session(never).get(length), 6);
    assert.equal(computed, 2);
  });

  it('names a fact that waits for itself after it has waited for something else', async () => {
    const store = new FactStore(memoryPorts({ files: new MemoryFiles({ '/a': '' }) }));
    const loop: Fact<string> = {
      name: 'late loop',
      compute: async (_, facts) => ((await facts.readText('/a')) ?? '') + (await facts.get(loop)),
    };
    await assert.rejects(Promise.resolve(store.session(never).get(loop)), /late loop.*depends on itself/);
  });

  it('forgets what a fact no longer rests on', async () => {
    const files = new MemoryFiles({ '/which': '/a', '/a': '1', '/b': '2' });
    const store = new FactStore(memoryPorts({ files }));
    let computed = 0;
    const chosen: Fact<string | undefined> = {
      name: 'chosen',
      compute: async (_, facts) => {
        computed++;
        return facts.readText((await facts.readText('/which')) ?? '');
      },
    };
    assert.equal(await store.session(never).get(chosen), '1');
    files.write('/which', '/b');
    store.invalidate(['/which']);
    assert.equal(await store.session(never).get(chosen), '2');
    files.write('/a', '3');
    store.invalidate(['/a']);
    assert.ok(store.isCurrent(chosen, ''), 'nobody reads that file any more');
    files.write('/b', '4');
    store.invalidate(['/b']);
    assert.equal(await store.session(never).get(chosen), '4');
    assert.equal(computed, 3);
  });

  /** Files that answer when they are told to. */
  class SlowFiles extends MemoryFiles {
    readonly #held = new Map<string, () => void>();
    isSlow = false;

    override async readFile(path: string): Promise<FileContent> {
      const content = await super.readFile(path);
      if (this.isSlow) await new Promise<void>((resolve) => this.#held.set(path, resolve));
      return content;
    }

    answer(...paths: readonly string[]): void {
      this.isSlow = false;
      for (const path of paths) this.#held.get(path)?.();
    }
  }

  const bothFiles: Fact<string> = {
    name: 'both',
    compute: async (_, facts) => {
      const first = await facts.readText('/a');
      return first === 'alone' ? first : `${first} ${await facts.readText('/b')}`;
    },
  };

  it('does not take over the end of a run that was cancelled while it read', async () => {
    const files = new SlowFiles({ '/a': '1', '/b': '2' });
    const store = new FactStore(memoryPorts({ files }));
    await store.session(never).get(bothFiles);
    store.distrust(() => true);
    files.isSlow = true;
    const cancelled = new AbortController();
    const first = store.session(cancelled.signal).get(bothFiles);
    cancelled.abort();
    const second = store.session(never).get(bothFiles);
    files.answer('/a', '/b');
    await assert.rejects(Promise.resolve(first), Cancelled);
    assert.equal(await second, '1 2');
  });

  it('has nothing under way when it has answered, not even what it read ahead in vain', async () => {
    const files = new SlowFiles({ '/a': '1', '/b': 'old' });
    const store = new FactStore(memoryPorts({ files }));
    await store.session(never).get(bothFiles);
    files.write('/a', 'alone');
    store.distrust(() => true);
    files.isSlow = true;
    const asked = store.session(never).get(bothFiles);
    setImmediate(() => {
      files.answer('/a');
      setImmediate(() => setImmediate(() => files.answer('/b')));
    });
    assert.equal(await asked, 'alone');
    files.write('/a', '1');
    files.write('/b', 'new');
    store.invalidate(['/a', '/b']);
    assert.equal(await store.session(never).get(bothFiles), '1 new');
  });
});

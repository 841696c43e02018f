import { equal, rejects } from 'node:assert/strict';
import type { Connection } from '../../../src/extension/client/connection';
import { OneConnection } from '../../../src/extension/client/oneConnection';

/** A connection that counts how often it is restarted. */
function connection(): { readonly restarts: number; readonly connection: Connection } {
  let restarts = 0;
  const nothing = (): Promise<never> => Promise.reject(new Error('nobody asks here'));
  return {
    get restarts() {
      return restarts;
    },
    connection: {
      status: 'running',
      onDidChangeStatus: () => {
        throw new Error('nobody listens here');
      },
      request: nothing,
      notify: nothing,
      restart: async () => {
        restarts++;
        await Promise.resolve();
      },
      dispose: () => undefined,
    },
  };
}

/** What comes of the attempts, one after the other: an error, or a connection. */
function attempts(...outcomes: readonly (Error | Connection)[]): {
  readonly made: number;
  readonly one: OneConnection;
} {
  let made = 0;
  const one = new OneConnection(async () => {
    const outcome = outcomes[made++];
    await Promise.resolve();
    if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('one attempt too many');
    return outcome;
  });
  return {
    get made() {
      return made;
    },
    one,
  };
}

describe('the one connection to the server', () => {
  it('is shared by all who ask, while it is made and after', async () => {
    const { connection: there } = connection();
    const tried = attempts(there);
    const [first, second] = await Promise.all([tried.one.demand(), tried.one.demand()]);
    equal(first, there);
    equal(second, there);
    equal(await tried.one.demand(), there);
    equal(tried.made, 1);
  });

  it('is tried anew by the next demand where the server did not start, and never by itself', async () => {
    const { connection: there } = connection();
    const tried = attempts(new Error('no memory'), new Error('still none'), there);
    await rejects(tried.one.demand(), /no memory/);
    await new Promise((resolve) => setImmediate(resolve));
    equal(tried.made, 1);
    await rejects(tried.one.demand(), /still none/);
    equal(await tried.one.demand(), there);
    equal(tried.made, 3);
  });

  it('is nothing that is told by the way would begin', async () => {
    const { connection: there } = connection();
    const tried = attempts(new Error('no memory'), there);
    equal(tried.one.begun, undefined);
    await rejects(tried.one.demand());
    equal(tried.one.begun, undefined);
    const asked = tried.one.demand();
    equal(tried.one.begun, asked);
    equal(await asked, there);
    equal(tried.one.begun, asked);
    equal(tried.made, 2);
  });

  it('is restarted where it is there, and only made where it is not', async () => {
    const there = connection();
    const tried = attempts(new Error('no memory'), new Error('still none'), there.connection);
    await rejects(tried.one.demand());
    await rejects(tried.one.restart(), /still none/);
    await tried.one.restart();
    equal(there.restarts, 0);
    await tried.one.restart();
    equal(there.restarts, 1);
    equal(tried.made, 3);
  });
});

import type { Page } from 'playwright-core';

/**
 * In the page: every listener of a socket gets its messages through one queue, in their order, which stops at the first
 * message with a wanted text in it.
 */
const queueOfMessages = `(() => {
  const add = WebSocket.prototype.addEventListener;
  const state = (window.goPreflightMessages = { from: undefined, held: [], holding: false });
  WebSocket.prototype.addEventListener = function (type, listener, ...rest) {
    if (type !== 'message') return add.call(this, type, listener, ...rest);
    let before = Promise.resolve();
    const deliver = async (event) => {
      const { data } = event;
      const text = state.from === undefined ? '' : typeof data === 'string' ? data : await new Response(data).text();
      if (state.from !== undefined && text.includes(state.from)) state.holding = true;
      if (state.holding) state.held.push(() => listener.call(this, event));
      else listener.call(this, event);
    };
    return add.call(this, type, (event) => { before = before.then(() => deliver(event)); }, ...rest);
  };
})()`;

/** What the server and the extension host of VS Code say to the page. It can be held back, as a busy machine does. */
export class ServerMessages {
  #page: Page | undefined;

  /** To be called before the page loads. */
  async listen(page: Page): Promise<void> {
    this.#page = page;
    await page.addInitScript(queueOfMessages);
  }

  /** Holds back the next message with this in it, and all that come after it. */
  async holdFrom(text: string): Promise<void> {
    await this.#run(`messages.from = ${JSON.stringify(text)}`);
  }

  /** Whether messages wait. */
  async areHeld(): Promise<boolean> {
    return (await this.#run('return messages.held.length > 0')) === true;
  }

  async release(): Promise<void> {
    await this.#run(
      'messages.from = undefined; messages.holding = false; for (const give of messages.held.splice(0)) give();',
    );
  }

  #run(script: string): Promise<unknown> {
    if (!this.#page) throw new Error('no page is listened to yet');
    return this.#page.evaluate(`(() => { const messages = window.goPreflightMessages; ${script} })()`);
  }
}

import type { Locator, Page } from 'playwright-core';
import { patienceMs, until } from '../../../support/until';
import { ariaLabels } from './elements';

/** How long one attempt may take before the palette is opened anew. */
const attemptMs = 10_000;

/** The command palette and every other quick input. */
export class Palette {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('input[type=text]');
    this.#rows = this.#widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Runs a command by its title, `Go Preflight: Verify Go Environment`. */
  async run(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, (row) => row.startsWith(title));
  }

  /** Opens a file by its path, as Ctrl+P does. */
  async openFile(name: string): Promise<void> {
    await this.#choose('Control+P', name, (row) => row.includes(name.slice(name.lastIndexOf('/') + 1)));
  }

  /** Waits until the palette offers a command as the best match of its title, and closes it again. */
  async waitForOffer(title: string): Promise<void> {
    await this.#retry(async () => {
      await this.#open('F1', `>${title}`);
      await this.#firstRow(title, (row) => row.startsWith(title));
    });
    await this.#page.keyboard.press('Escape');
  }

  rows(): Promise<readonly string[]> {
    return ariaLabels(this.#rows);
  }

  /** Picks a row of the quick pick that is open now, or is about to open. */
  async pick(text: string): Promise<void> {
    await this.#rows.filter({ hasText: text }).first().click();
  }

  /** Runs a command that opens a quick pick, and picks there by typing. */
  async runAndPick(title: string, text: string): Promise<void> {
    await this.#retry(async () => {
      await this.#open('F1', `>${title}`);
      await this.#firstRow(title, (row) => row.startsWith(title));
      await this.#page.keyboard.press('Enter');
      // The same widget, with other rows: what is typed before they are there would search for a command.
      await until(`the choices of ${title}`, async () => (await this.rows()).some((row) => row.includes(text)), {
        timeoutMs: attemptMs,
      });
      await this.#input.fill(text, { timeout: attemptMs });
      await this.#firstRow(text, (row) => row.includes(text));
      await this.#page.keyboard.press('Enter');
    });
  }

  async #choose(key: string, text: string, isWanted: (row: string) => boolean): Promise<void> {
    await this.#retry(async () => {
      await this.#open(key, text);
      await this.#firstRow(text, isWanted);
      await this.#page.keyboard.press('Enter');
    });
  }

  /**
   * A window that just opened may take the focus away, and then the palette closes; and it lists what was known when it
   * opened. So it is opened again.
   */
  async #retry(attempt: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      try {
        await attempt();
        return;
      } catch (error) {
        await this.#page.keyboard.press('Escape');
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** The list follows the typing with a delay. */
  #firstRow(text: string, isWanted: (row: string) => boolean): Promise<boolean> {
    const ask = async (): Promise<boolean> => {
      const [first] = await this.rows();
      return first !== undefined && isWanted(first);
    };
    const describe = async (): Promise<string> => (await this.rows()).slice(0, 3).join(' | ');
    return until(`"${text}" as the first row`, ask, { timeoutMs: attemptMs, describe });
  }

  async #open(key: string, text: string): Promise<void> {
    await this.#page.keyboard.press('Escape'); // F1 does nothing in some editors
    await this.#page.keyboard.press(key);
    await this.#input.fill(text, { timeout: attemptMs });
  }
}

import type { Locator, Page } from 'playwright-core';
import { until } from '../../../support/until';
import { ariaLabels } from './elements';

/** The Problems panel. */
export class Problems {
  readonly #page: Page;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#rows = page.locator('.markers-panel .monaco-list-row');
  }

  /** Shows the panel; stays where it is shown already. */
  async open(): Promise<void> {
    const panel = this.#page.locator('.markers-panel');
    await until('the Problems panel', async () => {
      if (await panel.isVisible()) return true;
      await this.#page.keyboard.press('Escape');
      await this.#page.keyboard.press('Control+Shift+M');
      return panel.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Rows as a screen reader says them: severity, message, line, column, source. Only those in view. */
  rows(): Promise<readonly string[]> {
    return ariaLabels(this.#rows);
  }

  waitFor(wanted: RegExp): Promise<string> {
    return until(`a problem like ${wanted}`, async () => (await this.rows()).find((row) => wanted.test(row)), {
      describe: async () => (await this.rows()).join(' | '),
    });
  }

  waitUntilGone(unwanted: RegExp): Promise<true> {
    const isGone = async (): Promise<boolean> => (await this.rows()).every((row) => !unwanted.test(row));
    const describe = async (): Promise<string> => (await this.rows()).join(' | ');
    return until(`no problem like ${unwanted}`, async () => (await isGone()) && true, { describe });
  }

  /** Opens the place of a problem in the editor. Problems that arrive move the rows, also under a pointer that clicks. */
  async reveal(text: string, file: string): Promise<void> {
    const tab = this.#page.locator('.tab.active', { hasText: file }).first();
    await until(`${file} in the editor`, async () => {
      if (await tab.isVisible()) return true;
      await this.#rows
        .filter({ hasText: text })
        .first()
        .dblclick({ timeout: 10_000 })
        .catch(() => undefined);
      return tab.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
    });
  }
}

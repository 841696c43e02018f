import type { Locator, Page } from 'playwright-core';
import { until } from '../../../support/until';
import { classNames } from './elements';

/** Our one item of the status bar. */
export class StatusBar {
  readonly #page: Page;
  readonly #items: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#items = page.locator('[id^="go-preflight.go-preflight."]');
  }

  /** How many items we have: a promise says at most one. */
  count(): Promise<number> {
    return this.#items.count();
  }

  /** The words of the item, without its icon; undefined where there is none. */
  async text(): Promise<string | undefined> {
    if ((await this.count()) === 0) return undefined;
    return (await this.#items.first().innerText()).replaceAll('\u00a0', ' ').trim();
  }

  /** What a screen reader says. */
  async label(): Promise<string> {
    return (await this.#items.first().locator('a').first().getAttribute('aria-label')) ?? '';
  }

  /** The names of its icons, `pass`, `loading`. */
  async icons(): Promise<readonly string[]> {
    const classes = await classNames(this.#items.first().locator('.codicon'));
    return classes.map((names) => /codicon-([\w-]+)/.exec(names.replace('codicon-modifier-spin', ''))?.[1] ?? '');
  }

  /** Waits until the item says something. */
  waitFor(wanted: RegExp): Promise<string> {
    const read = async (): Promise<string | undefined> => {
      const text = await this.text();
      return text !== undefined && wanted.test(text) ? text : undefined;
    };
    return until(`${wanted} in the status bar`, read, { describe: async () => String(await this.text()) });
  }

  async click(): Promise<void> {
    await this.#items.first().locator('a').first().click();
  }

  /** The text of the hover, once it says what is waited for. A result that arrives replaces it. */
  async tooltip(wanted: RegExp): Promise<string> {
    const hover = this.#page.locator('.monaco-hover:visible').last();
    return until(`a tooltip with ${wanted}`, async () => {
      const text = (await hover.isVisible()) ? await hover.innerText() : '';
      if (wanted.test(text)) return text;
      await this.#page.mouse.move(700, 5);
      await this.#items.first().hover();
      await hover.waitFor({ timeout: 5000 }).catch(() => undefined);
      return undefined;
    });
  }
}

import type { Locator, Page } from 'playwright-core';
import { until } from '../until';
import { ariaLabels } from './elements';

/** The view Go Preflight. */
export class ChecksTree {
  readonly #page: Page;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#rows = page.locator('.sidebar .monaco-list-row');
  }

  /** Opens the view by its icon; the badge lies over it, hence `force`. */
  async open(): Promise<void> {
    const icon = this.#page.locator('.activitybar a[aria-label^="Go Preflight"]');
    const title = this.#page.locator('.sidebar .composite.title', { hasText: /go preflight/i });
    await until('the view Go Preflight', async () => {
      if (await title.isVisible()) return true;
      await icon.click({ force: true });
      return title.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Rows as a screen reader says them. Only those in view. */
  rows(): Promise<readonly string[]> {
    return ariaLabels(this.#rows);
  }

  waitFor(wanted: RegExp, timeoutMs = 30_000): Promise<string> {
    return until(`a row like ${wanted}`, async () => (await this.rows()).find((row) => wanted.test(row)), {
      timeoutMs,
      describe: async () => (await this.rows()).join(' | '),
    });
  }

  row(text: string | RegExp): Locator {
    return this.#rows.filter({ hasText: text }).first();
  }

  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await until(`${text} is open`, async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  async click(text: string | RegExp): Promise<void> {
    await this.row(text).click();
  }

  /** Clicks one of the icons that appear at the end of a row. */
  async inlineAction(text: string | RegExp, action: string | RegExp): Promise<void> {
    await this.#untilSettled();
    const row = this.row(text);
    await row.hover();
    const name = typeof action === 'string' ? new RegExp(`^${action}`) : action;
    await row.getByRole('button', { name }).first().click();
  }

  /** A result that arrives replaces rows, and a click on the way to one of them is lost. */
  async #untilSettled(): Promise<void> {
    let before: readonly string[] = [];
    await until('rows that stay', async () => {
      const now = await this.rows();
      const same = now.length > 0 && now.join('\n') === before.join('\n');
      before = now;
      if (!same) await this.#page.waitForTimeout(300);
      return same;
    });
  }

  /** Clicks an icon of the view's title bar. */
  async titleAction(action: string | RegExp): Promise<void> {
    await this.#page.locator('.sidebar .composite.title').hover();
    await this.#page.locator('.sidebar').getByRole('button', { name: action }).first().click();
  }

  /** The text of the view where there is no tree. */
  async welcome(): Promise<string> {
    return this.#page.locator('.sidebar .welcome-view:visible').first().innerText();
  }

  /** The number on the icon; undefined where there is none. */
  async badge(): Promise<string | undefined> {
    const badge = this.#page.locator('.activitybar .action-item:has(a[aria-label^="Go Preflight"]) .badge-content');
    return (await badge.count()) > 0 ? badge.first().innerText() : undefined;
  }
}

import type { Locator, Page } from 'playwright-core';
import { until } from '../../../support/until';
import { ariaLabels } from './elements';

/** How long one click may take to have an effect before it is made again. */
const attemptMs = 10_000;

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

  waitFor(wanted: RegExp): Promise<string> {
    return until(`a row like ${wanted}`, async () => (await this.rows()).find((row) => wanted.test(row)), {
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

  /**
   * Clicks one of the icons that appear at the end of a row, until something has come of it: a result that arrives
   * replaces rows, and a click on the way to one of them is lost.
   */
  async inlineAction(text: string | RegExp, action: string | RegExp, cameAbout: () => Promise<boolean>): Promise<void> {
    const row = this.row(text);
    const name = typeof action === 'string' ? new RegExp(`^${action}`) : action;
    await this.#clickUntil(`${name} of ${text}`, row, row.getByRole('button', { name }).first(), cameAbout);
  }

  /** Clicks an icon of the view's title bar, until something has come of it. */
  async titleAction(action: string | RegExp, cameAbout: () => Promise<boolean>): Promise<void> {
    const title = this.#page.locator('.sidebar .composite.title');
    const button = this.#page.locator('.sidebar').getByRole('button', { name: action }).first();
    await this.#clickUntil(String(action), title, button, cameAbout);
  }

  async #clickUntil(what: string, place: Locator, icon: Locator, cameAbout: () => Promise<boolean>): Promise<void> {
    await until(what, async () => {
      if (await cameAbout()) return true;
      try {
        // Only where the pointer is are the icons.
        await place.hover({ timeout: attemptMs });
        await icon.click({ timeout: attemptMs });
      } catch {
        return false;
      }
      return until(`what comes of ${what}`, cameAbout, { timeoutMs: attemptMs }).catch(() => false as const);
    });
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

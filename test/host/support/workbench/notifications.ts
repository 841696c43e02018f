import type { Locator, Page } from 'playwright-core';
import { until } from '../until';

/** The toasts at the lower right. */
export class Notifications {
  readonly #toasts: Locator;

  constructor(page: Page) {
    this.#toasts = page.locator('.notifications-toasts .notification-list-item');
  }

  async texts(): Promise<readonly string[]> {
    return (await this.#toasts.locator('.notification-list-item-message').allInnerTexts()).map((text) => text.trim());
  }

  waitFor(wanted: RegExp, timeoutMs = 30_000): Promise<string> {
    return until(`a notification like ${wanted}`, async () => (await this.texts()).find((text) => wanted.test(text)), {
      timeoutMs,
      describe: async () => (await this.texts()).join(' | '),
    });
  }

  /** Presses a button of the notification that says `text`. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const toast = this.#toasts.filter({ hasText: text }).first();
    await toast.locator('.monaco-button', { hasText: button }).first().click();
  }
}

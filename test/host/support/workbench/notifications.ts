import type { Locator, Page } from 'playwright-core';
import { until } from '../../../support/until';

/**
 * What VS Code tells in its notifications. A window that a driver controls shows no toasts, so the centre behind the bell is
 * asked: it lists every notification, shown as a toast or not.
 */
export class Notifications {
  readonly #bell: Locator;
  readonly #centre: Locator;
  readonly #items: Locator;

  constructor(page: Page) {
    this.#bell = page.locator('[id="status.notifications"]');
    this.#centre = page.locator('.notifications-center');
    this.#items = this.#centre.locator('.notification-list-item');
  }

  async texts(): Promise<readonly string[]> {
    await this.open();
    return (await this.#items.locator('.notification-list-item-message').allInnerTexts()).map((text) => text.trim());
  }

  waitFor(wanted: RegExp): Promise<string> {
    return until(`a notification like ${wanted}`, async () => (await this.texts()).find((text) => wanted.test(text)), {
      describe: async () => (await this.texts()).join(' | '),
    });
  }

  /** Waits until there is one notification, and it is this one. */
  waitUntilOnly(wanted: RegExp): Promise<true> {
    const isAlone = async (): Promise<boolean> => {
      const texts = await this.texts();
      return texts.length === 1 && texts.every((text) => wanted.test(text));
    };
    return until(`one notification, ${wanted}`, async () => (await isAlone()) && true, {
      describe: async () => (await this.texts()).join(' | '),
    });
  }

  /** Presses a button of the notification that says `text`. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.open();
    const item = this.#items.filter({ hasText: text }).first();
    await item.locator('.monaco-button', { hasText: button }).first().click();
  }

  async open(): Promise<void> {
    await until('the centre of the notifications', async () => {
      if (await this.#centre.isVisible()) return true;
      await this.#bell.click();
      return this.#centre.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  async close(): Promise<void> {
    if (await this.#centre.isVisible()) await this.#bell.click();
  }
}

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { activeWebview } from './webview';

/** The page of the module graph, inside the frames that VS Code puts around a webview. */
export class ModuleGraphPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The innermost frame of the active editor. */
  get frame(): FrameLocator {
    return activeWebview(this.#page);
  }

  get filter(): Locator {
    return this.frame.getByRole('searchbox');
  }

  get kind(): Locator {
    return this.frame.getByRole('combobox');
  }

  get list(): Locator {
    return this.frame.getByRole('listbox');
  }

  get rows(): Locator {
    return this.list.getByRole('option');
  }

  row(path: string): Locator {
    return this.rows.filter({ hasText: path });
  }

  get selected(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  get notice(): Locator {
    return this.frame.locator('.notice');
  }

  get detail(): Locator {
    return this.frame.getByRole('main');
  }

  get heading(): Locator {
    return this.detail.getByRole('heading', { level: 2 });
  }

  get count(): Locator {
    return this.frame.getByRole('status');
  }

  async waitForModule(heading: string): Promise<void> {
    await this.heading.filter({ hasText: heading }).waitFor();
  }

  async waitForCount(text: string): Promise<void> {
    await this.count.filter({ hasText: text }).waitFor();
  }

  /** Name of the element that has the focus. */
  focused(): Promise<string> {
    return this.frame.locator(':focus').evaluate((found) => (found as unknown as { tagName: string }).tagName);
  }
}

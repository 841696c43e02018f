import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The page of the module graph, inside the frames that VS Code puts around a webview. */
export class ModuleGraphPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The innermost frame of the active editor. */
  get frame(): FrameLocator {
    return this.#page.locator('iframe.webview.ready').first().contentFrame().locator('iframe').contentFrame();
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
    return this.frame.getByRole('option');
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
}

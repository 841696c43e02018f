import type { FrameLocator, Locator, Page } from 'playwright-core';
import { activeWebview } from './webview';

/** The page of the build matrix, inside the frames that VS Code puts around a webview. */
export class BuildMatrixPage {
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

  /** Which files, which tag, which targets. */
  choice(label: string): Locator {
    return this.frame.getByLabel(label, { exact: true });
  }

  get grid(): Locator {
    return this.frame.getByRole('grid');
  }

  get rows(): Locator {
    return this.grid.locator('[data-row]');
  }

  file(path: string): Locator {
    return this.grid.locator('.of-file .file', { hasText: path });
  }

  /** By what a screen reader says of it. */
  cell(label: string): Locator {
    return this.grid.getByRole('gridcell', { name: label, exact: true });
  }

  get detail(): Locator {
    return this.frame.getByRole('contentinfo');
  }

  get count(): Locator {
    return this.frame.getByRole('status');
  }

  async waitForCount(text: string | RegExp): Promise<void> {
    await this.count.filter({ hasText: text }).waitFor();
  }

  async waitForDetail(text: string | RegExp): Promise<void> {
    await this.detail.filter({ hasText: text }).waitFor();
  }
}

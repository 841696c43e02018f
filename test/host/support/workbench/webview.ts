import type { FrameLocator, Page } from 'playwright-core';

/**
 * The innermost of the frames that VS Code puts around a webview, of the one in view. While its content is replaced there
 * is a second frame beside it, `pending-frame`.
 */
export function activeWebview(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready:visible').first().contentFrame().locator('#active-frame').contentFrame();
}

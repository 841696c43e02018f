import type { Locator, Page } from 'playwright-core';
import { until } from '../until';
import { editorLines } from './elements';
import type { Palette } from './palette';

/** The active editor. */
export class Editor {
  readonly #page: Page;
  readonly #palette: Palette;
  readonly #workspace: string;
  readonly #fixes: Locator;

  constructor(page: Page, palette: Palette, workspace: string) {
    this.#page = page;
    this.#palette = palette;
    this.#workspace = workspace;
    this.#fixes = page.locator('.action-widget .monaco-list-row.action');
  }

  /** Opens a file of the workspace. By its whole path, because VS Code 1.104 from npm has no program that searches files. */
  async open(file: string): Promise<void> {
    await this.#palette.openFile(`${this.#workspace}/${file}`);
    const name = file.slice(file.lastIndexOf('/') + 1);
    await this.#page.locator('.tab.active', { hasText: name }).first().waitFor({ timeout: 10_000 });
    await this.#page.locator('.editor-instance .view-line').first().waitFor({ timeout: 10_000 });
  }

  /** The lines in view. */
  async text(): Promise<string> {
    const lines = this.#page.locator('.editor-group-container.active .view-lines').first().locator('.view-line');
    return (await editorLines(lines)).join('\n');
  }

  waitFor(wanted: RegExp, timeoutMs = 10_000): Promise<true> {
    const isThere = async (): Promise<boolean> => wanted.test(await this.text());
    return until(`${wanted} in the editor`, async () => (await isThere()) && true, {
      timeoutMs,
      describe: () => this.text(),
    });
  }

  /** Puts the cursor at a position, counted from one. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#page.keyboard.press('Control+G');
    const input = this.#page.locator('.quick-input-widget input[type=text]');
    await input.fill(`:${line}:${column}`);
    await this.#page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The hover at the cursor, once it says what is waited for. */
  async hover(wanted: RegExp): Promise<string> {
    const hover = this.#page.locator('.monaco-hover:not(.hidden) .hover-contents');
    return until(`a hover with ${wanted}`, async () => {
      const text = (await hover.allInnerTexts()).join('\n');
      if (wanted.test(text)) return text;
      await this.#page.keyboard.press('Control+K');
      await this.#page.keyboard.press('Control+I');
      await hover
        .first()
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
      return undefined;
    });
  }

  /** Opens the light bulb's menu where the cursor is, and returns what it offers. */
  async quickFixes(): Promise<readonly string[]> {
    await this.#openQuickFixes();
    return (await this.#fixes.allInnerTexts()).map((text) => text.trim());
  }

  /** Chooses by the keyboard: a click does not arrive in VS Code 1.104. */
  async applyQuickFix(title: string): Promise<void> {
    await this.#openQuickFixes();
    const titles = (await this.#fixes.allInnerTexts()).map((text) => text.trim());
    const index = titles.findIndex((text) => text.startsWith(title));
    if (index < 0) throw new Error(`no quick fix "${title}" among ${titles.join(' | ')}`);
    await until(`"${title}" is chosen`, async () => {
      const row = this.#fixes.nth(index);
      if ((await row.getAttribute('class'))?.includes('focused')) return true;
      await this.#page.keyboard.press('ArrowDown');
      return false;
    });
    await this.#page.keyboard.press('Enter');
    await this.#fixes.first().waitFor({ state: 'hidden' });
  }

  async #openQuickFixes(): Promise<void> {
    await until('the menu of quick fixes', async () => {
      if (await this.#fixes.first().isVisible()) return true;
      await this.#page.keyboard.press('Control+.');
      return this.#fixes
        .first()
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => false,
        );
    });
  }
}

import type { Locator, Page } from 'playwright-core';
import { until } from '../../../support/until';
import { editorLines } from './elements';
import type { Palette } from './palette';

/** How long one attempt may take before it is made anew. */
const attemptMs = 10_000;

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
    await this.#page.locator('.tab.active', { hasText: name }).first().waitFor();
    await this.#page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** The lines in view. */
  async text(): Promise<string> {
    const lines = this.#page.locator('.editor-group-container.active .view-lines').first().locator('.view-line');
    return (await editorLines(lines)).join('\n');
  }

  waitFor(wanted: RegExp): Promise<true> {
    const isThere = async (): Promise<boolean> => wanted.test(await this.text());
    return until(`${wanted} in the editor`, async () => (await isThere()) && true, {
      describe: () => this.text(),
    });
  }

  /** Puts the cursor at a position, counted from one. */
  async goTo(line: number, column = 1): Promise<void> {
    const input = this.#page.locator('.quick-input-widget input[type=text]');
    const position = this.#page.locator('[id="status.editor.selection"]');
    await until(`the cursor in line ${line}`, async () => {
      if (new RegExp(`^Ln ${line}, `).test(await position.innerText().catch(() => ''))) return true;
      try {
        await this.#page.keyboard.press('Control+G');
        await input.fill(`:${line}:${column}`, { timeout: attemptMs });
        await this.#page.keyboard.press('Enter');
        await input.waitFor({ state: 'hidden', timeout: attemptMs });
      } catch {
        await this.#page.keyboard.press('Escape');
      }
      return false;
    });
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

  /** Opens the light bulb's menu where the cursor is, and returns what it offers once a fix that is wanted is there. */
  async quickFixes(wanted: string): Promise<readonly string[]> {
    let titles: readonly string[] = [];
    await until(
      `the fix "${wanted}"`,
      async () => {
        await this.#openQuickFixes();
        titles = (await this.#fixes.allInnerTexts()).map((text) => text.trim());
        if (titles.some((text) => text.startsWith(wanted))) return true;
        // The menu shows what was known when it opened.
        await this.#page.keyboard.press('Escape');
        return false;
      },
      { describe: () => titles.join(' | ') },
    );
    return titles;
  }

  /** Chooses by the keyboard: a click does not arrive in VS Code 1.104. */
  async applyQuickFix(title: string): Promise<void> {
    const index = (await this.quickFixes(title)).findIndex((text) => text.startsWith(title));
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

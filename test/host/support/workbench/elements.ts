import type { Locator } from 'playwright-core';

/** The little of the DOM that we read; the project has no DOM types, for nothing of it runs in a page. */
interface PageElement {
  readonly className: string;
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

/** What a screen reader says of each element. */
export function ariaLabels(elements: Locator): Promise<readonly string[]> {
  return elements.evaluateAll((found) =>
    (found as unknown as readonly PageElement[]).map((element) => element.getAttribute('aria-label') ?? ''),
  );
}

export function classNames(elements: Locator): Promise<readonly string[]> {
  return elements.evaluateAll((found) =>
    (found as unknown as readonly PageElement[]).map(({ className }) => className),
  );
}

/** The lines that an editor shows, in their order on the screen, which is not that of the document. */
export async function editorLines(lines: Locator): Promise<readonly string[]> {
  const placed = await lines.evaluateAll((found) =>
    (found as unknown as readonly PageElement[]).map((line) => ({
      top: Number(/top:\s*(\d+)/.exec(line.getAttribute('style') ?? '')?.[1] ?? 0),
      text: line.textContent,
    })),
  );
  return placed.toSorted((a, b) => a.top - b.top).map(({ text }) => text.replaceAll('\u00a0', ' '));
}

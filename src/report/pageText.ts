import type { Style } from './style';
import { joinLines, wrapText } from './wrapText';

/**
 * A check's page as a terminal shows it. Our pages are Markdown that reads well as it is: headings are set off, paragraphs
 * and lists fill the terminal, and code is indented instead of fenced. Nothing in code is touched.
 * @param width of the terminal; undefined for a pipe or a file, which gets the Markdown as it was written
 */
export function pageText(page: string, style: Style, width: number | undefined): string {
  const shown: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) shown.push(filled(paragraph, style, width));
    paragraph = [];
  };
  let fence: string | undefined;
  for (const line of page.trim().split('\n')) {
    const [mark] = /^(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      const closes = line.trimEnd() === fence;
      if (closes) fence = undefined;
      if (width === undefined) shown.push(line);
      else if (!closes) shown.push(line === '' ? '' : `    ${line}`);
    } else if (mark !== undefined) {
      endParagraph();
      fence = mark;
      if (width === undefined) shown.push(line);
    } else if (/^#+ /.test(line)) {
      endParagraph();
      shown.push(style.strong(line));
    } else if (line === '') {
      endParagraph();
      shown.push('');
    } else {
      if (marker(line) !== '') endParagraph();
      paragraph.push(line);
    }
  }
  endParagraph();
  return shown.join('\n');
}

/** `- ` or `12. ` of an item of a list. */
function marker(line: string): string {
  return /^ *(?:[-*]|\d+\.) +/.exec(line)?.[0] ?? '';
}

function filled(lines: readonly string[], style: Style, width: number | undefined): string {
  if (width === undefined) return lines.join('\n');
  const [first = '', ...others] = lines;
  const text = joinLines([first.trimEnd(), ...others.map((line) => line.trim())]);
  return wrapText(text, { width, indent: ' '.repeat(marker(first).length), code: style.code });
}

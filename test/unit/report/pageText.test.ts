import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayWidth } from '../../../src/report/displayWidth';
import { pageText } from '../../../src/report/pageText';
import { createStyle } from '../../../src/report/style';

const plain = createStyle({ colours: false, unicode: true, columns: 80 });
const coloured = createStyle({ colours: true, unicode: true, columns: 80 });

const checks = 'src/engine/checks';

const page = `## Example

\`\`\`dockerfile
# go.mod says go 1.24
FROM golang:1.22

RUN go test ./...
\`\`\`

## How to fix

1. Take an image of the version
   in go.mod.
2. Or run \`go mod tidy\`.
`;

describe('pages of checks in a terminal', () => {
  it('are the Markdown that was written, where they go to a file', () => {
    assert.equal(pageText(page, plain, undefined), page.trim());
  });

  it('set off headings, and nothing in code', () => {
    assert.equal(
      pageText(page, coloured, undefined),
      page.trim().replace(/^## .*$/gm, (heading) => `\u001b[1m${heading}\u001b[22m`),
    );
  });

  it('indent code instead of fencing it, and fill the lines of lists', () => {
    const lines = [
      '## Example',
      '',
      '    # go.mod says go 1.24',
      '    FROM golang:1.22',
      '',
      '    RUN go test ./...',
      '',
      '## How to fix',
      '',
      '1. Take an image of the',
      '   version in go.mod.',
      '2. Or run `go mod tidy`.',
    ];
    assert.equal(pageText(page, plain, 25), lines.join('\n'));
    assert.match(pageText(page, coloured, 25), /Or run \u001b\[36m`go mod tidy`\u001b\[39m\.$/);
  });

  it('lose no character, and no line of prose is wider than the terminal', () => {
    const pages = readdirSync(checks, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    assert.ok(pages.length > 500);
    for (const path of pages) {
      const text = readFileSync(join(checks, path), 'utf8');
      const shown = pageText(text, plain, 80);
      const bare = (words: string): string => words.replace(/\s+/g, '');
      assert.equal(bare(shown), bare(text.replace(/^```.*$/gm, '')), path);
      const wide = shown.split('\n').filter((line) => displayWidth(line) > 80 && !line.startsWith('    '));
      // What cannot be divided: a long code span alone in its line, with the marks around it.
      const tooWide = wide.filter((line) => !/^[^` ]{0,6}`[^`]+`[^` ]{0,6}$/.test(line.trim()));
      assert.deepEqual(tooWide, [], path);
    }
  });
});

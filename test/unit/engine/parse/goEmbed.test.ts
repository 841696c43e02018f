import assert from 'node:assert/strict';
import { embedPatterns } from '../../../../src/engine/parse/goEmbed';

describe('embedPatterns', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['package a\n//go:embed a.txt b.txt\nvar x', ['a.txt', 'b.txt']],
    ['package a\n//go:embed "a b" `c d` all:e\nvar x', ['a b', 'c d', 'all:e']],
    ['package a\n//go:embed\tx\nvar x', ['x']],
    ['package a\n// go:embed x\nvar x', []],
    ['package a\n//go:embedded x\nvar x', []],
    ['package a\n/*go:embed x*/\nvar x', []],
    ['package a\nvar x = `\n//go:embed x\n`', []],
    ['package a\nvar x = "//go:embed x"', []],
    ['package a\n//go:embed "unterminated\nvar x', []],
    ['package a\n//go:embed "a"b\nvar x', []],
    ['package a\r\n//go:embed x\r\nvar x', ['x']],
  ];
  for (const [text, patterns] of rows) it(JSON.stringify(text), () => assert.deepEqual(embedPatterns(text), patterns));
});

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../../../src/engine/checks/registry';
import { codeOf, exampleBlocks, isSession, standsIn } from '../../../support/pageExample';

function pageOf(family: string, id: string, ending: string): string {
  return readFileSync(join(process.cwd(), 'src', 'engine', 'checks', family, `${id}.${ending}`), 'utf8');
}

function fixturesOf(family: string, id: string): readonly string[] {
  const folder = join(process.cwd(), 'test', 'fixtures', 'checks', family, id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('pages of the checks', () => {
  const pages = allChecks.map(({ family, id }) => ({ family, id, blocks: exampleBlocks(pageOf(family, id, 'md')) }));

  it('have examples that a fixture holds, but for sessions in a terminal', () => {
    const unheld = pages.flatMap(({ family, id, blocks }) =>
      blocks.filter((block) => !block.isHeld && !isSession(block)).map(({ text }) => `${family}/${id}:\n${text}`),
    );
    assert.deepEqual(unheld, [], 'mark the block as CONTRIBUTING.md says under "Its pages"');
    const held = pages.filter(({ blocks }) => blocks.some(({ isHeld }) => isHeld));
    assert.ok(held.length > 260, `${held.length} pages`);
  });

  for (const { family, id, blocks } of pages.filter((page) => page.blocks.length > 0)) {
    it(`${family}/${id} has an example that stands in a fixture and fires it there`, () => {
      const fixtures = fixturesOf(family, id);
      for (const block of blocks.filter(({ isHeld }) => isHeld))
        assert.ok(standsIn(block, id, fixtures), `in no fixture:\n${block.text}`);
    });

    it(`${family}/${id} has the same example in Chinese, but for its comments`, () => {
      const codes = (page: string): unknown =>
        exampleBlocks(page).map(({ text, ...info }) => ({ ...info, code: codeOf(text).map(({ code }) => code) }));
      assert.deepEqual(codes(pageOf(family, id, 'zh-cn.md')), codes(pageOf(family, id, 'md')));
    });
  }

  it('name in a configuration, and in a comment that silences, checks that there are', () => {
    const ids = new Set(allChecks.map(({ id }) => id));
    const faults = allChecks.flatMap(({ family, id }) =>
      ['md', 'zh-cn.md'].flatMap((ending) => {
        const page = pageOf(family, id, ending);
        const named = Array.from(page.matchAll(/"check": "([^"]+)"/g), ([, name = '']) => name);
        const silenced = Array.from(
          page.matchAll(/(?:"checks": \{ "|go-preflight:ignore )([a-z0-9-]+)/g),
          ([, name = '']) => name,
        );
        return [...named.filter((name) => !ids.has(name)), ...silenced.filter((name) => name !== id)].map(
          (name) => `${id}.${ending}: ${name}`,
        );
      }),
    );
    assert.deepEqual(faults, []);
  });

  describe('control: rejected is', () => {
    const fixture = `Shows it.
env: GOFLAGS=-n
env: GOPROXY=off
-- go.work --
go 1.24

use ./a
-- a/go.mod --
module a

require example.com/b v1.0.0 // indirect
-- vendor/modules.txt --
# example.com/b v1.0.0
-- want --
go.work:3:5-3:8 error some-check: x
(env:GOFLAGS) error some-check: y
`;
    const stands = (language: string, text: string, id = 'some-check'): boolean =>
      standsIn({ language, text }, id, [fixture]);

    it('nothing that is so', () => {
      assert.ok(stands('go', 'use ./a // the folder\n'));
      assert.ok(stands('go', '-- go.work --\ngo 1.24\nuse ./a\n-- a/go.mod --\n// its module\nmodule a\n'));
      assert.ok(stands('text', '-- vendor/modules.txt --\n# example.com/b v1.0.0\n-- go.work --\nuse ./a\n'));
      assert.ok(stands('sh', "export GOFLAGS='-n'    # nothing is done\n"));
    });

    it('a file that is not marked, and a session without a command', () => {
      const blocks = exampleBlocks('## Example\n\n```go\nuse ./a\n```\n\n```console\ngo1.26\n```\n\n## How to fix\n');
      assert.deepEqual(
        blocks.map(({ isHeld }) => isHeld),
        [false, false],
      );
      assert.deepEqual(blocks.map(isSession), [false, false]);
    });

    it('a line that is not there, one without a finding, a finding of another check or variable', () => {
      assert.ok(!stands('go', 'use ./b\n'));
      assert.ok(!stands('go', 'go 1.24\n'));
      assert.ok(!stands('go', '-- b/go.mod --\nmodule a\n-- go.work --\nuse ./a\n'));
      assert.ok(!stands('go', '-- a/go.mod --\nrequire example.com/b v1.0.0 // because\n-- go.work --\nuse ./a\n'));
      assert.ok(!stands('text', '-- vendor/modules.txt --\n# example.com/b v1.0.1\n-- go.work --\nuse ./a\n'));
      assert.ok(!stands('go', 'use ./a\n', 'other-check'));
      assert.ok(!stands('sh', 'GOFLAGS=-a\n'));
      assert.ok(!stands('sh', 'use ./a\n'));
      assert.ok(!stands('go', '// nothing\n'));
      assert.ok(!stands('sh', 'GOPROXY=off\n'));
    });
  });
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, dirname, basename } from 'node:path';
import { allChecks } from '../../../../src/engine/checks/registry';
import { parseFixture, runFixture } from '../../../support/fixture';
import { formatTxtar, type TxtarFile } from '../../../support/txtar';

const folder = join(process.cwd(), 'test', 'fixtures', 'checks');
const update = process.env.UPDATE_FIXTURES === '1';

describe('fixtures of the checks', () => {
  const archives = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txtar'));
  for (const name of archives.toSorted()) {
    it(relative(folder, join(folder, name)), async () => {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      const fixture = parseFixture(text);
      assert.ok(fixture.description.length > 0, 'a fixture says what it shows');
      const actual = await runFixture(fixture, allChecks, basename(dirname(path)));
      const isExpectation = (file: TxtarFile): boolean => file.name === 'want' || file.name.startsWith('fixed/');
      if (update) {
        const files = [...fixture.archive.files.filter((file) => !isExpectation(file)), ...actual];
        writeFileSync(path, formatTxtar({ comment: fixture.archive.comment, files }));
        return;
      }
      const expected = fixture.archive.files.filter(isExpectation);
      const asText = (files: readonly TxtarFile[]): string =>
        formatTxtar({ comment: '', files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)) });
      assert.equal(asText(actual), asText(expected));
    });
  }
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { allChecks } from '../../../../src/engine/checks/registry';
import { ignoreComment } from '../../../../src/protocol/index';
import { noFaults } from '../../../support/faults';
import { parseFixture, runFixture, type Fixture } from '../../../support/fixture';

const folder = join(process.cwd(), 'test', 'fixtures', 'checks');

/** A finding of a fixture with its place; `line` is zero-based. */
interface Found {
  readonly file: string;
  readonly line: number;
  readonly columns: string;
  readonly check: string;
  readonly rest: string;
}

function foundIn(fixture: Fixture): readonly Found[] {
  const want = fixture.archive.files.find(({ name }) => name === 'want')?.data ?? '';
  return Array.from(
    want.matchAll(/^(?! )([^(\n]\S*?):(\d+):(\d+-\d+:\d+) (?:error|warning|info|hint) ([a-z0-9-]+): (.*)$/gm),
    ([, file = '', line = '', columns = '', check = '', rest = '']) => ({
      ...{ file, line: Number(line) - 1, columns, check, rest },
    }),
  );
}

/** The fixture with the comment of the light bulb, and the line on which the finding would stand then. */
function silenced(fixture: Fixture, found: Found): { readonly fixture: Fixture; readonly line: number } | undefined {
  const lines = fixture.archive.files.find(({ name }) => name === found.file)?.data.split('\n');
  const line = lines?.[found.line];
  if (lines === undefined || line === undefined) return undefined;
  const comment = ignoreComment(`/work/${found.file}`, line, found.check, 'a test says so');
  if (comment === undefined) return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (comment.above) lines.splice(found.line, 0, indent + comment.text);
  else lines[found.line] = `${line} ${comment.text}`;
  const files = fixture.archive.files.map((file) =>
    file.name === found.file ? { ...file, data: lines.join('\n') } : file,
  );
  const archive = { ...fixture.archive, files };
  return { fixture: { ...fixture, archive }, line: found.line + (comment.above ? 1 : 0) };
}

/** `*.go`, `go.mod`, `settings.json`. */
function kindOf(file: string): string {
  const name = basename(file);
  return /^(go|\.golangci|settings|launch|devcontainer)\./.test(name) ? name : name.replace(/^.+(?=\.)/, '*');
}

describe('a comment that accepts a finding', () => {
  const cases = new Map<string, { readonly name: string; readonly found: Found }>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!name.endsWith('.txtar')) continue;
    for (const found of foundIn(parseFixture(readFileSync(join(folder, name), 'utf8')))) {
      const key = `${found.check} ${kindOf(found.file)}`;
      if (!cases.has(key)) cases.set(key, { name, found });
    }
  }

  it('silences it, of every check, in every kind of file that has comments', async () => {
    const faults: string[] = [];
    const without = new Set<string>();
    const kinds = new Set<string>();
    for (const [key, { name, found }] of cases) {
      const fixture = parseFixture(readFileSync(join(folder, name), 'utf8'));
      const change = silenced(fixture, found);
      if (change === undefined) {
        without.add(kindOf(found.file));
        continue;
      }
      kinds.add(kindOf(found.file));
      const files = await runFixture(change.fixture, allChecks, basename(dirname(name)));
      const left = foundIn({ ...fixture, archive: { comment: '', files } }).filter(
        ({ file, line, check }) => file === found.file && line === change.line && check === found.check,
      );
      if (left.length > 0) faults.push(`${key} (${name}): ${left[0]?.rest ?? ''}`);
    }
    noFaults(faults);
    assert.ok(cases.size > 300 && kinds.size > 20, `${cases.size} cases, ${[...kinds].join(' ')}`);
    // Hashes, lists that go writes, a version and nothing else, and what is embedded or vendored, whatever it is.
    const bare = /^(go(\.work)?\.sum|\*\.txt|\.go-version|\*\.md|[A-Z]+|cert)$/;
    noFaults([...without].filter((kind) => !bare.test(kind)).map((kind) => `${kind} has no comments?`));
  });
});

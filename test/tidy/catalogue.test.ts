import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { allChecks } from '../../src/engine/checks/registry';
import { noFaults } from '../support/faults';
import { read } from './repository';

interface Row {
  readonly entry: string;
  readonly state: string;
  readonly note: string;
}

function rowsOf(text: string): readonly Row[] {
  return Array.from(
    text.matchAll(/^\| `([a-z0-9-]+)`\s*\| (\w+)\s*\| (.*?)\s*\|$/gm),
    ([, entry = '', state = '', note = '']) => ({ entry, state, note }),
  );
}

/** What of the table is not so. @param ids of all checks, and those that the table must have */
function tableFaults(rows: readonly Row[], ids: ReadonlySet<string>, wanted: readonly string[]): readonly string[] {
  const named = new Set<string>();
  const faults: string[] = [];
  for (const { entry, state, note } of rows) {
    const by = /^`([a-z0-9-]+)`$/.exec(note)?.[1];
    const id = state === 'built' ? entry : by;
    if (id !== undefined) named.add(id);
    if (state === 'refused' ? note === '' || ids.has(entry) : id === undefined || !ids.has(id))
      faults.push(`${entry}: "${state}" is not so`);
  }
  return [...faults, ...wanted.filter((id) => !named.has(id)).map((id) => `${id} has no row`)];
}

function fileOf(test: string): string {
  return test.endsWith('.test.ts') ? `test/integration/${test}` : `test/fixtures/checks/${test}.txtar`;
}

/** Each table, and the families whose checks it has. */
const tables: Readonly<Record<string, readonly string[]>> = {
  'docs/catalogue-modules.md': ['modules', 'sums', 'cache', 'workspace', 'vendor'],
  'docs/catalogue-build-tags.md': ['build-tags'],
  'docs/catalogue-environment.md': ['toolchain', 'environment', 'cgo', 'ci', 'build'],
};

describe('the tables of what is found', () => {
  const ids = new Set(allChecks.map(({ id }) => id));

  for (const [file, families] of Object.entries(tables)) {
    it(`say what is so: ${file}`, () => {
      const wanted = allChecks.filter(({ family }) => families.includes(family)).map(({ id }) => id);
      const rows = rowsOf(read(file));
      assert.ok(rows.length >= wanted.length);
      noFaults(tableFaults(rows, ids, wanted));
    });
  }

  it('names a test for every trap', () => {
    const tests = Array.from(
      read('docs/catalogue-modules.md').matchAll(/^\| [a-z0-9-]+\s*\| .*? \| `(\S+)`\s*\|$/gm),
      ([, test = '']) => test,
    );
    assert.ok(tests.length > 50, `${tests.length} traps`);
    noFaults(tests.filter((test) => !existsSync(fileOf(test))).map((test) => `${test} is not there`));
    assert.ok(!existsSync(fileOf('modules/no-such-check/trap')), 'control');
  });

  it('control: rejected are a check that is not there, a refusal without a reason, a check without a row', () => {
    const rows = rowsOf('| `gone` | built |  |\n| `left-out` | refused |  |\n| `other` | as | `gone` |\n');
    assert.equal(tableFaults(rows, new Set(['real']), ['real']).length, 4);
  });
});

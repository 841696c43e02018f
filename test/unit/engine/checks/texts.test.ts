import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../../../src/engine/checks/registry';
import type { CheckMeta } from '../../../../src/engine/index';
import { placeholders } from '../../../support/placeholders';

/** What a family's file of translations must hold: every text of its checks. */
function english(checks: readonly CheckMeta[]): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const { id, title, why, fix, messages } of checks) {
    Object.assign(texts, { [`${id}.title`]: title, [`${id}.why`]: why, [`${id}.fix`]: fix });
    for (const [name, text] of Object.entries(messages)) texts[`${id}.${name}`] = text;
  }
  return texts;
}

describe('texts of the checks', () => {
  const families = [...new Set(allChecks.map(({ family }) => family))].toSorted();
  for (const family of families) {
    const checks = allChecks.filter((check) => check.family === family);

    it(`${family}: every text is translated, with the same placeholders`, () => {
      const file = join(process.cwd(), 'l10n', 'zh-cn', `${family}.json`);
      ok(existsSync(file), file);
      const chinese = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      const texts = english(checks);
      deepEqual(Object.keys(chinese).toSorted(), Object.keys(texts).toSorted());
      for (const [id, text] of Object.entries(texts))
        deepEqual(placeholders(chinese[id] ?? ''), placeholders(text), id);
    });

    it(`${family}: checks are listed by id, each once`, () => {
      const ids = checks.map(({ id }) => id);
      deepEqual(ids, [...new Set(ids)].toSorted());
      for (const { id, messages } of checks)
        for (const [name, text] of Object.entries(messages)) equal(text.endsWith('.'), false, `${id}.${name}`);
    });
  }
});

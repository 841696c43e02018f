import * as assert from 'node:assert/strict';
import { cliWords } from '../../src/cli/words';
import { allChecks } from '../../src/engine/checks/registry';
import { settingTexts } from '../../src/engine/config/schema';
import { environmentMessages } from '../../src/engine/ask/environmentMessages';
import { goMessages } from '../../src/engine/ask/goMessages';
import { askMessages } from '../../src/engine/ask/messages';
import { matrixMessages } from '../../src/engine/ask/matrixMessages';
import { versionMessages } from '../../src/engine/ask/versionMessages';
import { snapshotMessages } from '../../src/engine/snapshot/snapshotMessages';
import { sharedMessages } from '../../src/engine/messages';
import { ciWords } from '../../src/report/ciWords';
import { markdownWords } from '../../src/report/markdown';
import { reportWords } from '../../src/report/words';
import { serverMessages } from '../../src/server/serverMessages';
import { l10nTexts, styleFaults, translationFaults, type Texts } from './messages';
import { read, readJson, repositoryFiles } from './repository';
import { noFaults } from '../support/faults';

/** Every table of English texts outside the checks, by the file that declares it. */
const tables: Readonly<Record<string, Texts>> = {
  'src/cli/words.ts': cliWords,
  'src/engine/ask/environmentMessages.ts': environmentMessages,
  'src/engine/ask/goMessages.ts': goMessages,
  'src/engine/ask/matrixMessages.ts': matrixMessages,
  'src/engine/ask/messages.ts': askMessages,
  'src/engine/ask/versionMessages.ts': versionMessages,
  'src/engine/config/schema.ts': settingTexts,
  'src/engine/messages.ts': sharedMessages,
  'src/engine/snapshot/snapshotMessages.ts': snapshotMessages,
  'src/report/ciWords.ts': ciWords,
  'src/report/markdown.ts': markdownWords,
  'src/report/words.ts': reportWords,
  'src/server/serverMessages.ts': serverMessages,
};

function checkTexts(): Texts {
  return Object.fromEntries(
    allChecks.flatMap(({ id, title, why, fix, messages }) =>
      Object.entries({ title, why, fix, ...messages }).map(([name, text]) => [`${id}.${name}`, text]),
    ),
  );
}

const files = repositoryFiles();

describe('messages', () => {
  it('are all known to this test', () => {
    const declaring = files.filter(
      (file) => /^src\/(?!engine\/checks\/).*\.ts$/.test(file) && /: Templates = \{/.test(read(file)),
    );
    assert.deepEqual(declaring, Object.keys(tables));
  });

  it('of engine, server, reports and command line exist in Chinese with the same placeholders', () => {
    const english = Object.assign({}, ...Object.values(tables), checkTexts()) as Texts;
    const chinese: Record<string, string> = {};
    for (const file of files.filter((name) => /^l10n\/zh-cn\/.*\.json$/.test(name))) {
      for (const [key, text] of Object.entries(readJson(file) as Texts)) {
        assert.ok(!(key in chinese), `${file}: ${key} is translated twice`);
        chinese[key] = text;
      }
    }
    noFaults(translationFaults(english, chinese));
  });

  it('of a family stand in the file of the family', () => {
    for (const { id, family } of allChecks) {
      const texts = readJson(`l10n/zh-cn/${family}.json`) as Texts;
      assert.ok(`${id}.title` in texts, `${id} is not in l10n/zh-cn/${family}.json`);
    }
  });

  it('of the extension exist in Chinese, and no others', () => {
    const found = files
      .filter((file) => file.startsWith('src/extension/') && file.endsWith('.ts'))
      .map((file) => l10nTexts(file, read(file)));
    noFaults(found.flatMap(({ faults }) => faults));
    const english = Object.fromEntries(found.flatMap(({ texts }) => texts.map((text) => [text, text])));
    assert.ok(Object.keys(english).length > 0);
    noFaults(translationFaults(english, readJson('l10n/bundle.l10n.zh-cn.json') as Texts));
  });

  it('of the manifest exist in both languages, and are all used', () => {
    const english = readJson('package.nls.json') as Texts;
    noFaults(translationFaults(english, readJson('package.nls.zh-cn.json') as Texts));
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].toSorted(), Object.keys(english).toSorted());
  });

  it('of checks keep the style of the house', () => {
    const faults = allChecks.flatMap(({ id, title, why, fix, messages }) => [
      ...styleFaults(`${id}.title`, title, 'title'),
      ...styleFaults(`${id}.why`, why, 'prose'),
      ...styleFaults(`${id}.fix`, fix, 'prose'),
      ...Object.entries(messages).flatMap(([name, text]) => styleFaults(`${id}.${name}`, text, 'message')),
    ]);
    noFaults(faults);
  });

  it('control: rejected are missing, stray and altered translations, computed texts, and bad style', () => {
    assert.deepEqual(translationFaults({ a: 'x {n}' }, { a: '{n} 某' }), []);
    assert.deepEqual(translationFaults({ a: 'x {n}' }, { a: '{n、} 某' }), []);
    assert.deepEqual(translationFaults({ a: '' }, {}), ['a is not translated']);
    assert.deepEqual(translationFaults({}, { a: '' }), ['a translates nothing']);
    assert.equal(translationFaults({ a: '{n} of {m}' }, { a: '{n}' }).length, 1);
    assert.deepEqual(l10nTexts('a.ts', `vscode.l10n.t('one', 1); l10n.t("two");`).texts, ['one', 'two']);
    assert.equal(l10nTexts('a.ts', 'l10n.t(text); vscode.l10n.t(`a ${b}`)').faults.length, 2);
    const bad = ['Problem detected!', 'Please run go mod tidy', 'It is wrong.', 'x'.repeat(161)];
    for (const text of bad) assert.equal(styleFaults('a.b', text, 'message').length, 1, text);
    assert.equal(styleFaults('a.why', 'it ends here', 'prose').length, 1);
    assert.deepEqual(styleFaults('a.b', 'go.sum has no hash of {module}', 'message'), []);
  });
});

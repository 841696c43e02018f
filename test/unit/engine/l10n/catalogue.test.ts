import assert from 'node:assert/strict';
import cliChinese from '../../../../l10n/zh-cn/cli.json';
import sharedChinese from '../../../../l10n/zh-cn/shared.json';
import { cliWords } from '../../../../src/cli/words';
import {
  allChecks,
  createCatalogue,
  languageOf,
  say,
  sharedMessages,
  type Templates,
} from '../../../../src/engine/index';
import { ciWords } from '../../../../src/report/ciWords';
import { markdownWords } from '../../../../src/report/markdown';
import { settingTexts } from '../../../../src/engine/config/schema';
import { reportWords } from '../../../../src/report/words';
import { placeholders } from '../../../support/placeholders';

describe('catalogue', () => {
  it('has the mark of the language between the names of a list, and leaves other texts alone', () => {
    const catalogue = createCatalogue({
      language: 'zh-cn',
      checks: [],
      templates: [{ 'x.a': '{names} lack {reason}' }],
      translations: { 'x.a': '{names、}缺少 {reason}' },
    });
    const args = { names: 'a v1, b v2, ...', reason: 'the end, as go says' };
    assert.equal(catalogue.render(say('x.a', args)), 'a v1、b v2、...缺少 the end, as go says');
  });

  it('renders in the language asked for, English where a translation lacks', () => {
    const catalogue = createCatalogue({
      language: 'zh-cn',
      checks: [],
      templates: [{ 'x.a': 'file {name}', 'x.b': 'only English' }],
      translations: { 'x.a': '文件 {name}' },
    });
    assert.equal(catalogue.render(say('x.a', { name: 'go.mod' })), '文件 go.mod');
    assert.equal(catalogue.render(say('x.b')), 'only English');
  });

  it('shows the id of a message that nobody declared', () => {
    const catalogue = createCatalogue({ language: 'en', checks: [], translations: {} });
    assert.equal(catalogue.render(say('no.such')), 'no.such');
    assert.equal(catalogue.render(say('shared.noModule')), 'no go.mod here');
  });

  it('is not fooled by names that every object has', () => {
    const catalogue = createCatalogue({ language: 'en', checks: [], translations: {} });
    assert.equal(catalogue.render(say('constructor')), 'constructor');
    assert.equal(catalogue.render(say('constructor.name')), 'constructor.name');
    const [check] = allChecks;
    assert.ok(check);
    const all = createCatalogue({ language: 'en', checks: allChecks, translations: {} });
    assert.equal(all.render(say(`${check.id}.toString`)), `${check.id}.toString`);
  });

  it('has every message of every check, and of several words for one id the last', () => {
    const catalogue = createCatalogue({
      language: 'en',
      checks: allChecks,
      templates: [{ 'x.a': 'first' }, { 'x.a': 'last', 'shared.noModule': 'none' }],
      translations: {},
    });
    for (const { id, messages } of allChecks)
      for (const [name, text] of Object.entries(messages))
        if (!text.includes('{')) assert.equal(catalogue.render(say(`${id}.${name}`)), text);
    assert.equal(catalogue.render(say('x.a')), 'last');
    assert.equal(catalogue.render(say('shared.noModule')), 'none');
  });

  it('knows the language of a locale', () => {
    for (const locale of ['zh', 'zh_CN.UTF-8', 'zh-Hans', 'zh_SG', 'ZH_cn'])
      assert.equal(languageOf(locale), 'zh-cn', locale);
    for (const locale of ['', 'C', 'en_US.UTF-8', 'de', 'zha', 'POSIX']) assert.equal(languageOf(locale), 'en', locale);
  });
});

describe('Chinese', () => {
  const pairs: [string, Templates, Templates][] = [
    ['shared.json', { ...sharedMessages, ...settingTexts }, sharedChinese],
    ['cli.json', { ...reportWords, ...markdownWords, ...ciWords, ...cliWords }, cliChinese],
  ];
  for (const [file, english, chinese] of pairs) {
    it(`${file} has every English key, and no other`, () => {
      assert.deepEqual(Object.keys(chinese).toSorted(), Object.keys(english).toSorted());
    });

    it(`${file} uses the same placeholders`, () => {
      for (const [id, text] of Object.entries(english))
        assert.deepEqual(placeholders(chinese[id] ?? ''), placeholders(text), id);
    });
  }
});

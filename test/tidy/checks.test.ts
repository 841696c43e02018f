import * as assert from 'node:assert/strict';
import { allChecks } from '../../src/engine/checks/registry';
import { fixtureFaults, pageFaults, registryFaults, type CheckFiles } from './checks';
import { read, repositoryFiles } from './repository';
import { noFaults } from '../support/faults';

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = repositoryFiles().filter((name) => name.startsWith(folder));
  return new Map(names.map((name) => [name.slice(folder.length), read(name)]));
}

const files: CheckFiles = {
  sources: filesBelow('src/engine/checks/'),
  fixtures: filesBelow('test/fixtures/checks/'),
};

describe('checks', () => {
  it('are all registered, once, sorted, in kebab-case', () => {
    assert.ok(allChecks.length > 0);
    noFaults(registryFaults(allChecks, files));
  });

  it('have their pages in both languages, with the fixed headings', () => {
    noFaults(pageFaults(allChecks, files));
  });

  it('have fixtures of each kind', () => {
    noFaults(fixtureFaults(allChecks, files));
  });

  describe('control: rejected are', () => {
    const check = { id: 'goflags-mod', family: 'environment' };
    const source = `id: 'goflags-mod',\n  family: 'environment', notApplicable(say('x')) kind: 'edit'`;
    const page = (titles: string): string =>
      titles.split(',').reduce((text, title) => `${text}## ${title}\n\nprose on go-preflight:ignore\n\n`, '');
    const english = page('Rule,Example,How to fix,How to silence,What go says');
    const chinese = page('规则,示例,如何修复,如何忽略,go 的说法');
    const good: CheckFiles = {
      sources: new Map([
        ['environment/goflags-mod.ts', source],
        ['environment/goflags-mod.md', english],
        ['environment/goflags-mod.zh-cn.md', chinese],
      ]),
      fixtures: new Map([
        [
          'environment/goflags-mod/fires.txtar',
          '-- want --\ngo.mod:1:1-1:2 error goflags-mod: x\n-- fixed/go.mod --\n',
        ],
        ['environment/goflags-mod/silent.txtar', '-- want --\n'],
        ['environment/goflags-mod/none.txtar', '-- want --\nnot-applicable goflags-mod .: x\n'],
      ]),
    };
    const without = (which: keyof CheckFiles, name: string, text?: string): CheckFiles => {
      const changed = new Map(good[which]);
      if (text === undefined) changed.delete(name);
      else changed.set(name, text);
      return { ...good, [which]: changed };
    };

    it('nothing of a complete check', () => {
      assert.deepEqual(registryFaults([check], good), []);
      assert.deepEqual(pageFaults([check], good), []);
      assert.deepEqual(fixtureFaults([check], good), []);
    });

    it('an id twice, not sorted, not in kebab-case, in no list, in a foreign family', () => {
      assert.equal(registryFaults([check, check], good)[0], 'goflags-mod is registered twice');
      assert.match(registryFaults([check, { ...check, id: 'a' }], good)[0] ?? '', /not sorted/);
      assert.match(registryFaults([check, { ...check, id: 'goProxy' }], good)[0] ?? '', /kebab-case/);
      assert.match(registryFaults([], good)[0] ?? '', /which no list holds/);
      const moved = without('sources', 'sums/goflags-mod.ts', source);
      assert.match(registryFaults([check], moved)[0] ?? '', /of family environment/);
    });

    it('a page that is missing, left over, without a heading, with an empty section, silent on how to silence', () => {
      const fault = (name: string, text?: string): string =>
        pageFaults([check], without('sources', name, text)).join('; ');
      assert.match(fault('environment/goflags-mod.zh-cn.md'), /is missing/);
      assert.match(fault('environment/old.md', english), /no page of a registered check/);
      assert.match(fault('environment/goflags-mod.md', english.replace('## Example', 'Example')), /has the headings/);
      const inBlock = english.replace('## Example\n\n', '## Example\n\n```text\n## explicit\n```\n\n');
      assert.equal(fault('environment/goflags-mod.md', inBlock), '');
      assert.match(fault('environment/goflags-mod.md', `# Title\n${english}`), /has the headings/);
      assert.match(
        fault('environment/goflags-mod.md', english.replace(/(## Rule\n\n).*\n/, '$1')),
        /says nothing under Rule/,
      );
      assert.match(fault('environment/goflags-mod.md', english.replaceAll('go-preflight', 'it')), /how to silence/);
    });

    it('a check without a kind of fixture, and a fixture without a check', () => {
      const fault = (name: string, text?: string): string =>
        fixtureFaults([check], without('fixtures', name, text)).join('; ');
      assert.match(fault('environment/goflags-mod/fires.txtar'), /no fixture that fires.*after its fix/);
      assert.match(fault('environment/goflags-mod/silent.txtar'), /no fixture that is silent/);
      assert.match(fault('environment/goflags-mod/none.txtar'), /no fixture that cannot tell/);
      assert.match(fault('environment/old/fires.txtar', ''), /lies in no folder of a check/);
    });
  });
});

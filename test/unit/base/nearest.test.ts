import assert from 'node:assert/strict';
import { editDistance, nearestWord } from '../../../src/base/nearest';

describe('nearest word', () => {
  it('measures insertions, deletions, substitutions and swaps', () => {
    const cases: [string, string, number][] = [
      ['', '', 0],
      ['', 'ab', 2],
      ['human', 'human', 0],
      ['hmuan', 'human', 1],
      ['humn', 'human', 1],
      ['jsno', 'json', 1],
      ['kitten', 'sitting', 3],
    ];
    for (const [a, b, distance] of cases) {
      assert.equal(editDistance(a, b), distance, `${a} ${b}`);
      assert.equal(editDistance(b, a), distance, `${b} ${a}`);
    }
  });

  it('measures no further than somebody wants to know', () => {
    assert.equal(editDistance('kitten', 'sitting', 3), 3);
    assert.equal(editDistance('kitten', 'sitting', 2), Infinity);
    const words = [
      '',
      'a',
      'ab',
      'ba',
      'abc',
      'bac',
      'acb',
      'cba',
      'abcd',
      'badc',
      'dcba',
      'xaby',
      'linux',
      'lniux',
      'linxu',
    ];
    for (const a of words)
      for (const b of words)
        for (const most of [0, 1, 2]) {
          const exact = editDistance(a, b);
          const bounded = editDistance(a, b, most);
          assert.ok(exact <= most ? bounded === exact : bounded > most, `${a} ${b} ${most}`);
        }
  });

  it('finds the word that was meant, whatever its case', () => {
    const words = ['static', 'offline', 'network', 'build'];
    assert.equal(nearestWord('ofline', words), 'offline');
    assert.equal(nearestWord('Netwrok', words), 'network');
    assert.equal(nearestWord('biuld', words), 'build');
  });

  it('takes the beginning of a word for the word, if there is only one', () => {
    assert.equal(nearestWord('warn', ['off', 'error', 'warning']), 'warning');
    assert.equal(nearestWord('gosum', ['gosumdb-invalid', 'gosum-missing']), undefined);
    assert.equal(nearestWord('wa', ['warning']), undefined);
  });

  it('stays silent where nothing is near', () => {
    assert.equal(nearestWord('everything', ['static', 'offline']), undefined);
    assert.equal(nearestWord('x', ['abc']), undefined);
    assert.equal(nearestWord('', ['abc']), undefined);
    assert.equal(nearestWord('abc', []), undefined);
  });

  it('prefers the nearer of two, the first of two equally near', () => {
    assert.equal(nearestWord('erro', ['error', 'errors']), 'error');
    assert.equal(nearestWord('bat', ['cat', 'hat']), 'cat');
  });
});

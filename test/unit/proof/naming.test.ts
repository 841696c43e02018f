import assert from 'node:assert/strict';
import { complaintsIn } from '../../proof/cache/goSays';
import { isNamed } from '../../proof/cache/naming';
import type { ReportFinding } from '../../proof/report';

/** A finding about what is underlined in a line of go.mod. */
function findingAt(line: string, underlined: string, more: Partial<ReportFinding> = {}): [ReportFinding, string] {
  const column = line.indexOf(underlined) + 1;
  const range = { start: { line: 7, column }, end: { line: 7, column: column + underlined.length } };
  const part = { check: 'c', family: 'modules', subject: '.', severity: 'error', message: '', related: [], fixes: [] };
  return [{ ...part, severity: 'error', file: 'go.mod', range, ...more }, line];
}

describe('proof of the module cache: what go names', () => {
  const quote = findingAt('require rsc.io/quote v1.5.2', 'rsc.io/quote');

  it('is the same path, and no other version of it', () => {
    for (const complaint of [
      'go: rsc.io/quote@v1.5.2: missing go.sum entry',
      '-\trsc.io/quote v1.5.2',
      '-rsc.io/quote v1.5.2/go.mod h1:x',
      'x.go:3:8: no required module provides package rsc.io/quote; to add it:',
    ])
      assert.equal(isNamed([complaint], ...quote), true, complaint);
    for (const complaint of [
      'go: rsc.io/quote@v1.5.1: missing go.sum entry',
      'go: rsc.io/quote/v3@v3.0.0: missing go.sum entry',
      'go: rsc.io/quote.v2@v2.0.0: missing go.sum entry',
      'go: example.com/rsc.io/quote@v1.5.2: missing go.sum entry',
    ])
      assert.equal(isNamed([complaint], ...quote), false, complaint);
  });

  it('is the folder of a replace, as go.mod writes it', () => {
    const replace = findingAt('replace example.com/a => ../a', '../a');
    const says = (folder: string): string =>
      `go: example.com/a@v0.0.0 (replaced by ${folder}): reading ${folder}/go.mod`;
    assert.equal(isNamed([says('../a')], ...replace), true);
    assert.equal(isNamed([says('../ab')], ...replace), false);
    assert.equal(isNamed([says('../../a')], ...replace), false);
  });

  it('is the same line of the same file', () => {
    const [finding] = findingAt('', '', { file: 'sub/x.go' });
    assert.equal(isNamed(['sub/x.go:7:2: undefined: y'], finding, ''), true);
    assert.equal(isNamed(['./sub/x.go:7:2: undefined: y'], finding, ''), true);
    assert.equal(isNamed(['sub/x.go:70:2: undefined: y'], finding, ''), false);
    assert.equal(isNamed(['other/sub/x.go:7:2: undefined: y'], finding, ''), false);
  });

  it('is what the message names where nothing is underlined', () => {
    const [finding] = findingAt('', '', { message: 'go.sum has no hash of rsc.io/quote v1.5.2, which go needs' });
    assert.equal(isNamed(['go: rsc.io/quote@v1.5.2: missing'], finding, ''), true);
    assert.equal(isNamed(['go: rsc.io/quote@v1.5.3: missing'], finding, ''), false);
  });

  it('stands in a complaint, not in what go does or shows beside it', () => {
    const answer = [
      'go: downloading rsc.io/quote v1.5.2',
      'go: finding module for package rsc.io/quote',
      'diff current/go.mod tidy/go.mod',
      '--- current/go.mod',
      '+++ tidy/go.mod',
      '@@ -1,3 +1,2 @@',
      ' require rsc.io/quote v1.5.2',
      '-require rsc.io/sampler v1.3.0',
      '{',
      '\t"Error": {',
      '\t\t"ImportStack": [',
      '\t\t\t"rsc.io/quote"',
      '\t\t],',
      '\t\t"Pos": "x.go:3:8",',
      '\t\t"Err": "no such package"',
      '\t}',
      '}',
      '# rsc.io/quote',
    ].join('\n');
    assert.deepEqual(complaintsIn(answer), [
      '-require rsc.io/sampler v1.3.0',
      '\t\t"Pos": "x.go:3:8",',
      '\t\t"Err": "no such package"',
    ]);
  });
});

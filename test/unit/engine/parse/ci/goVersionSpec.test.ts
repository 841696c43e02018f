import assert from 'node:assert/strict';
import { newestAllowed, parseGoVersionSpec, specReaches } from '../../../../../src/engine/parse/ci/goVersionSpec';

const reaches = (spec: string, required: string): boolean | undefined =>
  specReaches(parseGoVersionSpec(spec), required);

describe('goVersionSpec', () => {
  // npm's semver, which setup-go asks: https://github.com/npm/node-semver#ranges
  it('knows whether a range allows a version that is new enough', () => {
    const table: readonly (readonly [string, string, boolean])[] = [
      ['1.24', '1.24', true],
      ['1.24', '1.24.9', true],
      ['1.24', '1.25', false],
      ['1.24.x', '1.24.9', true],
      ['1.24.*', '1.25', false],
      ['1.24.3', '1.24.3', true],
      ['1.24.3', '1.24.4', false],
      ['go1.24.3', '1.24', true],
      ['1.x', '1.99', true],
      ['1', '1.99', true],
      ['*', '1.99', true],
      ['x', '1.99', true],
      ['^1.14.0', '1.24', true],
      ['^1', '1.24', true],
      ['~1.24.0', '1.24.4', true],
      ['~1.24', '1.24.4', true],
      ['~1.23.0', '1.24', false],
      ['~1', '1.24', true],
      ['>=1.20', '1.24', true],
      ['>1.20', '1.24', true],
      ['>= 1.20', '1.24', true],
      ['<1.24', '1.24', false],
      ['<1.24', '1.23.7', true],
      ['<=1.24', '1.24.9', true],
      ['<=1.24.3', '1.24.4', false],
      ['>=1.20 <1.24', '1.24', false],
      ['>=1.20 <1.24.5', '1.24.4', true],
      ['1.20 - 1.23', '1.23.9', true],
      ['1.20 - 1.23', '1.24', false],
      ['1.20 - 1.24.3', '1.24.4', false],
      ['1.22 || 1.24', '1.24', true],
      ['1.22 || 1.23', '1.24', false],
      ['=1.24.3', '1.24.3', true],
      ['v1.24.3', '1.24', true],
      ['1.25.0-rc.1', '1.25', true],
      ['1.25.0-rc.1', '1.25.0', false],
      ['1.25rc1', '1.25rc2', false],
      ['1.25.0-beta1', '1.24', true],
      ['stable', '1.99', true],
      ['oldstable', '1.99', true],
      ['1.24', '1.24rc1', true],
    ];
    for (const [spec, required, expected] of table)
      assert.equal(reaches(spec, required), expected, `${spec} ${required}`);
  });

  it('does not guess what it cannot read', () => {
    for (const spec of ['tip', 'gotip', '1.2.3.4', 'latest-1', '${VERSION}', '1.24 and 1.25'])
      assert.equal(reaches(spec, '1.20'), undefined, spec);
  });

  it('knows the newest release that a range allows', () => {
    const newest = (spec: string): string | undefined => newestAllowed(parseGoVersionSpec(spec));
    assert.equal(newest('1.20'), '1.20.9999');
    assert.equal(newest('1.20.5'), '1.20.5');
    assert.equal(newest('<1.21'), '1.20.9999');
    assert.equal(newest('<=1.20.3'), '1.20.3');
    assert.equal(newest('1.18 || 1.20.x'), '1.20.9999');
    assert.equal(newest('^1.20'), undefined);
    assert.equal(newest('>=1.20'), undefined);
    assert.equal(newest('stable'), undefined);
  });
});

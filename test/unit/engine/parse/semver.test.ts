import * as assert from 'node:assert/strict';
import { canonicalSemver, compareSemver, isSemver } from '../../../../src/engine/parse/semver';

describe('semver', () => {
  /** Ascending; what stands on one line is equal. Rows in the manner of golang.org/x/mod/semver's own table. */
  const ascending = [
    [
      'bad',
      'v',
      'v1.',
      'v01',
      'v1.02',
      'v1.2.3-',
      'v1.2.3-01',
      'v1.2.3+',
      'v1-pre',
      '1.2.3',
      'v1.2.3.4',
      'v1.2.3-a..b',
    ],
    ['v1.0.0-alpha'],
    ['v1.0.0-alpha.1'],
    ['v1.0.0-alpha.beta'],
    ['v1.0.0-beta.2'],
    ['v1.0.0-beta.11'],
    ['v1.0.0-rc.1'],
    ['v1', 'v1.0', 'v1.0.0', 'v1.0.0+meta'],
    ['v1.2.0'],
    ['v1.2.3-456'],
    ['v1.2.3-456.789'],
    ['v1.2.3-456-789'],
    ['v1.2.3-pre'],
    ['v1.2.3', 'v1.2.3+meta-pre.sha.256a'],
    ['v1.10.0'],
    ['v2.0.0+incompatible'],
    ['v99999999999999999999.0.0'],
    ['v100000000000000000000.0.0'],
  ];

  it('orders versions as Go does', () => {
    for (const [i, row] of ascending.entries()) {
      for (const [j, other] of ascending.entries()) {
        for (const a of row)
          for (const b of other) assert.equal(Math.sign(compareSemver(a, b)), Math.sign(i - j), `${a} and ${b}`);
      }
    }
  });

  it('calls the versions of the first row invalid and all others valid', () => {
    for (const [i, row] of ascending.entries())
      for (const version of row) assert.equal(isSemver(version), i > 0, version);
  });

  it('makes versions canonical', () => {
    assert.equal(canonicalSemver('v1'), 'v1.0.0');
    assert.equal(canonicalSemver('v1.2-pre'), undefined);
    assert.equal(canonicalSemver('v1.2.3-pre+meta'), 'v1.2.3-pre');
  });
});

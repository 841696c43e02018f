import assert from 'node:assert/strict';
import { shortDuration } from '../../../src/base/duration';

describe('durations', () => {
  it('never say that something took no time', () => {
    assert.deepEqual(shortDuration(0), { value: '1', unit: 'ms' });
    assert.deepEqual(shortDuration(3.6), { value: '4', unit: 'ms' });
    assert.deepEqual(shortDuration(10), { value: '0.01', unit: 's' });
  });

  it('have as many digits as a person reads', () => {
    assert.deepEqual(shortDuration(344), { value: '0.34', unit: 's' });
    assert.deepEqual(shortDuration(12_340), { value: '12.3', unit: 's' });
    assert.deepEqual(shortDuration(95_300), { value: '95', unit: 's' });
  });
});

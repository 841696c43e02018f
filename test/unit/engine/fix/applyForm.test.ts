import { equal } from 'node:assert/strict';
import { applyForm } from '../../../../src/engine/fix/applyForm';

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const bytes = (source: string): Uint8Array => new TextEncoder().encode(source);

describe('applyForm', () => {
  it('takes the carriage return of a line end, and no other', () => {
    equal(text(applyForm(bytes('a\r\nb\rc\r\r\nd\r'), 'line-feeds')), 'a\nb\rc\r\nd\r');
  });

  it('takes the first byte order mark alone', () => {
    equal(text(applyForm(bytes('\uFEFF\uFEFFa\r\n'), 'no-byte-order-mark')), '\uFEFFa\r\n');
    equal(text(applyForm(bytes('a\uFEFF'), 'no-byte-order-mark')), 'a\uFEFF');
    equal(applyForm(Uint8Array.of(0xef, 0xbb), 'no-byte-order-mark').length, 2);
  });
});

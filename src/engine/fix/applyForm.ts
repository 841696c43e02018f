import type { FileForm } from '../model/fix';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const mark = [0xef, 0xbb, 0xbf];

/** The bytes of a file in another form, its text untouched. */
export function applyForm(bytes: Uint8Array, form: FileForm): Uint8Array {
  switch (form) {
    case 'line-feeds':
      return bytes.filter((byte, at) => byte !== carriageReturn || bytes[at + 1] !== lineFeed);
    case 'no-byte-order-mark':
      return mark.every((byte, at) => bytes[at] === byte) ? bytes.subarray(mark.length) : bytes;
  }
}

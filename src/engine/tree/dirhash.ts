import type { Hasher } from '../ports';

/** `Hash1` of golang.org/x/mod/sumdb/dirhash: the `h1:` hashes of go.sum and of the module cache. */

export interface HashedFile {
  /** `path@version/file` for the files of a module, `go.mod` alone for its go.mod; not escaped */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A file whose content was hashed already. */
export interface FileDigest {
  readonly name: string;
  readonly sha256: Uint8Array;
}

/** Hash of a list of files. */
export function hash1(files: readonly HashedFile[], hasher: Hasher): string {
  return hash1OfDigests(
    files.map(({ name, content }) => ({ name, sha256: hasher.sha256(content) })),
    hasher,
  );
}

/** go sorts the names by their bytes, not by UTF-16 units. */
export function hash1OfDigests(files: readonly FileDigest[], hasher: Hasher): string {
  const encoder = new TextEncoder();
  const named = files.map((file) => ({ bytes: encoder.encode(file.name), file }));
  named.sort((a, b) => compareBytes(a.bytes, b.bytes));
  const summary = named.map(({ file }) => `${hex(file.sha256)}  ${file.name}\n`).join('');
  return `h1:${base64(hasher.sha256(summary))}`;
}

/** The hash that go.sum holds under `path version/go.mod`. */
export function goModHash(content: Uint8Array, hasher: Hasher): string {
  return hash1([{ name: 'go.mod', content }], hasher);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    const have = Math.min(bytes.length - at, 3);
    for (let part = 0; part < 4; part++) text += part > have ? '=' : digits.charAt((group >> (18 - 6 * part)) & 63);
  }
  return text;
}

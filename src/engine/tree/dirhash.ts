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
  const summary = inByteOrder(files)
    .map((file) => `${hex(file.sha256)}  ${file.name}\n`)
    .join('');
  return `h1:${base64(hasher.sha256(summary))}`;
}

function inByteOrder(files: readonly FileDigest[]): readonly FileDigest[] {
  if (files.length < 2) return files;
  const encoder = new TextEncoder();
  const named = files.map((file) => ({ bytes: encoder.encode(file.name), file }));
  named.sort((a, b) => compareBytes(a.bytes, b.bytes));
  return named.map(({ file }) => file);
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

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// Both are called for every module of a go.sum: no array and no view for each byte or group.
function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexOfByte[byte] ?? '';
  return text;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const have = Math.min(bytes.length - at, 3);
    for (let part = 0; part < 4; part++) text += part > have ? '=' : digits.charAt((group >> (18 - 6 * part)) & 63);
  }
  return text;
}

import type { Hasher } from '../ports';

/** `Hash1` of golang.org/x/mod/sumdb/dirhash: the `h1:` hashes of go.sum and of the module cache. */

/** A file whose content was hashed already. */
export interface FileDigest {
  /** `path@version/file` for the files of a module, `go.mod` alone for its go.mod; not escaped */
  readonly name: string;
  /** hexadecimal */
  readonly sha256: string;
}

type Sha256 = Pick<Hasher, 'sha256'>;

/** Hash of a list of files. go sorts the names by their bytes, not by UTF-16 units. */
export function hash1(files: readonly FileDigest[], hasher: Sha256): string {
  const summary = inByteOrder(files)
    .map((file) => `${file.sha256}  ${file.name}\n`)
    .join('');
  return `h1:${hasher.sha256(summary, 'base64')}`;
}

function inByteOrder(files: readonly FileDigest[]): readonly FileDigest[] {
  if (files.length < 2) return files;
  const encoder = new TextEncoder();
  const named = files.map((file) => ({ bytes: encoder.encode(file.name), file }));
  named.sort((a, b) => compareBytes(a.bytes, b.bytes));
  return named.map(({ file }) => file);
}

/** The hash that go.sum holds under `path version/go.mod`. @param sha256 of the file, hexadecimal */
export function goModHash(sha256: string, hasher: Sha256): string {
  return hash1([{ name: 'go.mod', sha256 }], hasher);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

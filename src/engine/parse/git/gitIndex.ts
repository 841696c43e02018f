/** What git has, by its index: names relative to the top of the work tree. */
export type GitIndex =
  | { readonly kind: 'names'; readonly names: ReadonlySet<string> }
  /** a form of the index that only git reads */
  | { readonly kind: 'unknown'; readonly why: 'version' | 'split' | 'sparse' | 'damaged' };

const header = 12;
/** what stands before the hash of an entry: times, device, mode, owner, size */
const statLength = 40;

/**
 * Reads `.git/index` (gitformat-index), versions 2 to 4.
 * @param hashLength bytes of a hash: 20, or 32 where the repository has SHA-256
 * @param isWanted by its bytes, so that of a hundred thousand names few become text
 */
export function readGitIndex(bytes: Uint8Array, hashLength: number, isWanted: (name: Uint8Array) => boolean): GitIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header + hashLength || view.getUint32(0) !== 0x44495243)
    return { kind: 'unknown', why: 'damaged' };
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return { kind: 'unknown', why: 'version' };
  const names = new Set<string>();
  const decoder = new TextDecoder();
  const end = bytes.length - hashLength;
  let at = header;
  let last = new Uint8Array();
  for (let left = view.getUint32(8); left > 0; left--) {
    const start = at;
    if (start + statLength + hashLength + 2 > end) return { kind: 'unknown', why: 'damaged' };
    // A folder stands for all below it in a sparse index.
    if ((view.getUint32(start + 24) & 0xf000) === 0x4000) return { kind: 'unknown', why: 'sparse' };
    const isExtended = (view.getUint16(start + statLength + hashLength) & 0x4000) !== 0;
    at = start + statLength + hashLength + (isExtended && version > 2 ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      const cut = readOffset(bytes, at);
      at = cut.next;
      kept = last.length - cut.value;
    }
    const stop = bytes.indexOf(0, at);
    if (stop < 0 || stop >= end || kept < 0) return { kind: 'unknown', why: 'damaged' };
    const own = bytes.subarray(at, stop);
    const name = kept === 0 ? own : joined(last.subarray(0, kept), own);
    if (version === 4) last = new Uint8Array(name);
    if (isWanted(name)) names.add(decoder.decode(name));
    // Up to version 3 an entry ends with one to eight zeros, at a multiple of eight bytes.
    at = version === 4 ? stop + 1 : start + ((stop - start + 8) & ~7);
  }
  return extensionProblem(view, at, end) ?? { kind: 'names', names };
}

/** Names of extensions in lower case change what the index means; of these git has two. */
function extensionProblem(view: DataView, start: number, end: number): GitIndex | undefined {
  for (let at = start; at + 8 <= end; at += 8 + view.getUint32(at + 4)) {
    if (view.getUint32(at) === 0x6c696e6b) return { kind: 'unknown', why: 'split' };
    if (view.getUint32(at) === 0x73646972) return { kind: 'unknown', why: 'sparse' };
    if ((view.getUint8(at) & 0x20) !== 0) return { kind: 'unknown', why: 'version' };
  }
  return undefined;
}

/** The variable-length number of an OFS_DELTA: how much of the last name to cut off. */
function readOffset(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let next = start;
  let byte = bytes[next++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && next < bytes.length) {
    byte = bytes[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

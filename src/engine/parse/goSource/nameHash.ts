/** Hashes of names, from their bytes: the scanner builds them up on its way through a name. */

export function mixByte(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

/** Names that differ at their end only must not lie side by side; and none has 0, which says "nothing" in tables. */
export function finishHash(hash: number): number {
  return hash ^ (hash >>> 15) || 1;
}

const encoder = new TextEncoder();

/** The finished hash. */
export function hashName(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    if (unit >= 0x80) return hashBytes(encoder.encode(name));
    hash = mixByte(hash, unit);
  }
  return finishHash(hash);
}

function hashBytes(bytes: Uint8Array): number {
  let hash = 0;
  for (const byte of bytes) hash = mixByte(hash, byte);
  return finishHash(hash);
}

/** The first bytes as Latin-1 text, a character a byte: three times as fast as a TextDecoder. */
export function latin1(bytes: Uint8Array, length: number): string {
  // Nearly all are the reader's own buffers: a view of them would cost as much as a short text.
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.toString('latin1', 0, length);
}

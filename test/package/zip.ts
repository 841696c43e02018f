/** An entry of a zip file's central directory. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
}

/** Lists a zip file (APPNOTE.TXT 4.3): the end record, then the central directory. */
export function zipEntries(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('this is no zip file');
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error(`no central directory entry at ${at}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const start = at + 46;
    const next = start + (nameLength ?? 0);
    entries.push({ name: zip.toString('utf8', start, next), size: zip.readUInt32LE(at + 24) });
    at = next + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** An index of git, version 2, that has these names and knows nothing else of the files. */
export function gitIndexOf(names: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const entries = names.toSorted().map((name) => {
    const text = encoder.encode(name);
    const entry = new Uint8Array((62 + text.length + 8) & ~7);
    new DataView(entry.buffer).setUint32(24, 0o100644);
    entry[61] = text.length;
    entry.set(text, 62);
    return entry;
  });
  const header = new Uint8Array(12);
  const view = new DataView(header.buffer);
  header.set(encoder.encode('DIRC'));
  view.setUint32(4, 2);
  view.setUint32(8, entries.length);
  return Uint8Array.from([header, ...entries, new Uint8Array(20)].flatMap((part) => [...part]));
}

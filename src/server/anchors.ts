import { lineRange, startOfFile, type Range } from '../engine/index';

/**
 * Where a Problem without a file is shown: on the line of go.mod that decides about the toolchain, since every editor lists
 * Problems by file and none is invented.
 */
export function toolchainLine(goMod: string): Range {
  const lines = goMod.split('\n');
  for (const pattern of [/^toolchain[ \t]+\S+/, /^go[ \t]+\S+/, /^module[ \t]+\S+/]) {
    for (const [line, text] of lines.entries()) {
      const length = pattern.exec(text)?.[0].length;
      if (length !== undefined) return lineRange(line, 0, length);
    }
  }
  return startOfFile;
}

import type { FileContent } from '../../ports';
import { parseGoSum, sumTable, type GoSumEntry, type GoSumFile } from '../../parse/goSum';
import type { Fact } from '../factStore';

/** Larger files are not read: the largest go.sum of public Go repositories has some 2 MB. */
export const sumFileLimit = 32 * 1024 * 1024;

/** What keeps go from reading the bytes as the text they stand for. */
export type EncodingFault = 'byte-order-mark' | 'utf-16' | 'nul' | 'not-utf-8';

export type SumFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'too-large'; readonly size: number }
  | ReadSumFile;

export interface ReadSumFile {
  readonly kind: 'read';
  /** as go sees it, with a byte order mark in the first path */
  readonly text: string;
  readonly parsed: GoSumFile;
  /** hashes by key, in file order */
  readonly table: ReadonlyMap<string, readonly GoSumEntry[]>;
  readonly encoding: EncodingFault | undefined;
}

/** A go.sum or go.work.sum. Key: its absolute path. */
export const sumFile: Fact<SumFile> = {
  name: 'sumFile',
  compute: async (path, facts) => {
    const stat = await facts.stat(path);
    if (stat === undefined) return { kind: 'missing' };
    if (stat.kind === 'file' && stat.size > sumFileLimit) return { kind: 'too-large', size: stat.size };
    return readSumFile(await facts.readFile(path));
  },
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function readSumFile(content: FileContent): SumFile {
  if (content.kind !== 'file') return content;
  const { bytes } = content;
  const text = decoder.decode(bytes);
  const parsed = parseGoSum(text);
  return { kind: 'read', text, parsed, table: sumTable(parsed), encoding: encodingFault(bytes, text) };
}

function encodingFault(bytes: Uint8Array, text: string): EncodingFault | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-16';
  if (text.includes('\0')) return 'nul';
  if (text.startsWith('\ufeff')) return 'byte-order-mark';
  return text.includes('\ufffd') ? 'not-utf-8' : undefined;
}

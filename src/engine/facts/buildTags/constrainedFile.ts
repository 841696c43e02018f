import type { GoHeader } from '../../parse/goHeader';
import { decodeSource } from '../../parse/sourceText';
import type { Fact } from '../factStore';
import { readHeader } from './sourceHeader';

/** A file of a package read whole, and its header with exact places. */
export interface ConstrainedFile {
  readonly path: string;
  readonly header: GoHeader;
  /** without a byte order mark; decoded whenever it is asked for, since the bytes are remembered anyway */
  readonly text: string;
}

/**
 * By absolute path; undefined where the file cannot be read any more. Only for the few files that need it: where the header is enough,
 * ask `sourceHeader`.
 */
export const constrainedFile: Fact<ConstrainedFile | undefined> = {
  name: 'constrainedFile',
  compute: async (path, facts) => {
    const content = await facts.readFile(path);
    if (content.kind !== 'file') return undefined;
    const { bytes } = content;
    return {
      path,
      header: readHeader(path, bytes),
      get text() {
        return decodeSource(bytes).text;
      },
    };
  },
};

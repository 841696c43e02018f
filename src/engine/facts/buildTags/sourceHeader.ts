import { whenKnown } from '../../../base/awaitable';
import { ownTexts } from '../../../base/ownText';
import { samePlainData } from '../../../base/samePlainData';
import { isGoFileName } from '../../constraints/fileName';
import { parseGoHeader, parseOtherHeader, type GoHeader } from '../../parse/goHeader';
import { shown, type Input } from '../inputs';

/**
 * The header of a file of a package with exact places, by absolute path; undefined where it cannot be read any more. An input of its
 * own: of a large file nothing else is remembered, and who rests on it does not mind an edit below.
 */
export const sourceHeader: Input<GoHeader | undefined> = {
  ...shown,
  name: 'header',
  read: (path, { files }) =>
    whenKnown(files.readFile(path), (content) =>
      content.kind === 'file' ? readHeader(path, content.bytes) : undefined,
    ),
  equals: samePlainData,
};

export function readHeader(path: string, bytes: Uint8Array): GoHeader {
  const parse = isGoFileName(path) ? parseGoHeader : parseOtherHeader;
  return ownTexts(parse(bytes));
}

import { sumTokenKinds, sumTokens } from '../engine/index';

/**
 * Colours of go.sum. A grammar in the manifest would fight with that of the Go extension, which may or may not be there;
 * semantic tokens lie over whatever there is. gopls has none for this file.
 */

/** In the order of `sumTokenKinds`; `goSumFault` is declared in the manifest, the others are LSP's own. */
export const semanticTokenTypes = [
  'namespace',
  'number',
  'keyword',
  'type',
  'string',
  'comment',
  'goSumFault',
] as const satisfies readonly string[] & { readonly length: (typeof sumTokenKinds)['length'] };

/** More of a file than this is not worth waiting for: an editor then asks for what is in view, and gets that. */
export const wholeFileLimit = 4 * 1024 * 1024;
/** What is in view is some hundred lines; a client that asks for more has the first of them. */
export const rangeLineLimit = 5000;

/**
 * LSP's relative encoding, five numbers a token.
 * @param firstLine line of the document that `text` begins with
 */
export function encodeSumTokens(text: string, firstLine = 0): number[] {
  const data: number[] = [];
  const last = { line: 0, column: 0 };
  for (const [at, content] of text.split('\n').entries()) {
    const line = firstLine + at;
    for (const { column, length, kind } of sumTokens(content)) {
      const deltaColumn = line === last.line ? column - last.column : column;
      data.push(line - last.line, deltaColumn, length, sumTokenKinds.indexOf(kind), 0);
      last.line = line;
      last.column = column;
    }
  }
  return data;
}

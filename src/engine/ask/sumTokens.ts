import { emptyGoModHash, isKnownHash, isPossibleH1 } from '../parse/goSum';
import { goFields } from '../parse/goSpace';
import { isConflictMarker } from '../parse/mergeConflict';

/** What the words of a go.sum are. `ignored`: go passes over it; `fault`: go stops at it, or it can be the hash of nothing. */
export const sumTokenKinds = ['path', 'version', 'goMod', 'algorithm', 'hash', 'ignored', 'fault'] as const;
export type SumTokenKind = (typeof sumTokenKinds)[number];

/** Columns are UTF-16. */
export interface SumToken {
  readonly column: number;
  readonly length: number;
  readonly kind: SumTokenKind;
}

const goModSuffix = '/go.mod';

/** The words of one line of a go.sum or go.work.sum, in order, none over another; [] for an empty line. */
export function sumTokens(line: string): readonly SumToken[] {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (text === '') return [];
  const whole = (kind: SumTokenKind): readonly SumToken[] => [{ column: 0, length: text.length, kind }];
  if (isConflictMarker(text)) return whole('fault');
  const [path, version, hash, ...more] = goFields(text);
  if (path === undefined) return [];
  if (version === undefined || hash === undefined || more.length > 0) return whole('fault');
  if (!isKnownHash(hash.text) || hash.text === emptyGoModHash) return whole('ignored');
  const goMod = version.text.endsWith(goModSuffix) ? goModSuffix.length : 0;
  const algorithm = hash.text.indexOf(':') + 1;
  const tokens: SumToken[] = [
    { column: path.start, length: path.text.length, kind: 'path' },
    { column: version.start, length: version.text.length - goMod, kind: 'version' },
    { column: version.start + version.text.length - goMod, length: goMod, kind: 'goMod' },
    { column: hash.start, length: algorithm, kind: 'algorithm' },
    {
      column: hash.start + algorithm,
      length: hash.text.length - algorithm,
      kind: isPossibleH1(hash.text) ? 'hash' : 'fault',
    },
  ];
  return tokens.filter(({ length }) => length > 0);
}

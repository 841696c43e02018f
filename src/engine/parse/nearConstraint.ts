import { editDistance } from '../../base/nearest';
import { leadingGoSpace, trimGoSpace } from './goSpace';

/** A comment that was perhaps meant as a constraint: `// go:build x`, `//go:biuld x`, `//build x`, `// build +x`. */
export interface NearConstraint {
  readonly wanted: 'go:build' | '+build';
  /** the comment's slashes and first word: UTF-16 offsets in the line */
  readonly markerEnd: number;
  /** what follows the marker, trimmed */
  readonly text: string;
  /** UTF-16 offset of `text` in the line */
  readonly start: number;
}

const longestMarker = 10;
const mostEdits = 2;
const firstWord = /^(\/{2,4}[ \t]{0,8})([^\s]*)/;

/**
 * Judges the marker only; whether the rest reads like a constraint is the asker's question.
 * @param line a `//` comment that is no constraint line, from its slashes
 */
export function nearConstraint(line: string): NearConstraint | undefined {
  const match = firstWord.exec(line.slice(0, 256));
  const [whole, slashes = '', word = ''] = match ?? [];
  if (whole === undefined) return undefined;
  const wanted = nearMarker(word);
  if (wanted === undefined) return undefined;
  const rest = line.slice(slashes.length + word.length);
  const text = trimGoSpace(rest);
  const markerEnd = slashes.length + word.length;
  return { wanted, markerEnd, text, start: markerEnd + leadingGoSpace(rest) };
}

/** The marker that a word was perhaps meant to be; also the marker itself. */
export function nearMarker(word: string): NearConstraint['wanted'] | undefined {
  if (word.length < 5 || word.length > longestMarker) return undefined;
  // Prose such as "Built" or "Go" is none, and the scan finds candidates by few letters.
  if (!/^(?:[gG][oO]:(?:[bBuU]|.[uU])|\+[bB])|build/.test(word)) return undefined;
  const lower = word.toLowerCase();
  const toGoBuild = editDistance(lower, 'go:build', mostEdits);
  const toPlusBuild = editDistance(lower, '+build', mostEdits);
  if (Math.min(toGoBuild, toPlusBuild) > mostEdits) return undefined;
  // "build", the common prose word, is nearer to +build; as `//build x` it was meant as go:build by as many.
  return toGoBuild <= toPlusBuild ? 'go:build' : '+build';
}

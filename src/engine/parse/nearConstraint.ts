import { editDistance } from '../../base/nearest';
import { parseBuildExpr, parseConstraint } from './buildConstraint';
import type { BuildExpr } from './buildExpr';
import { leadingGoSpace, trimGoSpace } from './goSpace';
import { parsePlusBuild } from './plusBuild';

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
/** Documentation quotes constraints indented by more than a space. */
const firstWord = /^(\/{2,4} ?)([^\s]*)/;

/**
 * Judges the marker, and that the rest reads like a constraint; whether anybody knows its tags is the asker's question.
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
  if (readingOf(line.slice(0, markerEnd), text, wanted) === undefined) return undefined;
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

/** What a line was perhaps meant to say. */
export interface NearReading {
  readonly expr: BuildExpr;
  /** as a `// +build` line says it: without operators that would tell it from prose */
  readonly old: boolean;
}

/**
 * Undefined of prose. Comments do start with words such as "build" or "builds", so behind slashes and a space those count only
 * before an operator.
 */
export function readingOf(marker: string, text: string, wanted: NearConstraint['wanted']): NearReading | undefined {
  if (/build\w*$/i.test(marker) && !/[:+]/.test(marker)) {
    // `// build +linux`: the plus went astray.
    if (/^\+\S/.test(text)) return oldReading(text.slice(1));
    if (isSpaced(marker) && !/[!|&]/.test(text)) return undefined;
  }
  const parsed = parseBuildExpr(text);
  if (parsed.kind === 'expression') return { expr: parsed.expr, old: false };
  return wanted === '+build' ? oldReading(text) : undefined;
}

export function isSpaced(marker: string): boolean {
  return /^\/\/+ /.test(marker);
}

function oldReading(text: string): NearReading | undefined {
  const line = `// +build ${text}`;
  if (text === '' || parsePlusBuild(line).invalid.length > 0) return undefined;
  const parsed = parseConstraint(line);
  return parsed.kind === 'expression' ? { expr: parsed.expr, old: true } : undefined;
}

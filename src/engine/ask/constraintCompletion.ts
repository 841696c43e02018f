import { levelsLike } from '../constraints/archLevels';
import { newestKnownMinor, portsOf } from '../constraints/ports';
import { customTagCounts } from '../facts/buildTags/tagVocabulary';
import { say, type Message } from '../model/message';
import { lineRange, type Position, type Range } from '../model/range';
import { mayBeConstraint } from './constraintHover';
import type { Question } from './question';

/** A tag that may be meant, and what is replaced by it. */
export interface TagCompletion {
  readonly tag: string;
  readonly range: Range;
  readonly detail: Message;
  /** likelier tags sort first */
  readonly rank: number;
}

const tagCharacter = /[\p{L}\p{Nd}_.]/u;
const markerEnd = /^\s*\/\/\s*(?:go:build|\+build)[ \t]+/;

/** The tags that a constraint line may name: the repository's own, those of ports, of toolchains, of flags. */
export function tagCompletions(line: string, position: Position): Question<readonly TagCompletion[]> {
  return async (facts) => {
    const marker = markerEnd.exec(line)?.[0];
    if (!mayBeConstraint(line) || marker === undefined || position.column < marker.length) return [];
    const range = wordAround(line, position);
    const word = line.slice(range.start.column, position.column);
    const counts = await facts.get(customTagCounts);
    const known: [string, Message, number][] = [
      ...[...counts].map(([tag, count]): [string, Message, number] => [tag, say('ask.tagOfRepository', { count }), 0]),
      ...targetTags(),
      ...releaseTags(word),
      ...levelTags(word),
    ];
    return known.map(([tag, detail, rank]) => ({ tag, range, detail, rank }));
  };
}

function wordAround(line: string, { line: at, column }: Position): Range {
  let start = column;
  let end = column;
  while (start > 0 && tagCharacter.test(line.charAt(start - 1))) start--;
  while (end < line.length && tagCharacter.test(line.charAt(end))) end++;
  return lineRange(at, start, end);
}

function targetTags(): readonly [string, Message, number][] {
  const ports = portsOf(newestKnownMinor);
  const systems = [...new Set(ports.map(({ goos }) => goos))];
  const arches = [...new Set(ports.map(({ goarch }) => goarch))];
  return [
    ...systems.map((tag): [string, Message, number] => [tag, say('ask.tagOfSystem'), 1]),
    ...arches.map((tag): [string, Message, number] => [tag, say('ask.tagOfArch'), 2]),
    ['unix', say('ask.tagUnix'), 1],
    ['cgo', say('ask.tagCgo'), 1],
    ['ignore', say('ask.tagIgnore'), 3],
    ['race', say('ask.tagOfFlag', { flag: '-race' }), 4],
    ['msan', say('ask.tagOfFlag', { flag: '-msan' }), 4],
    ['asan', say('ask.tagOfFlag', { flag: '-asan' }), 4],
    ['gc', say('ask.tagCompiler'), 4],
    ['gccgo', say('ask.tagCompiler'), 4],
  ];
}

/** Only where somebody begins one: twenty-seven lines would hide the rest. */
function releaseTags(word: string): readonly [string, Message, number][] {
  if (!word.startsWith('go')) return [];
  return Array.from({ length: newestKnownMinor }, (_, at): [string, Message, number] => {
    const minor = newestKnownMinor - at;
    return [`go1.${minor}`, say('ask.tagOfRelease', { minor }), 5 + at / 100];
  });
}

function levelTags(word: string): readonly [string, Message, number][] {
  const arch = word.slice(0, Math.max(word.indexOf('.'), 0));
  if (arch === '' || arch === 'go1' || !portsOf(newestKnownMinor).some(({ goarch }) => goarch === arch)) return [];
  const variable = `GO${arch.toUpperCase().replace(/LE$/, '')}`;
  return levelsLike(`${arch}.`).map((tag): [string, Message, number] => [tag, say('ask.tagOfLevel', { variable }), 1]);
}

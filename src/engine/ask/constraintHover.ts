import { basename } from '../../base/paths';
import { nameTagsOf } from '../constraints/fileName';
import { impliedOs } from '../constraints/knownNames';
import { everyBuild, findWitness, isSatisfiable, plainBuilds } from '../constraints/reach';
import { allRows, intersect, isEmpty } from '../constraints/rows';
import { isShorter, shorten } from '../constraints/shorten';
import { tagKind } from '../constraints/tagKind';
import { passedTags } from '../facts/ci/buildInstructions';
import type { Facts } from '../facts/factStore';
import { say, type Message } from '../model/message';
import type { Position } from '../model/range';
import { impliedGoMinor, printExpr, tagsOf, type BuildExpr } from '../parse/buildExpr';
import { parseConstraint } from '../parse/buildConstraint';
import { buildReach, rowsBuilt, type BuildReach } from './buildReach';
import type { Hover } from './hoverContent';
import { namedTargets, type MatrixTarget } from './matrixTargets';
import type { Question } from './question';

/** Whether a line may be a constraint: the only lines of a Go file that a hover or a completion of ours has to do with. */
export function mayBeConstraint(line: string): boolean {
  return /^\s*\/\/\s*(go:build|\+build)(\s|$)/.test(line);
}

/**
 * What a constraint means: its shortest form, where the file is built, and what else is demanded of it.
 * @param targets that the configuration declares
 */
export function constraintHover(
  path: string,
  position: Position,
  targets: readonly string[],
): Question<Hover | undefined> {
  return async (facts) => {
    const reach = await buildReach(path, facts);
    const line = reach?.file.header.constraints.find(
      ({ form, place, range }) => form !== 'near-miss' && place === 'honoured' && range.start.line === position.line,
    );
    const parsed = line && parseConstraint(line.text);
    if (!reach || !line || parsed?.kind !== 'expression') return undefined;
    const short = shorten(parsed.expr);
    const labels = isShorter(short, parsed.expr) ? [say('ask.shortened')] : [];
    return {
      range: line.range,
      title: printExpr(short),
      labels,
      lines: await linesOf(reach, parsed.expr, targets, facts),
      graph: undefined,
    };
  };
}

async function linesOf(
  reach: BuildReach,
  expr: BuildExpr,
  targets: readonly string[],
  facts: Facts,
): Promise<readonly Message[]> {
  const { condition, file } = reach;
  const name = nameTagsOf(basename(file.path));
  const implied = impliedGoMinor(expr);
  return [
    ...builtLines(reach),
    ...namedLines(reach, await namedTargets(targets, facts)),
    ...(name ? [say('ask.nameToo', { tags: name.tags.join(' && ') })] : []),
    ...(file.header.imports.some(({ path }) => path === 'C') ? [say('ask.cgoToo')] : []),
    // The old form sets no language version.
    ...(implied !== undefined && file.header.constraints.some(({ form }) => form === 'go:build')
      ? [say('ask.compilesAs', { version: `1.${Math.max(implied, 21)}` })]
      : []),
    ...derivedLines(expr),
    ...(await tagLines(condition ?? expr, facts)),
  ];
}

function builtLines({ condition, minor, ports, built, own }: BuildReach): readonly Message[] {
  if (built.length === 0) return [neverPlain(condition, minor)];
  const firstClass = (list: typeof ports): number => list.filter((port) => port.firstClass).length;
  const counts = {
    built: built.length,
    total: ports.length,
    minor,
    first: firstClass(built),
    firstTotal: firstClass(ports),
  };
  const ids = { yes: 'onYours', no: 'notOnYours', 'with-cgo': 'onYoursWithCgo', 'without-cgo': 'onYoursWithoutCgo' };
  return [
    say(built.length === ports.length ? 'ask.builtEverywhere' : 'ask.builtOn', counts),
    say(`ask.${ids[own.built]}`, { target: own.name }),
  ];
}

/** Of the targets that somebody here names: how many take the file, and which do not. */
function namedLines({ condition, minor }: BuildReach, targets: readonly MatrixTarget[]): readonly Message[] {
  const [only, ...others] = targets;
  if (only === undefined) return [];
  const takes = ({ tags, rows }: MatrixTarget): boolean =>
    !isEmpty(intersect(rows, rowsBuilt(condition, minor, new Set(tags))));
  if (others.length === 0)
    return [say(takes(only) ? 'ask.builtOnTheNamed' : 'ask.notOnTheNamed', { target: only.name })];
  const names = targets.filter((target) => !takes(target)).map(({ name }) => name);
  const counts = { built: targets.length - names.length, total: targets.length };
  if (names.length === 0) return [say('ask.builtOnNamed', counts)];
  const missed = [...names.slice(0, mostNames), ...(names.length > mostNames ? ['...'] : [])].join(', ');
  return [say('ask.notOnNamed', { ...counts, missed })];
}

const mostNames = 3;

/** No build without -tags takes the file: with which tags one does, or that none does at all. */
function neverPlain(condition: BuildExpr | undefined, minor: number): Message {
  if (condition === undefined || !isSatisfiable(condition)) return say('ask.builtNowhere');
  const witness = findWitness(condition, [allRows], { ...everyBuild, minors: plainBuilds(minor).minors });
  const tags = witness?.tags ?? [];
  if (tags.length === 0 || tags.includes('ignore')) return say('ask.builtByNone', { minor });
  return say('ask.builtWithTags', { tags: tags.join(',') });
}

/** Systems that set the tag of another one, too: the part of a constraint that people forget. */
function derivedLines(expr: BuildExpr): readonly Message[] {
  const named = new Set(tagsOf(expr).map(({ tag }) => tag));
  return [...impliedOs]
    .filter(([system, tag]) => named.has(tag) && !named.has(system))
    .map(([system, tag]) => say('ask.derived', { system, tag }));
}

async function tagLines(expr: BuildExpr, facts: Facts): Promise<readonly Message[]> {
  const own = [...new Set(tagsOf(expr).map(({ tag }) => tag))].filter((tag) => tagKind(tag).kind === 'custom');
  if (own.length === 0) return [];
  const passed = await facts.get(passedTags, facts.root);
  return own.map((tag) => {
    if (passed.tags.has(tag)) return say('ask.tagPassed', { tag });
    return say(passed.unresolved ? 'ask.tagPerhaps' : 'ask.tagNotPassed', { tag });
  });
}

import { nearestWord } from '../base/nearest';
import { profileAllows, profiles, say, type CheckMeta, type Message, type Profile } from '../engine/index';
import type { Arguments } from './options';

/** Which checks to run, by id or family; all of them where both are absent. */
export interface Selection {
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[] | undefined;
}

export type SelectionResult =
  { readonly kind: 'selection'; readonly selection: Selection } | { readonly kind: 'error'; readonly message: Message };

/** Reads `--only` and `--skip`. A word that names nothing is an error: a run that checks nothing must not look clean. */
export function selectionOf(args: Arguments, checks: readonly CheckMeta[]): SelectionResult {
  const words = new Set([...checks.map(({ family }) => family), ...checks.map(({ id }) => id)]);
  for (const name of ['only', 'skip'] as const) {
    if (!args.has(name)) continue;
    const option = `--${name}`;
    const values = args.values(name);
    if (values.length === 0) return { kind: 'error', message: say('cli.emptyList', { option }) };
    const unknown = values.find((value) => !words.has(value));
    if (unknown !== undefined) return { kind: 'error', message: noSuchCheck(option, unknown, words) };
  }
  const only = args.has('only') ? args.values('only') : undefined;
  const skip = args.has('skip') ? args.values('skip') : undefined;
  const named = (list: readonly string[], { id, family }: CheckMeta): boolean =>
    list.includes(id) || list.includes(family);
  const left = checks.filter((check) => (only === undefined || named(only, check)) && !(skip && named(skip, check)));
  if (left.length === 0 && (only ?? skip) !== undefined) return { kind: 'error', message: say('cli.nothingChosen') };
  return { kind: 'selection', selection: { only, skip } };
}

function noSuchCheck(option: string, value: string, words: Iterable<string>): Message {
  const nearest = nearestWord(value, [...words]);
  return nearest === undefined
    ? say('cli.noSuchCheck', { option, value })
    : say('cli.noSuchCheckNearest', { option, value, nearest });
}

/** A profile that would do no more than the one below it is refused: it would look like an answer to what was asked. */
export function profileProblem(profile: Profile, checks: readonly CheckMeta[]): Message | undefined {
  if (profileAllows('offline', profile) || checks.some((check) => check.profile === profile)) return undefined;
  const available = profiles.filter(
    (other) => profileAllows('offline', other) || checks.some((check) => check.profile === other),
  );
  return say('cli.profileEmpty', { profile, words: available.join(', ') });
}

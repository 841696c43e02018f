import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile, type UserEnvFile } from '../../facts/environment/userEnvFile';
import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { Severity } from '../../model/severity';
import type { Fix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import { found, passed, unknown, type CheckResult } from '../../model/outcome';
import { joinQuoted, parseGoFlags, type GoFlag } from '../../parse/goFlags';
import { booleanFlags, flagsWithValue, isGoBoolean, isKnownGoFlag } from '../../parse/knownGoFlags';
import { coverCredentials } from '../../parse/goProxy';
import { dropFlagFix } from './dropFlagFix';
import { placeOf, setFix, unsetFix } from '../../facts/environment/variablePlace';

/** Stands in for the installed go where there is none. */
const newest = '1.27';

/** Flags whose value is a list of flags for a tool: the ones that people forget to quote. */
const toolFlags: ReadonlySet<string> = new Set(['asmflags', 'gccgoflags', 'gcflags', 'ldflags']);

export const goflagsSyntax: MachineCheck = {
  id: 'goflags-syntax',
  family: 'environment',
  scope: 'machine',
  title: 'GOFLAGS holds flags that go knows',
  why: 'go reads it before every command, so nearly all of them stop.',
  fix: 'Correct the word, or unset GOFLAGS.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    unterminated: 'GOFLAGS opens a {quote} that nothing closes: every go command stops with "parsing $GOFLAGS"',
    nonFlag: 'GOFLAGS has the word "{word}", which is no flag: every go command stops; a value is joined with =',
    unknownFlag: 'GOFLAGS has -{flag}, which no command of Go {version} knows: every go command stops',
    noValue: 'GOFLAGS has -{flag} without a value: go build stops with "flag needs an argument"; write -{flag}=value',
    notBoolean: 'GOFLAGS has -{flag}={value}, which is neither true nor false: go build stops',
    badMod: 'GOFLAGS has -mod={value}; go knows readonly, vendor and mod, and stops at anything else',
    cannotTell: 'whether Go {version} knows the flags {flags} in GOFLAGS is not known here',
  },
  run: (_, facts) => judge(facts, 'goflags-syntax'),
};

export const goflagsSplitValue: MachineCheck = {
  id: 'goflags-split-value',
  family: 'environment',
  scope: 'machine',
  title: 'Values with spaces in GOFLAGS are quoted',
  why: 'GOFLAGS is split at spaces: the rest of the value becomes flags of go itself.',
  fix: "Put quotes around the whole flag: '-ldflags=-s -w'.",
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    breaksAll: 'GOFLAGS has {flag} without quotes, so go takes {rest} for flags of its own and stops',
    breaksEnv: 'GOFLAGS has {flag} without quotes: {rest} becomes a flag of go env, which then fails or writes',
    lost: 'GOFLAGS has {flag} without quotes: {rest} becomes a flag of other go commands and does not reach the tool',
    fixQuote: 'Quote the value: go env -w GOFLAGS={value}',
  },
  run: (_, facts) => judge(facts, 'goflags-split-value'),
};

/** One fault of GOFLAGS, for the check that owns it. */
interface Fault {
  readonly id: 'goflags-syntax' | 'goflags-split-value';
  readonly message: Message;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  readonly fixes: FindingDraft['fixes'];
}

async function judge(facts: Facts, id: Fault['id']): Promise<CheckResult> {
  const variable = await facts.get(environmentVariable, 'GOFLAGS');
  if (variable.value === '') return passed;
  const { found: go } = await facts.get(goInstallation);
  const { faults, unclear } = faultsOf(variable, go?.version, await facts.get(userEnvFile));
  const drafts = faults
    .filter((fault) => fault.id === id)
    .map(({ message, severity, start, end, fixes }): FindingDraft => {
      const base = { message, severity, ...placeOf(variable, { start, end }), key: `${message.id} ${start}` };
      return fixes ? { ...base, fixes } : base;
    });
  if (drafts.length > 0 || unclear.length === 0 || id !== 'goflags-syntax') return found(drafts);
  if (go === undefined) return unknown(say('shared.goNotFound'), 'go');
  return unknown(say('cannotTell', { version: go.version, flags: unclear.join(' ') }), 'go');
}

function faultsOf(
  variable: GoVariable,
  version: string | undefined,
  user: UserEnvFile,
): { faults: readonly Fault[]; unclear: readonly string[] } {
  const { flags, unterminated } = parseGoFlags(variable.value);
  const unset = unsetFix(variable, user);
  const drop = (dropped: GoFlag): readonly Fix[] =>
    dropFlagFix(variable, (candidate) => candidate.start === dropped.start, user);
  const whole = { start: 0, end: variable.value.length };
  if (unterminated) {
    const message = say('unterminated', { quote: unterminated.quote });
    const place = { start: unterminated.start, end: whole.end };
    return { faults: [{ id: 'goflags-syntax', message, severity: 'error', ...place, fixes: unset }], unclear: [] };
  }
  const faults: Fault[] = [];
  const unclear: string[] = [];
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at];
    if (flag === undefined) break;
    const split = splitValue(flags, at, version);
    if (split) {
      faults.push({
        id: 'goflags-split-value',
        ...split,
        fixes: [...quoteFix(variable, flags, at, split.words, user), ...unset],
      });
      at += split.words;
      continue;
    }
    const message = wordProblem(flag, version);
    if (message === 'unclear') unclear.push(`-${flag.name}`);
    else if (message)
      faults.push({
        id: 'goflags-syntax',
        message,
        severity: 'error',
        start: flag.start,
        end: flag.end,
        fixes: drop(flag),
      });
  }
  return { faults, unclear };
}

/** `-ldflags=-s -w`: a flag with tool flags for a value, and words behind it that are more of them. */
function splitValue(
  flags: readonly GoFlag[],
  at: number,
  version: string | undefined,
): { message: Message; severity: Severity; start: number; end: number; words: number } | undefined {
  const flag = flags[at];
  if (!flag || !toolFlags.has(flag.name) || !flag.value?.startsWith('-')) return undefined;
  const rest: GoFlag[] = [];
  for (const next of flags.slice(at + 1)) {
    if (!looksLikeToolFlag(next, rest.at(-1) ?? flag)) break;
    rest.push(next);
  }
  const last = rest.at(-1);
  if (!last) return undefined;
  const args = { flag: flag.text, rest: coverCredentials(rest.map((word) => word.text).join(' ')) };
  const place = { start: flag.start, end: last.end, words: rest.length };
  if (rest.some((word) => word.name === '' || isKnownGoFlag(word.name, version ?? newest) === false))
    return { message: say('breaksAll', args), severity: 'error', ...place };
  // go env takes -w and -u, and then wants key=value or changes what it should print.
  if (rest.some((word) => word.value === undefined && (word.name === 'w' || word.name === 'u')))
    return { message: say('breaksEnv', args), severity: 'error', ...place };
  return { message: say('lost', args), severity: 'warning', ...place };
}

/** A flag that go build does not have but the linker or compiler does, or the operand of one. */
function looksLikeToolFlag(word: GoFlag, before: GoFlag): boolean {
  const previous = before.value?.startsWith('-') ? before.value : before.text;
  if (word.name === '') return /^-(X|extldflags|B|r|L|I|D)$/.test(previous) && !word.text.startsWith('-');
  return /^-(s|w|N|l|X|m|S|u|B|extldflags|linkmode|buildid|dwarf|dwarflocationlists|compressdwarf)(=|$)/.test(
    word.text,
  );
}

function wordProblem(flag: GoFlag, version: string | undefined): Message | 'unclear' | undefined {
  const { name, value, text } = flag;
  if (name === '') return say('nonFlag', { word: coverCredentials(text) });
  const known = version === undefined ? undefined : isKnownGoFlag(name, version);
  if (known === false) return say('unknownFlag', { flag: name, version: version ?? '' });
  if (known === undefined && isKnownGoFlag(name, newest) !== true) return 'unclear';
  if (flagsWithValue.has(name) && value === undefined) return say('noValue', { flag: name });
  if (booleanFlags.has(name) && value !== undefined && !isGoBoolean(value))
    return say('notBoolean', { flag: name, value });
  const mods = ['', 'readonly', 'vendor', 'mod'];
  return name === 'mod' && !mods.includes(value ?? '') ? say('badMod', { value: value ?? '' }) : undefined;
}

/** `go env -w` with the words joined again that belong together. */
function quoteFix(
  variable: GoVariable,
  flags: readonly GoFlag[],
  at: number,
  words: number,
  user: UserEnvFile,
): FindingDraft['fixes'] & object {
  const joined = flags.slice(at, at + words + 1).map((flag) => flag.text);
  const texts = [
    ...flags.slice(0, at).map((flag) => flag.text),
    joined.join(' '),
    ...flags.slice(at + words + 1).map((flag) => flag.text),
  ];
  const value = joinQuoted(texts);
  if (value === undefined || variable.source !== 'user-file') return [];
  return setFix(variable, value, user).map((fix) => ({ ...fix, title: say('fixQuote', { value }) }));
}

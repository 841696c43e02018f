import { dirname, isAbsolutePath, joinPath } from '../../../base/paths';
import { cgoLines, type CgoLine } from '../../facts/cgo/cgoDirectives';
import { cgoState } from '../../facts/cgo/cgoState';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import type { Facts } from '../../facts/factStore';
import { selectedGoroot } from '../../facts/go/standardLibrary';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, unknown } from '../../model/outcome';
import {
  parseFlagRules,
  refusedFlag,
  splitCgoFlags,
  type FlagExceptions,
  type FlagRules,
  type FlagWord,
} from '../../parse/cgoFlags';

export const cgoFlagBlocked: ModuleCheck = {
  id: 'cgo-flag-blocked',
  family: 'cgo',
  scope: 'module',
  title: 'go lets the flags of #cgo lines through',
  why: 'A #cgo line is foreign code to whoever builds it, so go passes only flags of a list on to the compiler, and stops at others.',
  fix: 'Use a flag of the list, or set CGO_CFLAGS_ALLOW (CGO_LDFLAGS_ALLOW ...) for everybody who builds it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    blocked: '#cgo {verb} has {flag}, which go lets nobody pass: go build stops with "invalid flag in #cgo {verb}"',
    noLines: 'no #cgo flags that count on this machine',
    off: 'cgo is off, so no #cgo line is read',
    noRules: 'the list of flags that this Go lets through cannot be read from its sources',
    override: '{name} is an expression that only Go can read',
  },
  run: async (module, facts) => {
    const lines = (await facts.get(cgoLines, module.dir)).filter(({ verb }) => /FLAGS$/.test(verb));
    if (lines.length === 0) return notApplicable(say('noLines'));
    if (!(await facts.get(cgoState)).enabled) return notApplicable(say('off'));
    const goroot = await facts.get(selectedGoroot, module.dir);
    if (goroot === undefined) return unknown(say('shared.noStandardLibrary'), 'go');
    const rules = parseFlagRules((await facts.readText(joinPath(goroot, rulesFile))) ?? '');
    if (rules === undefined) return unknown(say('noRules'), 'go');
    const drafts: FindingDraft[] = [];
    for (const line of lines) {
      const exceptions = await exceptionsFor(line.verb, facts);
      if (typeof exceptions === 'string') return unknown(say('override', { name: exceptions }), 'configuration');
      const draft = judge(line, rules, exceptions);
      if (draft) drafts.push(draft);
    }
    return found(drafts);
  },
};

const rulesFile = 'src/cmd/go/internal/work/security.go';

function judge(line: CgoLine, rules: FlagRules, exceptions: FlagExceptions): FindingDraft | undefined {
  const { verb, value, range, file, text } = line;
  const words = splitCgoFlags(value);
  // A line that go/build cannot split is another error of its own.
  if (words === undefined) return undefined;
  const expanded = absolutePaths(words, dirname(file));
  const refused = refusedFlag(expanded, verb === 'LDFLAGS' ? 'linker' : 'compiler', rules, exceptions);
  if (refused === undefined) return undefined;
  const start = range.start.column + text.length - value.length;
  const location = {
    file,
    range: {
      start: { line: range.start.line, column: start + refused.start },
      end: { line: range.start.line, column: start + refused.end },
    },
  };
  const flag = value.slice(refused.start, refused.end);
  return { message: say('blocked', { verb, flag }), location, key: `${verb} ${flag}` };
}

/** As go/build makes folders absolute before anybody looks at them. */
function absolutePaths(words: readonly FlagWord[], folder: string): readonly FlagWord[] {
  const absolute = (path: string): string => (isAbsolutePath(path) ? path : `${folder}/${path}`);
  return words.map((word, at) => {
    const text = word.text.replaceAll('${SRCDIR}', folder);
    if (/^-[IL]$/.test(words[at - 1]?.text ?? '')) return { ...word, text: absolute(text) };
    return /^-[IL]./.test(text)
      ? { ...word, text: `${text.slice(0, 2)}${absolute(text.slice(2))}` }
      : { ...word, text };
  });
}

/** @returns the name of a variable that cannot be read */
async function exceptionsFor(verb: string, facts: Facts): Promise<FlagExceptions | string> {
  const read = async (name: string): Promise<RegExp | undefined | string> => {
    const { value } = await facts.get(environmentVariable, name);
    if (value === '') return undefined;
    try {
      return new RegExp(value, 'u');
    } catch {
      return name;
    }
  };
  const allow = await read(`CGO_${verb}_ALLOW`);
  const disallow = await read(`CGO_${verb}_DISALLOW`);
  if (typeof allow === 'string') return allow;
  return typeof disallow === 'string' ? disallow : { allow, disallow };
}

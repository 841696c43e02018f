import { basename } from '../../../base/paths';
import { LineIndex } from '../../../base/lineIndex';
import { configContext, readConfigText } from '../../config/loadConfig';
import type { ConfigProblem } from '../../config/problem';
import type { CheckMeta, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, unknown } from '../../model/outcome';
import type { Range } from '../../model/range';

const meta = {
  id: 'config-invalid',
  family: 'policy',
  title: 'go-preflight.jsonc is understood as a whole',
  why: 'What is not understood has no effect: a check stays on, an exception does not hold, and nobody sees why.',
  fix: 'Correct the marked text; the message names what is expected there.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    'syntax-value': 'a value is missing here; what cannot be read has no effect',
    'syntax-name': 'a name in double quotes is expected here; what cannot be read has no effect',
    'syntax-colon': 'a colon is missing before this; what cannot be read has no effect',
    'syntax-comma': 'a comma is missing before this; what cannot be read has no effect',
    'syntax-close': 'the file ends inside an object, a list, a text or a comment; what cannot be read has no effect',
    'syntax-end': 'nothing but comments may follow the closing brace of the configuration',
    'syntax-token': 'this is no JSON; what cannot be read has no effect',
    'syntax-depth': 'this is nested deeper than any configuration needs, so none of the file is read',
    notAnObject: 'the configuration is an object in braces, and {found} is none, so it has no effect',
    unknownKey: 'the configuration has no key "{key}", so it has no effect',
    unknownKeyNearest: 'the configuration has no key "{key}", so it has no effect; "{nearest}" is one',
    editorOnly: '"{key}" is a setting of each person\'s editor; in the repository\'s configuration it has no effect',
    duplicateKey: '"{key}" stands here twice; only the last one has an effect',
    expectsText: '{key} takes a text in double quotes; {found} has no effect',
    expectsList: '{key} takes a list in brackets; {found} has no effect',
    expectsObject: '{key} takes an object in braces; {found} has no effect',
    unknownWord: '{key} takes one of {words}; "{value}" has no effect',
    unknownWordNearest: '{key} takes one of {words}; "{value}" has no effect, "{nearest}" would',
    unknownCheck: 'no check or family is called "{check}", so its severity has no effect',
    unknownCheckNearest: 'no check or family is called "{check}", so its severity has no effect; "{nearest}" is one',
    unknownIgnore: 'no check is called "{check}", so this exception does not hold',
    unknownIgnoreNearest: 'no check is called "{check}", so this exception does not hold; "{nearest}" is one',
    ignoreWithoutCheck: 'this exception does not name its check, so it does not hold',
    ignoreWithoutReason: 'the exception for {check} has no reason, so it does not hold',
    untilMalformed: '"{value}" is no day written as YYYY-MM-DD, so this exception does not hold',
    untilPast: 'the exception for {check} ended on {until}; what it covered is reported again',
    targetsMalformed: '"{value}" is no target such as linux/amd64 or windows/arm64,cgo,tags=a+b, so it is left out',
    tagsMalformed: '"{value}" cannot be a build tag: letters, digits, _ and . only; it is left out',
    replace: 'Write {text}',
    noFile: 'no {file} here',
    unreadable: '{file} cannot be read: {reason}',
  },
} as const satisfies CheckMeta;

/** @param others the checks whose ids and families a configuration may name, beside this one */
export function configInvalid(others: readonly CheckMeta[]): RootCheck {
  return {
    ...meta,
    scope: 'root',
    run: async (root, facts) => {
      const file = root.options.configFile ?? `${root.dir}/go-preflight.jsonc`;
      const content = await facts.readFile(file);
      if (content.kind === 'missing') return notApplicable(say('noFile', { file: basename(file) }));
      if (content.kind === 'unreadable')
        return unknown(say('unreadable', { file: basename(file), reason: content.reason }), 'readable-files', [file]);
      const text = new TextDecoder('utf-8').decode(content.bytes);
      const { problems } = await readConfigText(text, configContext([...others, meta], facts.clock.today()));
      const index = new LineIndex(text);
      return found(problems.map((problem) => draft(problem, file, index)));
    },
  };
}

function draft(problem: ConfigProblem, file: string, index: LineIndex): FindingDraft {
  const range: Range = { start: index.positionAt(problem.start), end: index.positionAt(problem.end) };
  const { message, replacement } = problem;
  if (replacement === undefined) return { message, location: { file, range } };
  const fix = {
    kind: 'edit' as const,
    // What was meant is a guess, if a good one.
    safe: false,
    title: say('replace', { text: replacement }),
    edits: [{ kind: 'text' as const, file, range, newText: replacement }],
  };
  return { message, location: { file, range }, fixes: [fix] };
}

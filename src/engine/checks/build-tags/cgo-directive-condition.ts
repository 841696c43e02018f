import { areEquivalent } from '../../constraints/reach';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { parseBuildExpr, parseConstraint } from '../../parse/buildConstraint';
import { orExpr, printExpr, type BuildExpr } from '../../parse/buildExpr';
import type { CgoDirective } from '../../parse/cgoPreamble';
import { inspect } from './inspection';

export const cgoDirectiveCondition: ModuleCheck = {
  id: 'cgo-directive-condition',
  family: 'build-tags',
  title: 'Conditions of #cgo lines mean what they say',
  why: 'go takes the words before the flag one by one as alternatives: "linux && arm64" is linux or arm64, and "(linux && arm64)" is never true.',
  fix: 'Write the condition without spaces: linux,arm64 or linux&&arm64.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    wider: 'go reads the words of this #cgo condition as alternatives, {read}; {meant} is written without spaces',
    never: 'go reads the words of this #cgo condition one by one, and none is a condition: the line never applies',
    spaces: 'go reads the words of this #cgo condition one by one; it means {meant} by luck, and a space is enough',
    write: 'Write {condition}',
  },
  run: (module, facts) =>
    inspect(
      module,
      facts,
      'faulty',
      (faulty) => faulty.filter(({ header, file }) => header.faults.has('suspicious') && 'cgo' in file && file.cgo),
      ({ path, header }) =>
        header.imports.flatMap(({ preamble }) => preamble?.directives.flatMap((line) => judge(path, line)) ?? []),
    ),
};

function judge(file: string, { conditions }: CgoDirective): readonly FindingDraft[] {
  const words = conditions.map(({ text }) => text);
  const [first] = conditions;
  const last = conditions.at(-1);
  if (!first || !last || words.length < 2 || !words.some((word) => /[&|()]|^!$/.test(word))) return [];
  const whole = parseBuildExpr(words.join(' '));
  const meant = whole.kind === 'expression' ? whole.expr : undefined;
  const alternatives = words.map(readWord).filter((expr) => expr !== undefined);
  const read = alternatives.length > 0 ? alternatives.reduce(orExpr) : undefined;
  const isSame = meant !== undefined && read !== undefined && areEquivalent(meant, read);
  if (meant === undefined && read !== undefined) return [];
  const args = { read: read ? printExpr(read) : '', meant: meant ? printExpr(meant) : '' };
  const condition = meant && printExpr(meant).replaceAll(' ', '');
  const range = { start: first.range.start, end: last.range.end };
  return [
    {
      message: say(isSame ? 'spaces' : read === undefined ? 'never' : 'wider', args),
      ...(isSame && { severity: 'hint' as const }),
      location: { file, range },
      fixes:
        condition === undefined
          ? []
          : [
              {
                kind: 'edit',
                title: say('write', { condition }),
                safe: false,
                edits: [{ kind: 'text', file, range, newText: condition }],
              },
            ],
      key: words.join(' '),
    },
  ];
}

/** As go/build reads a word: with one of these characters as `//go:build`, else as `// +build`; what does not parse is false. */
function readWord(word: string): BuildExpr | undefined {
  const line = /[&|()]/.test(word) ? `//go:build ${word}` : `// +build ${word}`;
  const parsed = parseConstraint(line);
  return parsed.kind === 'expression' && word !== '!' ? parsed.expr : undefined;
}

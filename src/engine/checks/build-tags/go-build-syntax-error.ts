import { expressionRange, honoured, lineEnding, locate, replace } from '../../constraints/constraintEdits';
import { repairExpression } from '../../constraints/repairExpression';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { lineRange, type Range } from '../../model/range';
import { parseConstraint, type ConstraintSyntaxError } from '../../parse/buildConstraint';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspect, type Subject } from './inspection';

export const goBuildSyntaxError: ModuleCheck = {
  id: 'go-build-syntax-error',
  family: 'build-tags',
  title: 'Every //go:build line parses',
  why: 'The go command refuses the whole package, gofmt may silently cut the line down to its first tag, and go mod tidy forgets what the file imports.',
  fix: 'Write the expression with tags, &&, ||, ! and parentheses only.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    syntax: 'the //go:build line does not parse ({error}); go refuses the package',
    replace: 'Write //go:build {expression}',
  },
  run: (module, facts) =>
    inspect(
      module,
      facts,
      'faulty',
      (faulty) => faulty.filter(({ header: { faults } }) => faults.has('syntax') || faults.has('multiple')),
      (subject) => honoured(subject.header, 'go:build').flatMap((line) => judge(subject, line)),
    ),
};

function judge(subject: Subject, line: ConstraintComment): readonly FindingDraft[] {
  const parsed = parseConstraint(line.text);
  if (parsed.kind !== 'error') return [];
  const fixes = repairExpression(line.expression.text).map((expression): EditFix => {
    // What follows the expression was a comment: it keeps its words on a line of its own.
    const comment = /(\/\/|\/\*).*$/.exec(line.expression.text)?.[0];
    const newText = `${comment === undefined ? '' : comment + lineEnding(subject)}//go:build ${expression}`;
    return {
      kind: 'edit',
      title: say('replace', { expression }),
      safe: false,
      edits: [replace(subject, line.range, newText)],
    };
  });
  return [
    {
      message: say('syntax', { error: parsed.error.message }),
      location: locate(subject, placeOf(line, parsed.error)),
      fixes,
      key: line.text,
    },
  ];
}

function lastToken(text: string): string {
  const operator = ['&&', '||', '!', '('].find((each) => text.endsWith(each));
  return operator ?? text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
}

/** The token that go stumbles over; at the end of the line, the last one. */
function placeOf(line: ConstraintComment, { offset = 0 }: ConstraintSyntaxError): Range {
  const { start } = line.range;
  const rest = line.text.slice(offset);
  if (rest === '') {
    if (line.expression.text === '') return expressionRange(line);
    const last = lastToken(line.text);
    return lineRange(start.line, line.range.end.column - last.length, line.range.end.column);
  }
  const token = /^([\p{L}\p{Nd}_.]+|&&|\|\||.)/u.exec(rest)?.[0] ?? rest;
  return lineRange(start.line, start.column + offset, start.column + offset + token.length);
}

import { honoured, locate, replace, tagRange } from '../../constraints/constraintEdits';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { goFields } from '../../parse/goSpace';
import { parsePlusBuild, type PlusBuildLiteral } from '../../parse/plusBuild';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectFaulty, type Subject } from './inspection';

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const plusBuildInvalidLiteral: ModuleCheck = {
  ...shared,
  id: 'plus-build-invalid-literal',
  title: 'Every word of a // +build line is a tag',
  why: 'go takes a word that is no tag for the tag "ignore", which is never set, and says nothing.',
  fix: 'Use letters, digits, underscores and dots only, or write //go:build.',
  messages: {
    invalid: '"{literal}" is no build tag: go reads it as "ignore", which is never set',
    rename: 'Rename to {tag} (where -tags names it too)',
  },
  run: (module, facts) =>
    run(module, facts, (line, literal, subject) => {
      if (isBare(literal)) return undefined;
      return { message: say('invalid', { literal: literal.text }), fixes: renaming(subject, line, literal) };
    }),
};

export const plusBuildDanglingComma: ModuleCheck = {
  ...shared,
  id: 'plus-build-dangling-comma',
  title: 'No // +build line has a comma beside a space',
  why: 'A space means OR, so "a, !b" is "(a and ignore) or not b": go reads the empty word as "ignore" and says nothing.',
  fix: 'Delete the space.',
  messages: {
    comma: 'a comma beside a space in // +build: go reads "{clause}" as "{read}", which is never true',
    join: 'Delete the space, so that the comma means AND',
  },
  run: (module, facts) =>
    run(module, facts, (line, literal, subject) => {
      if (!isBare(literal)) return undefined;
      const { before, after } = clauseAround(line, literal);
      const args = { clause: before + after, read: `${before}ignore${after}` };
      return { message: say('comma', args), fixes: joining(subject, line, literal) };
    }),
};

type Judge = (
  line: ConstraintComment,
  literal: PlusBuildLiteral,
  subject: Subject,
) => Pick<FindingDraft, 'message' | 'fixes'> | undefined;

function run(module: Module, facts: Facts, judge: Judge): Promise<CheckResult> {
  return inspectFaulty(module, facts, 'literal', (subject) =>
    honoured(subject.header, '+build').flatMap((line) =>
      parsePlusBuild(line.text).invalid.flatMap((literal): FindingDraft[] => {
        const finding = judge(line, literal, subject);
        if (finding === undefined) return [];
        // An empty literal has no width: show the comma.
        const comma = line.text[literal.start] === ',' ? literal.start : literal.start - 1;
        const shown = literal.text === '' ? { start: comma, end: comma + 1 } : literal;
        return [{ ...finding, location: locate(subject, tagRange(line, shown)), key: `${literal.text} ${line.text}` }];
      }),
    ),
  );
}

/** Nothing between a comma and a space, as in `a, b`. */
function isBare(literal: PlusBuildLiteral): boolean {
  return literal.text === '';
}

/** The word in which the literal stands, in two halves. */
function clauseAround(line: ConstraintComment, { start }: PlusBuildLiteral): { before: string; after: string } {
  const word = goFields(line.text).find((field) => field.start <= start && field.start + field.text.length >= start);
  if (word === undefined) return { before: '', after: '' };
  return { before: word.text.slice(0, start - word.start), after: word.text.slice(start - word.start) };
}

function renaming(subject: Subject, line: ConstraintComment, literal: PlusBuildLiteral): readonly EditFix[] {
  const tag = literal.text.replace(/-/g, '_');
  if (!/^!?[\p{L}\p{Nd}_.]+$/u.test(tag)) return [];
  const edits = [replace(subject, tagRange(line, literal), tag)];
  return [{ kind: 'edit', title: say('rename', { tag: tag.replace('!', '') }), safe: false, edits }];
}

function joining(subject: Subject, line: ConstraintComment, literal: PlusBuildLiteral): readonly EditFix[] {
  const after = /^[ \t]+(?=\S)/.exec(line.text.slice(literal.end))?.[0];
  if (after === undefined || line.text[literal.start - 1] !== ',') return [];
  const gap = { start: literal.end, end: literal.end + after.length };
  return [{ kind: 'edit', title: say('join'), safe: false, edits: [replace(subject, tagRange(line, gap), '')] }];
}

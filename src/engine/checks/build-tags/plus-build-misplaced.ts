import { deleteLines, honoured, insertGoBuild, locate, replace, span } from '../../constraints/constraintEdits';
import { conditionOfPlusBuild } from '../../constraints/inclusion';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import { isGoFileName } from '../../constraints/fileName';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { printExpr, tagsOf } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { parsePlusBuild } from '../../parse/plusBuild';
import { inspectSuspicious, type Subject } from './inspection';

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const plusBuildTooClose: ModuleCheck = {
  ...shared,
  id: 'plus-build-too-close',
  title: 'Every // +build line has a blank line below',
  why: 'Glued to the package clause or below it, a // +build line is documentation: go ignores it, and the file is built for every target.',
  fix: 'Write it as //go:build, which needs no blank line.',
  messages: {
    tooClose: 'no blank line between this // +build line and the package clause: go ignores it',
    tooCloseOther: 'no blank line between this // +build line and the code below: go ignores it',
    below: 'this // +build line stands below the package clause: go ignores it',
    convert: 'Replace with //go:build {expression}, which takes effect',
  },
  run: (module, facts) =>
    run(module, facts, (line, subject) => {
      if (line.place === 'glued') return isGoFileName(subject.path) ? 'tooClose' : 'tooCloseOther';
      return line.place === 'after-code' && isFirstBelowPackage(line, subject) ? 'below' : undefined;
    }),
};

export const plusBuildAfterBlockComment: ModuleCheck = {
  ...shared,
  id: 'plus-build-after-block-comment',
  title: 'No // +build line stands below a block comment',
  why: 'A /* */ comment ends the region in which go reads // +build lines, so the file is built for every target.',
  fix: 'Write it as //go:build, which may follow any comment.',
  messages: {
    afterComment: 'a /* */ comment stands above this // +build line: go ignores it',
    convert: 'Replace with //go:build {expression}, which takes effect',
  },
  run: (module, facts) =>
    run(module, facts, (line) => (line.place === 'after-block-comment' ? 'afterComment' : undefined)),
};

type Judge = (line: ConstraintComment, subject: Subject) => string | undefined;

async function run(module: Module, facts: Facts, judge: Judge): Promise<CheckResult> {
  const vocabulary = await vocabularyOf(module.root.options, facts);
  return inspectSuspicious(module, facts, isOld, (subject) => findingsIn(subject, judge, vocabulary));
}

/** In a block comment it is documentation. */
function isOld({ form, place }: ConstraintComment): boolean {
  return form === '+build' && (place === 'glued' || place === 'after-code' || place === 'after-block-comment');
}

/** Where a `//go:build` line decides, nobody misses the old form. One finding for lines that stand together. */
function findingsIn(subject: Subject, judge: Judge, vocabulary: TagVocabulary): readonly FindingDraft[] {
  if (honoured(subject.header, 'go:build').length > 0) return [];
  const judged = subject.header.constraints.filter(
    (line) => isOld(line) && isWritten(line, vocabulary) && judge(line, subject) !== undefined,
  );
  const [first] = judged;
  const range = span(judged);
  const message = first && judge(first, subject);
  if (range === undefined || message === undefined) return [];
  return [
    {
      message: say(message),
      location: locate(subject, range),
      fixes: conversion(subject, judged),
      key: judged.map((line) => line.text).join(' '),
    },
  ];
}

/** Meant as a constraint: not indented as an example in documentation is, and made of known tags. */
function isWritten(line: ConstraintComment, vocabulary: TagVocabulary): boolean {
  if (!/^\/\/ ?\+build\b/.test(line.text)) return false;
  const { expr, invalid } = parsePlusBuild(line.text);
  return invalid.length === 0 && expr !== undefined && tagsOf(expr).some(({ tag }) => vocabulary.knows(tag));
}

/** Whether only comments stand between the package clause and the line. Further down it is documentation. */
function isFirstBelowPackage(line: ConstraintComment, { header, text }: Subject): boolean {
  if (!header.packageClause) return false;
  const { end } = header.packageClause.clauseRange;
  const between = text.split('\n').slice(end.line, line.range.start.line);
  const [packageLine = '', ...others] = between;
  return [packageLine.slice(end.column), ...others].every((at) => /^\s*(\/\/.*)?$/.test(at));
}

function conversion(subject: Subject, lines: readonly ConstraintComment[]): readonly EditFix[] {
  const honouredToo = honoured(subject.header, '+build');
  const condition = conditionOfPlusBuild([...honouredToo, ...lines].map((line) => line.text));
  const first = lines[0]?.range.start.line ?? 0;
  const adjacent = lines.every((line, at) => line.range.start.line === first + at);
  if (condition.kind !== 'expression' || !adjacent || honouredToo.length > 0) return [];
  const expression = printExpr(condition.expr);
  const above = lines.every((line) => line.place !== 'after-code');
  const range = span(lines);
  if (range === undefined) return [];
  const edits = above
    ? [replace(subject, range, `//go:build ${expression}`)]
    : [insertGoBuild(subject, subject.header, expression), deleteLines(subject, first, first + lines.length - 1)];
  return [{ kind: 'edit', title: say('convert', { expression }), safe: false, edits }];
}

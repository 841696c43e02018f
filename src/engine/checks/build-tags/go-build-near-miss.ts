import { honoured, locate, replace } from '../../constraints/constraintEdits';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { parseBuildExpr, parseConstraint } from '../../parse/buildConstraint';
import { printExpr, tagsOf, type BuildExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { parsePlusBuild } from '../../parse/plusBuild';
import { inspectSuspicious, type Subject } from './inspection';

export const goBuildNearMiss: ModuleCheck = {
  id: 'go-build-near-miss',
  family: 'build-tags',
  title: 'No comment is almost a build constraint',
  why: 'A misspelt marker makes a plain comment of the line, and the file is built for every target.',
  fix: 'Write the marker as //go:build.',
  severity: 'warning',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    nearMiss: '"{marker}" is a plain comment, not //go:build: go ignores the constraint {expression}',
    replace: 'Write //go:build {expression}',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    return inspectSuspicious(
      module,
      facts,
      (line) => meant(line, vocabulary) !== undefined,
      (subject) => judge(subject, vocabulary),
    );
  },
};

function judge(subject: Subject, vocabulary: TagVocabulary): readonly FindingDraft[] {
  if (honoured(subject.header, 'go:build').length > 0) return [];
  return subject.header.constraints.flatMap((line): FindingDraft[] => {
    const expr = meant(line, vocabulary);
    if (expr === undefined) return [];
    const expression = printExpr(expr);
    const edits = [replace(subject, line.range, `//go:build ${expression}`)];
    return [
      {
        message: say('nearMiss', { marker: markerOf(line), expression: line.expression.text }),
        location: locate(subject, line.markerRange),
        fixes: [{ kind: 'edit', title: say('replace', { expression }), safe: false, edits }],
        key: line.text,
      },
    ];
  });
}

function markerOf(line: ConstraintComment): string {
  return line.text.slice(0, line.markerRange.end.column - line.markerRange.start.column);
}

/**
 * Documentation quotes constraints indented by more than a space; the one fault that has a check of its own is a space
 * before a marker that is spelt right.
 */
function isWritten({ text }: ConstraintComment): boolean {
  return /^\/\/+ ?[^\s/]/.test(text) && !/^\/\/[ \t]+go:build(\s|$)/.test(text);
}

/**
 * The constraint that the line was meant to be; undefined where it is more likely prose. Comments do start with words such
 * as "build" or "builds", so behind slashes and a space those count only before an operator.
 */
function meant(line: ConstraintComment, vocabulary: TagVocabulary): BuildExpr | undefined {
  if (line.form !== 'near-miss' || line.place !== 'honoured' || !isWritten(line)) return undefined;
  const marker = markerOf(line);
  const { text } = line.expression;
  const spaced = /^\/\/+[ \t]/.test(marker);
  if (/build\w*$/i.test(marker) && !/[:+]/.test(marker)) {
    // `// build +linux`: the plus went astray.
    if (/^\+\S/.test(text)) return knownOnly(parsedPlus(text.slice(1)), vocabulary);
    if (spaced && !/[!|&]/.test(text)) return undefined;
  }
  const parsed = parseBuildExpr(text);
  if (parsed.kind === 'expression') {
    const tags = tagsOf(parsed.expr).map(({ tag }) => tag);
    const known = tags.filter((tag) => vocabulary.knows(tag)).length;
    return known > 0 && (!spaced || known === tags.length) ? parsed.expr : undefined;
  }
  return line.wanted === '+build' ? knownOnly(parsedPlus(text), vocabulary) : undefined;
}

/** The old form has no operators to tell it from prose: all of its words must be tags, and known ones. */
function parsedPlus(text: string): BuildExpr | undefined {
  const old = `// +build ${text}`;
  if (text === '' || parsePlusBuild(old).invalid.length > 0) return undefined;
  const parsed = parseConstraint(old);
  return parsed.kind === 'expression' ? parsed.expr : undefined;
}

function knownOnly(expr: BuildExpr | undefined, vocabulary: TagVocabulary): BuildExpr | undefined {
  return expr && tagsOf(expr).every(({ tag }) => vocabulary.knows(tag)) ? expr : undefined;
}

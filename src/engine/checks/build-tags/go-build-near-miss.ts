import { honoured, locate, replace } from '../../constraints/constraintEdits';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { printExpr, tagsOf, type BuildExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { isSpaced, readingOf } from '../../parse/nearConstraint';
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

/** A space before a marker that is spelt right is the one fault that has a check of its own. */
function isWritten({ text }: ConstraintComment): boolean {
  return !/^\/\/ go:build(\s|$)/.test(text);
}

/** The constraint that the line was meant to be; undefined where its words are no tags that anybody knows: then it is prose. */
function meant(line: ConstraintComment, vocabulary: TagVocabulary): BuildExpr | undefined {
  if (line.form !== 'near-miss' || line.place !== 'honoured' || !isWritten(line)) return undefined;
  const marker = markerOf(line);
  const reading = readingOf(marker, line.expression.text, line.wanted);
  if (reading === undefined) return undefined;
  const { expr, old } = reading;
  const tags = tagsOf(expr).map(({ tag }) => tag);
  const known = tags.filter((tag) => vocabulary.knows(tag)).length;
  const isKnown = old || isSpaced(marker) ? known === tags.length : known > 0;
  return isKnown ? expr : undefined;
}

import { honoured, insertGoBuild, locate } from '../../constraints/constraintEdits';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { parseConstraint } from '../../parse/buildConstraint';
import { tagsOf } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectSuspicious, type Subject } from './inspection';

export const goBuildInBlockComment: ModuleCheck = {
  id: 'go-build-in-block-comment',
  family: 'build-tags',
  title: 'No //go:build line stands inside a block comment',
  why: 'Inside /* */ it is text, and the file is built for every target.',
  fix: 'Move the line out of the comment.',
  severity: 'warning',
  confidence: 'likely',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    inComment: 'this //go:build line is inside a block comment: go ignores the constraint {expression}',
    add: 'Add //go:build {expression} below the comment',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    return inspectSuspicious(module, facts, isMeant, (subject) => judge(subject, vocabulary));
  },
};

/** Documentation quotes constraints too, but indented. */
function isMeant(line: ConstraintComment): boolean {
  return line.form === 'go:build' && line.place === 'in-block-comment' && line.range.start.column === 0;
}

function judge(subject: Subject, vocabulary: TagVocabulary): readonly FindingDraft[] {
  if (honoured(subject.header, 'go:build').length > 0) return [];
  return subject.header.constraints.filter(isMeant).flatMap((line): FindingDraft[] => {
    const parsed = parseConstraint(line.text);
    if (parsed.kind !== 'expression' || !tagsOf(parsed.expr).some(({ tag }) => vocabulary.knows(tag))) return [];
    const expression = line.expression.text;
    const edits = [insertGoBuild(subject, subject.header, expression)];
    return [
      {
        message: say('inComment', { expression }),
        location: locate(subject, line.range),
        fixes: [{ kind: 'edit', title: say('add', { expression }), safe: false, edits }],
        key: line.text,
      },
    ];
  });
}

import { honoured, locate, replace } from '../../constraints/constraintEdits';
import { vocabularyOf, type TagVocabulary } from '../../facts/buildTags/tagVocabulary';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { parseBuildExpr } from '../../parse/buildConstraint';
import { tagsOf } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectSuspicious, type Subject } from './inspection';

export const goBuildSpaceAfterSlashes: ModuleCheck = {
  id: 'go-build-space-after-slashes',
  family: 'build-tags',
  title: 'No //go:build line has a space after its slashes',
  why: 'With a space it is a plain comment, and the file is built for every target. Neither go build nor go vet says so.',
  fix: 'Delete the space.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    space: '"// go:build" with a space is a plain comment: go ignores the constraint {expression}',
    delete: 'Delete the space',
  },
  run: async (module, facts) => {
    const vocabulary = await vocabularyOf(module.root.options, facts);
    return inspectSuspicious(module, facts, isMeant, (subject) => judge(subject, vocabulary));
  },
};

/** Prose starts with these words too: the rest must be an expression with a tag that somebody knows. Examples are indented further. */
function isMeant(line: ConstraintComment): boolean {
  return line.form === 'near-miss' && line.place === 'honoured' && /^\/\/ go:build(\s|$)/.test(line.text);
}

function judge(subject: Subject, vocabulary: TagVocabulary): readonly FindingDraft[] {
  if (honoured(subject.header, 'go:build').length > 0) return [];
  return subject.header.constraints.filter(isMeant).flatMap((line): FindingDraft[] => {
    const parsed = parseBuildExpr(line.expression.text);
    if (parsed.kind !== 'expression' || !tagsOf(parsed.expr).some(({ tag }) => vocabulary.knows(tag))) return [];
    const edits = [replace(subject, line.markerRange, '//go:build')];
    return [
      {
        message: say('space', { expression: line.expression.text }),
        location: locate(subject, line.markerRange),
        fixes: [{ kind: 'edit', title: say('delete'), safe: false, edits }],
        key: line.text,
      },
    ];
  });
}

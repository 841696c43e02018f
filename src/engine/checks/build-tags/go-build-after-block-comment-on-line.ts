import { lineEnding, locate, replace } from '../../constraints/constraintEdits';
import { isGoFileName } from '../../constraints/fileName';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { lineRange } from '../../model/range';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectSuspicious } from './inspection';

export const goBuildAfterBlockCommentOnLine: ModuleCheck = {
  id: 'go-build-after-block-comment-on-line',
  family: 'build-tags',
  title: 'Every //go:build line starts its line',
  why: 'Behind a block comment on the same line the go command does not see it, but the compiler does, and stops with "misplaced compiler directive".',
  fix: 'Start a new line before //go:build.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    besideComment:
      'this //go:build follows a block comment on its line: it constrains nothing, and the compiler refuses the file',
    other:
      'this //go:build follows a block comment on its line: go does not read it, and the constraint {expression} is lost',
    split: 'Put it on a line of its own, where it takes effect',
  },
  run: (module, facts) =>
    inspectSuspicious(module, facts, isMeant, (subject) =>
      subject.header.constraints.filter(isMeant).map((line) => {
        const { start } = line.range;
        const before = subject.text.split('\n')[start.line]?.slice(0, start.column).trimEnd() ?? '';
        const gap = lineRange(start.line, before.length, start.column);
        const edits = [replace(subject, gap, lineEnding(subject))];
        return {
          ...(isGoFileName(subject.path)
            ? { message: say('besideComment') }
            : { message: say('other', { expression: line.expression.text }), severity: 'warning' as const }),
          location: locate(subject, line.range),
          fixes: [{ kind: 'edit', title: say('split'), safe: false, edits }],
          key: line.text,
        };
      }),
    ),
};

function isMeant({ form, place }: ConstraintComment): boolean {
  return form === 'go:build' && place === 'beside-block-comment';
}

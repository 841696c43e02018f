import { deleteLines, honoured, locate, replace } from '../../constraints/constraintEdits';
import { isGoFileName } from '../../constraints/fileName';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { parseConstraint } from '../../parse/buildConstraint';
import { andExpr, printExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectFaulty, type Subject } from './inspection';

export const goBuildMultiple: ModuleCheck = {
  id: 'go-build-multiple',
  family: 'build-tags',
  title: 'No file has two //go:build lines',
  why: 'The go command refuses the whole package with "multiple //go:build comments" and names no line.',
  fix: 'Join the lines with &&, or delete the one that is not meant.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    multiple: 'a second //go:build line: go refuses the package, because a file may have only one',
    other:
      'a second //go:build line: go heeds neither; it leaves the file out right after a change, and later builds it everywhere',
    first: 'the first //go:build line',
    merge: 'Join both lines into //go:build {expression}',
    delete: 'Delete the second line, which says the same',
  },
  run: (module, facts) => inspectFaulty(module, facts, 'multiple', judge),
};

function judge(subject: Subject): readonly FindingDraft[] {
  const [first, ...others] = honoured(subject.header, 'go:build');
  if (first === undefined) return [];
  return others.map((line) => ({
    ...(isGoFileName(subject.path)
      ? { message: say('multiple') }
      : { message: say('other'), severity: 'warning' as const }),
    location: locate(subject, line.range),
    related: [{ ...locate(subject, first.range), message: say('first') }],
    fixes: fixesFor(subject, first, line),
    key: line.text,
  }));
}

function fixesFor(subject: Subject, first: ConstraintComment, second: ConstraintComment): readonly EditFix[] {
  const a = parseConstraint(first.text);
  const b = parseConstraint(second.text);
  if (a.kind !== 'expression' || b.kind !== 'expression') return [];
  const remove = deleteLines(subject, second.range.start.line, second.range.start.line);
  if (printExpr(a.expr) === printExpr(b.expr))
    return [{ kind: 'edit', title: say('delete'), safe: true, edits: [remove] }];
  const expression = printExpr(andExpr(a.expr, b.expr));
  const edits = [replace(subject, first.range, `//go:build ${expression}`), remove];
  return [{ kind: 'edit', title: say('merge', { expression }), safe: false, edits }];
}

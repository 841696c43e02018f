import { deleteLines, honoured, insertGoBuild, locate } from '../../constraints/constraintEdits';
import { isGoFileName } from '../../constraints/fileName';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { parseConstraint } from '../../parse/buildConstraint';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspectSuspicious, type Subject } from './inspection';

export const goBuildMisplaced: ModuleCheck = {
  id: 'go-build-misplaced',
  family: 'build-tags',
  title: 'Every //go:build line stands above the package clause',
  why: 'Below the package clause it constrains nothing, and the compiler stops with "misplaced compiler directive". gofmt would move it up and so switch it on.',
  fix: 'Move the line above the package clause, or delete it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    misplaced: 'a //go:build line below the package clause: it constrains nothing, and the compiler refuses the file',
    assembly: 'a //go:build line below the first code: it constrains nothing, and the assembler refuses the file',
    other: 'a //go:build line below the first code: go does not read it, and the constraint {expression} is lost',
    moveUp: 'Move it to the top of the file, where it takes effect',
    move: 'Move it above the package clause, where it takes effect',
    delete: 'Delete the line',
  },
  run: (module, facts) => inspectSuspicious(module, facts, isMeant, judge),
};

function isMeant({ form, place }: ConstraintComment): boolean {
  return form === 'go:build' && place === 'after-code';
}

function judge(subject: Subject): readonly FindingDraft[] {
  return subject.header.constraints.filter(isMeant).flatMap((line) => {
    const said = isGoFileName(subject.path) ? { message: say('misplaced') } : inOtherFile(subject, line);
    if (said === undefined) return [];
    return [{ ...said, location: locate(subject, line.range), fixes: fixesFor(subject, line), key: line.text }];
  });
}

/**
 * Go's assembler refuses the line as the compiler does. Where the package has cgo, gcc assembles it, and that reads a
 * comment; then, as in C, a line that something honoured stands above is nothing that anybody misses.
 */
function inOtherFile(
  subject: Subject,
  line: ConstraintComment,
): Pick<FindingDraft, 'message' | 'severity'> | undefined {
  const { directory } = subject.tagged;
  const assembledByGo = subject.path.endsWith('.s') && !directory.goFiles.some(({ cgo }) => cgo);
  if (assembledByGo) return { message: say('assembly') };
  const isMeant = line.range.start.column === 0 && parseConstraint(line.text).kind === 'expression';
  if (!isMeant || honoured(subject.header, 'go:build').length > 0) return undefined;
  return { message: say('other', { expression: line.expression.text }), severity: 'warning' };
}

function fixesFor(subject: Subject, line: ConstraintComment): readonly EditFix[] {
  if (line.range.start.column !== indentOf(subject, line)) return [];
  const remove = deleteLines(subject, line.range.start.line, line.range.start.line);
  const fixes: EditFix[] = [];
  const parses = parseConstraint(line.text).kind === 'expression';
  if (parses && honoured(subject.header, 'go:build').length === 0) {
    const insert = insertGoBuild(subject, subject.header, line.expression.text);
    fixes.push({
      kind: 'edit',
      title: say(isGoFileName(subject.path) ? 'move' : 'moveUp'),
      safe: false,
      edits: [insert, remove],
    });
  }
  // The file is built for the same targets without it, but perhaps the constraint was meant.
  fixes.push({ kind: 'edit', title: say('delete'), safe: false, edits: [remove] });
  return fixes;
}

/** The column of the first character of the line that is no white space. */
function indentOf(subject: Subject, line: ConstraintComment): number {
  const text = subject.text.split('\n')[line.range.start.line] ?? '';
  return text.length - text.trimStart().length;
}

import { deleteLines, honoured, insertGoBuild, locate } from '../../constraints/constraintEdits';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { parseConstraint } from '../../parse/buildConstraint';
import type { ConstraintComment } from '../../parse/constraintComments';
import { inspect, type Subject } from './inspection';

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
    move: 'Move it above the package clause, where it takes effect',
    delete: 'Delete the line',
  },
  run: (module, facts) =>
    inspect(module, facts, ({ faulty }) => faulty.filter(({ header }) => header.faults.has('suspicious')), judge),
};

function judge(subject: Subject): readonly FindingDraft[] {
  return subject.header.constraints
    .filter((line) => line.form === 'go:build' && line.place === 'after-code')
    .map((line) => ({
      message: say('misplaced'),
      location: locate(subject, line.range),
      fixes: fixesFor(subject, line),
      key: line.text,
    }));
}

function fixesFor(subject: Subject, line: ConstraintComment): readonly EditFix[] {
  if (line.range.start.column !== indentOf(subject, line)) return [];
  const remove = deleteLines(subject, line.range.start.line, line.range.start.line);
  const fixes: EditFix[] = [];
  const parses = parseConstraint(line.text).kind === 'expression';
  if (parses && honoured(subject.header, 'go:build').length === 0) {
    const insert = insertGoBuild(subject, subject.header, line.expression.text);
    fixes.push({ kind: 'edit', title: say('move'), safe: false, edits: [insert, remove] });
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

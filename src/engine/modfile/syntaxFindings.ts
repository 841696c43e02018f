import type { Facts } from '../facts/factStore';
import type { Module, ModuleCheck } from '../model/check';
import type { FindingDraft } from '../model/finding';
import { found } from '../model/outcome';
import { mergeConflicts } from '../parse/mergeConflict';
import { describeFault } from './describeFault';
import { describeProblem } from './describeProblem';
import { readableGoMod } from './readableGoMod';
import type { ModText, SyntaxFinding } from './syntaxFinding';

/** Everything that go rejects, but for what a merge left behind: that is one fault, and not this one. */
export function syntaxFindings(file: ModText): readonly SyntaxFinding[] {
  const conflicts = mergeConflicts(file.text);
  const all = [
    ...file.syntax.faults.map((fault) => describeFault(fault, file)),
    ...file.problems.map((problem) => describeProblem(problem, file)),
  ];
  return all.filter(
    ({ range }) => !conflicts.some(({ start, end }) => start <= range.start.line && range.start.line <= end),
  );
}

export function asDraft({ message, range, related, fixes }: SyntaxFinding, path: string): FindingDraft {
  return { message, location: { file: path, range }, ...(related && { related }), fixes };
}

/** The body of a check that reports what go rejects under one id. */
export function syntaxCheck(id: string): ModuleCheck['run'] {
  return async (module: Module, facts: Facts) => {
    const readable = await readableGoMod(module, facts);
    if (readable.kind === 'none') return readable.result;
    const { path, text, file } = readable.goMod;
    const own = { path, name: 'go.mod', text, syntax: file.syntax, problems: file.problems };
    return found(
      syntaxFindings(own)
        .filter(({ check }) => check === id)
        .map((finding) => asDraft(finding, path)),
    );
  };
}

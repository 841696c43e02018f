import type { Facts } from '../facts/factStore';
import type { Module, ModuleCheck } from '../model/check';
import type { FindingDraft } from '../model/finding';
import { say } from '../model/message';
import { found } from '../model/outcome';
import { lineRange } from '../model/range';
import { mergeConflicts } from '../parse/mergeConflict';
import { describeFault } from './describeFault';
import { describeProblem } from './describeProblem';
import { readableGoMod } from './readableGoMod';
import type { ModText, SyntaxFinding } from './syntaxFinding';

/** Everything that go rejects, but for what a merge left behind: that is one fault, and not this one. */
export function syntaxFindings(file: ModText): readonly SyntaxFinding[] {
  const damage = damageOf(file);
  if (damage !== undefined) return [damage];
  const conflicts = mergeConflicts(file.text);
  const all = [
    ...file.syntax.faults.map((fault) => describeFault(fault, file)),
    ...file.problems.map((problem) => describeProblem(problem, file)),
  ];
  return all.filter(
    ({ range }) => !conflicts.some(({ start, end }) => start <= range.start.line && range.start.line <= end),
  );
}

/**
 * A file that is no text, such as UTF-16 or an archive, is one fault: hundreds of characters that go does not accept tell
 * nobody more, and deleting them does not make a go.mod of it.
 */
function damageOf({ name, text, syntax, problems }: ModText): SyntaxFinding | undefined {
  // In comments go accepts any bytes.
  if (syntax.faults.length + problems.length === 0) return undefined;
  const at = text.search(/[\0\uFFFD]/);
  if (at < 0) return undefined;
  const line = text.slice(0, at).split('\n').length - 1;
  const column = at - (text.lastIndexOf('\n', at - 1) + 1);
  const message = say('gomod-lex-error.noText', { file: name });
  return { check: 'gomod-lex-error', message, range: lineRange(line, column, column + 1), fixes: [] };
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

import { expressionRange, honoured, locate, replace, span } from '../../constraints/constraintEdits';
import type { Contradiction, TaggedFile } from '../../constraints/constraintTable';
import { nameTagsOf, type NameTags } from '../../constraints/fileName';
import { areEquivalent, contradictingPair } from '../../constraints/reach';
import { isKnownArch } from '../../constraints/knownNames';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say, type Message } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { startOfFile, type Range } from '../../model/range';
import { notExpr, orExpr, printExpr, tagExpr, tagsOf, type BuildExpr } from '../../parse/buildExpr';
import { isGeneratedSource } from '../../parse/generatedSource';
import { inspect, type Subject } from './inspection';
import { renameFixes } from './renameFix';

/** Conditions that no build can meet: within the constraint, between it and the file's name, between it and cgo. */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const constraintUnsatisfiable: ModuleCheck = {
  ...shared,
  id: 'constraint-unsatisfiable',
  title: 'Every build constraint can be met',
  why: 'A file that no target, toolchain and set of tags lets in is never compiled, vetted or tested. gopls then advises a -tags flag that cannot work.',
  fix: 'Correct the expression, or delete the file.',
  messages: {
    pair: 'no build includes this file: {a} and {b} are never true together',
    whole: 'no build includes this file: {expression} is false on every target, whatever the tags',
    either: 'Write //go:build {expression}',
  },
  run: (module, facts) =>
    run(module, facts, 'expression', (subject, expr) => {
      const pair = expr && contradictingPair(expr);
      const message = pair
        ? say('pair', { a: printExpr(pair[0]), b: printExpr(pair[1]) })
        : say('whole', { expression: expr ? printExpr(expr) : '' });
      return { message, range: constraintRange(subject), fixes: alternatives(subject, expr) };
    }),
};

export const constraintContradictsFileName: ModuleCheck = {
  ...shared,
  id: 'constraint-contradicts-file-name',
  title: 'No build constraint contradicts the name of its file',
  why: 'The suffix of a file name is a constraint too, and both must hold: a file whose line excludes what its name demands is never built.',
  fix: 'Rename the file, or correct the line.',
  messages: {
    name: 'no build includes {file}: its name demands {tags}, which {expression} excludes',
    rename: 'Rename to {name}',
  },
  run: (module, facts) =>
    run(module, facts, 'name', (subject, expr) => {
      const name = nameTagsOf(subject.tagged.file.name);
      if (name === undefined || expr === undefined) return undefined;
      const args = { file: subject.tagged.file.name, tags: name.tags.join(' && '), expression: printExpr(expr) };
      return { message: say('name', args), range: constraintRange(subject), fixes: renaming(subject, name, expr) };
    }),
};

export const constraintContradictsCgo: ModuleCheck = {
  ...shared,
  id: 'constraint-contradicts-cgo',
  title: 'No file that imports "C" excludes cgo',
  why: 'A Go file that imports "C" is built only with cgo on, so one that demands cgo off, or a system without cgo, is never built.',
  fix: 'Correct the constraint, or remove import "C".',
  messages: {
    constraint: 'no build includes this file: it imports "C", and {expression} excludes cgo',
    name: 'no build includes {file}: it imports "C", and {tags} has no cgo',
    import: 'import "C" demands cgo',
  },
  run: (module, facts) =>
    run(module, facts, 'cgo', (subject, expr) => {
      const imported = subject.header.imports.find((spec) => spec.path === 'C')?.range ?? startOfFile;
      const name = nameTagsOf(subject.tagged.file.name);
      if (expr === undefined) {
        const args = { file: subject.tagged.file.name, tags: name?.tags.join('/') ?? '' };
        return { message: say('name', args), range: imported };
      }
      const related = [{ ...locate(subject, imported), message: say('import') }];
      return {
        message: say('constraint', { expression: printExpr(expr) }),
        range: constraintRange(subject),
        related,
      };
    }),
};

interface Judgement extends Pick<FindingDraft, 'related' | 'fixes'> {
  readonly message: Message;
  readonly range: Range;
}

function run(
  module: Module,
  facts: Facts,
  contradiction: Contradiction,
  judge: (subject: Subject, expr: BuildExpr | undefined) => Judgement | undefined,
): Promise<CheckResult> {
  return inspect(
    module,
    facts,
    'faulty',
    (faulty) => faulty.filter((file) => file.contradiction === contradiction && !isSetAside(file)),
    (subject) => {
      const judgement = judge(subject, exprOf(subject.tagged));
      if (judgement === undefined) return [];
      const { range, ...draft } = judgement;
      // A generator that joins the constraints of its sources wrote it: nobody misses the file.
      const severity = isGeneratedSource(subject.text) ? 'info' : shared.severity;
      return [{ ...draft, severity, location: locate(subject, range) }];
    },
  );
}

function exprOf({ header }: TaggedFile): BuildExpr | undefined {
  return header.condition.kind === 'expression' ? header.condition.expr : undefined;
}

/** `ignore` says that the file is not to be built; nobody minds what else it says. */
function isSetAside(file: TaggedFile): boolean {
  const expr = exprOf(file);
  return expr !== undefined && tagsOf(expr).some(({ tag }) => tag === 'ignore');
}

/** The expression of `//go:build`, or all `// +build` lines. */
function constraintRange({ header }: Subject): Range {
  const [goBuild] = honoured(header, 'go:build');
  return (goBuild ? expressionRange(goBuild) : span(honoured(header, '+build'))) ?? startOfFile;
}

/** `linux && windows`: the two were perhaps meant as alternatives. */
function alternatives(subject: Subject, expr: BuildExpr | undefined): readonly EditFix[] {
  const [goBuild] = honoured(subject.header, 'go:build');
  if (!goBuild || expr?.kind !== 'and' || expr.x.kind !== 'tag' || expr.y.kind !== 'tag') return [];
  const expression = printExpr(orExpr(expr.x, expr.y));
  const edits = [replace(subject, goBuild.range, `//go:build ${expression}`)];
  return [{ kind: 'edit', title: say('either', { expression }), safe: false, edits }];
}

/** A name that says what the line says, or one that says nothing. */
function renaming(subject: Subject, name: NameTags, expr: BuildExpr): readonly EditFix[] {
  const { tagged, path } = subject;
  const before = tagged.file.name.slice(0, name.start);
  const after = tagged.file.name.slice(name.end);
  const names = newSuffixes(before, name, expr).map((suffix) => suffix + after);
  return renameFixes(path, tagged, names);
}

function newSuffixes(before: string, name: NameTags, expr: BuildExpr): readonly string[] {
  const only = tagsOf(expr).length === 1 ? tagsOf(expr)[0]?.tag : undefined;
  const [tag, arch] = name.tags;
  if (expr.kind === 'tag' && only !== undefined && nameTagsOf(`x_${only}.go`)) {
    if (arch === undefined) return [before + only];
    return [before + (isKnownArch(only) ? `${tag}_${only}` : `${only}_${arch}`)];
  }
  const isOpposite = name.tags.length === 1 && areEquivalent(expr, notExpr(tagExpr(tag)));
  // x_non_windows becomes x_nonwindows, and x_stub_linux x_stub_notlinux: no longer a suffix that go knows.
  if (isOpposite) return [/(^|_)(no|non|not)_$/.test(before) ? before.slice(0, -1) + tag : `${before}not${tag}`];
  return [before.replace(/_$/, '') + name.tags.join('')];
}

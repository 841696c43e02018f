import { deleteLines, honoured, lineEnding, locate, replace, span } from '../../constraints/constraintEdits';
import { isEmptyPlusBuild, oddSpace, type HeaderFault } from '../../constraints/headerVerdict';
import type { TaggedFile } from '../../constraints/constraintTable';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleGoLine } from '../../facts/buildTags/moduleGoLine';
import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix, FileEdit } from '../../model/fix';
import { say } from '../../model/message';
import type { CheckResult } from '../../model/outcome';
import { printExpr } from '../../parse/buildExpr';
import type { ConstraintComment } from '../../parse/constraintComments';
import { parsePlusBuild, plusBuildLines } from '../../parse/plusBuild';
import { isGeneratedSource } from '../../parse/generatedSource';
import { inspect, inspectFiles, type Subject } from './inspection';

/** `// +build` lines that do nothing, are not needed, or are all there is; and white space that only go takes for such. */

const shared = {
  family: 'build-tags',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

/** The first release that reads `//go:build` alone, and the first for which nobody needs the old form. */
const firstGoBuild = 17;
const firstWithoutPlusBuild = 18;

export const plusBuildEmpty: ModuleCheck = {
  ...shared,
  id: 'plus-build-empty',
  title: 'Every // +build line names a tag',
  why: 'go reads a // +build line without a word as the tag "ignore", which is never set.',
  fix: 'Delete the line, or write //go:build ignore.',
  messages: { empty: 'an empty // +build line means "ignore" to go: no build includes this file' },
  run: (module, facts) =>
    run(
      module,
      facts,
      (file) => has(file, 'empty'),
      (subject) =>
        honoured(subject.header, '+build')
          .filter((line) => isEmptyPlusBuild(line.text))
          .map((line) => at(subject, line)),
    ),
};

export const plusBuildTooComplex: ModuleCheck = {
  ...shared,
  id: 'plus-build-too-complex',
  title: 'Every // +build line is one that go reads',
  why: 'go gives up on a // +build line with more than a hundred operators, and builds the file as if the line were not there.',
  fix: 'Write //go:build, which may be longer.',
  messages: {
    complex: 'this // +build line has more than 100 operators: go does not read it, and it excludes nothing',
  },
  run: (module, facts) =>
    run(
      module,
      facts,
      (file) => has(file, 'complex'),
      (subject) =>
        honoured(subject.header, '+build')
          .filter((line) => parsePlusBuild(line.text).expr === undefined)
          .map((line) => ({ ...at(subject, line), message: say('complex') })),
    ),
};

export const plusBuildObsolete: ModuleCheck = {
  ...shared,
  id: 'plus-build-obsolete',
  title: 'No // +build line repeats //go:build',
  why: 'Go 1.17 and later read //go:build alone, and no older Go builds a module whose go line is 1.18 or more.',
  fix: 'Delete the // +build lines.',
  severity: 'hint',
  messages: {
    obsolete: '// +build repeats //go:build for a Go before 1.17; go.mod says go {line}',
    delete: 'Delete the // +build lines',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    if (goLine === undefined || goLine.minor < firstWithoutPlusBuild)
      return run(
        module,
        facts,
        () => false,
        () => [],
      );
    return run(
      module,
      facts,
      (file) => has(file, 'both-forms'),
      (subject) =>
        block(subject, (lines) => ({
          message: say('obsolete', { line: goLine.text }),
          fixes: [{ kind: 'edit', title: say('delete'), safe: true, edits: deleting(subject, lines) }],
        })),
    );
  },
};

export const plusBuildOnly: ModuleCheck = {
  ...shared,
  id: 'plus-build-only',
  title: 'Constraints are written as //go:build',
  why: 'go honours // +build lines still, but no tool of today writes or checks them, and they set no language version.',
  fix: 'Write one //go:build line that says the same.',
  severity: 'info',
  messages: {
    only: '// +build lines alone: the form before Go 1.17; //go:build {expression} says the same',
    convert: 'Write //go:build {expression}',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    // An older Go reads nothing else.
    if (goLine === undefined || goLine.minor < firstGoBuild)
      return run(
        module,
        facts,
        () => false,
        () => [],
      );
    const isSound = (file: TaggedFile): boolean =>
      has(file, 'old-form') && !has(file, 'literal') && !has(file, 'empty') && !has(file, 'complex');
    return run(module, facts, isSound, (subject) => {
      const { condition } = subject.tagged.header;
      if (condition.kind !== 'expression' || isGeneratedSource(subject.text)) return [];
      const expression = printExpr(condition.expr);
      return block(subject, (lines) => ({
        message: say('only', { expression }),
        fixes: [
          {
            kind: 'edit',
            title: say('convert', { expression }),
            safe: true,
            edits: converting(subject, lines, expression),
          },
        ],
      }));
    });
  },
};

export const goBuildPlusBuildOrder: ModuleCheck = {
  ...shared,
  id: 'go-build-plus-build-order',
  title: '// +build lines are those that go vet expects',
  why: 'go vet compares texts: lines that say the same in another order make it fail, and so does an expression that has no old form.',
  fix: 'Let the lines be those that gofmt writes.',
  severity: 'hint',
  messages: {
    order: 'these // +build lines say the same as //go:build, and go vet fails all the same: it compares texts',
    rewrite: 'Write the lines that go vet expects',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    // Where the old lines are not needed, that is what is said of them.
    if ((goLine?.minor ?? 0) >= firstWithoutPlusBuild)
      return run(
        module,
        facts,
        () => false,
        () => [],
      );
    return run(module, facts, (file) => has(file, 'both-forms'), order);
  },
};

export const goBuildNeedsPlusBuild: ModuleCheck = {
  ...shared,
  id: 'go-build-needs-plus-build',
  title: 'A module for Go 1.16 has // +build lines too',
  why: 'Go 1.16 stops at a //go:build line without // +build lines, and older releases take it for a comment.',
  fix: 'Raise the go line to 1.17 or more, or add the // +build lines.',
  severity: 'info',
  messages: {
    needs: '//go:build without // +build: go.mod says go {line}, and Go 1.16 stops at this file',
    add: 'Add the // +build lines',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    if (goLine === undefined || goLine.minor >= firstGoBuild)
      return run(
        module,
        facts,
        () => false,
        () => [],
      );
    const directories = await facts.get(directoriesOfModule, module.dir);
    const table = await facts.get(constraintTable);
    const lacking = directories.flatMap((directory) =>
      directory.goFiles
        .filter(({ constraints: { goBuild, plusBuild } }) => goBuild.length === 1 && plusBuild.length === 0)
        .map((file) => table.tagged(directory, file)),
    );
    return inspectFiles(
      module,
      facts,
      () => Promise.resolve(lacking),
      (subject) => needs(subject, goLine.text),
    );
  },
};

export const constraintOddWhitespace: ModuleCheck = {
  ...shared,
  id: 'constraint-odd-whitespace',
  title: 'Constraints have plain spaces',
  why: 'go takes a no-break space for white space here, and other tools do not: go vet calls a //go:build line invalid.',
  fix: 'Type the space anew.',
  severity: 'info',
  messages: {
    odd: 'this line has white space that is neither space nor tab: go reads it, go vet calls it invalid',
    oldForm:
      'this line has white space that is neither space nor tab: go reads it here, and would refuse it in //go:build',
    replace: 'Write plain spaces',
  },
  run: (module, facts) =>
    run(
      module,
      facts,
      // Where go stops at it, that is a syntax error.
      (file) => has(file, 'odd-space') && !has(file, 'syntax'),
      (subject) =>
        subject.header.constraints
          .filter((line) => line.place === 'honoured' && line.form !== 'near-miss' && oddSpace.test(line.text))
          .map((line) => {
            const plain = line.text.replace(new RegExp(oddSpace, 'g'), ' ');
            const edits = [replace(subject, line.range, plain)];
            return {
              message: say(line.form === 'go:build' ? 'odd' : 'oldForm'),
              location: locate(subject, line.range),
              fixes: [{ kind: 'edit', title: say('replace'), safe: true, edits }],
              key: plain,
            };
          }),
    ),
};

function has({ header }: TaggedFile, fault: HeaderFault): boolean {
  return header.faults.has(fault);
}

function run(
  module: Module,
  facts: Facts,
  accept: (file: TaggedFile) => boolean,
  judge: (subject: Subject) => readonly FindingDraft[],
): Promise<CheckResult> {
  return inspect(module, facts, 'faulty', (faulty) => faulty.filter(accept), judge);
}

function at(subject: Subject, line: ConstraintComment): FindingDraft {
  return { message: say('empty'), location: locate(subject, line.range), key: line.text };
}

function block(
  subject: Subject,
  judge: (lines: readonly ConstraintComment[]) => Pick<FindingDraft, 'message' | 'fixes'>,
): readonly FindingDraft[] {
  const lines = honoured(subject.header, '+build');
  const range = span(lines);
  return range ? [{ ...judge(lines), location: locate(subject, range) }] : [];
}

/** Runs of adjacent lines, each deleted as one. */
function deleting(subject: Subject, lines: readonly ConstraintComment[]): readonly FileEdit[] {
  const runs: [number, number][] = [];
  for (const { range } of lines) {
    const { line } = range.start;
    const last = runs.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([first, last]) => deleteLines(subject, first, last));
}

/** The first line becomes the new one, and the others go. */
function converting(subject: Subject, lines: readonly ConstraintComment[], expression: string): readonly FileEdit[] {
  const [first, ...others] = lines;
  if (first === undefined) return [];
  const adjacent = others.every(({ range }, index) => range.start.line === first.range.start.line + index + 1);
  const last = lines.at(-1) ?? first;
  if (adjacent)
    return [replace(subject, { start: first.range.start, end: last.range.end }, `//go:build ${expression}`)];
  return [replace(subject, first.range, `//go:build ${expression}`), ...deleting(subject, others)];
}

function order(subject: Subject): readonly FindingDraft[] {
  const { condition } = subject.tagged.header;
  if (condition.kind !== 'expression') return [];
  const wanted = plusBuildLines(condition.expr);
  return block(subject, (lines) => {
    const range = span(lines);
    const edits = wanted && range ? [replace(subject, range, wanted.join(lineEnding(subject)))] : [];
    const fixes: readonly EditFix[] =
      edits.length > 0 ? [{ kind: 'edit', title: say('rewrite'), safe: true, edits }] : [];
    return { message: say('order'), fixes };
  }).filter(() => wanted === undefined || !isNormal(subject, wanted));
}

/** As go vet compares them: the printed forms of all lines. */
function isNormal(subject: Subject, wanted: readonly string[]): boolean {
  const print = (text: string): string => {
    const { expr } = parsePlusBuild(text);
    return expr ? printExpr(expr) : '';
  };
  const lines = honoured(subject.header, '+build').map(({ text }) => print(text));
  return lines.join('\n') === wanted.map(print).join('\n');
}

function needs(subject: Subject, goLine: string): readonly FindingDraft[] {
  const { condition } = subject.tagged.header;
  const [line] = honoured(subject.header, 'go:build');
  if (line === undefined || condition.kind !== 'expression') return [];
  const lines = plusBuildLines(condition.expr);
  const after = { start: line.range.end, end: line.range.end };
  const newline = lineEnding(subject);
  const edits = lines ? [replace(subject, after, lines.map((text) => newline + text).join(''))] : [];
  return [
    {
      message: say('needs', { line: goLine }),
      location: locate(subject, line.range),
      fixes: edits.length > 0 ? [{ kind: 'edit', title: say('add'), safe: true, edits }] : [],
    },
  ];
}

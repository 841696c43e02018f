import { deleteLines, honoured, locate, replace, span } from '../../constraints/constraintEdits';
import { conditionOfPlusBuild } from '../../constraints/inclusion';
import { familiarPorts, firstClassPorts, newestKnownMinor, portsOf } from '../../constraints/ports';
import { differenceOf, findWitness } from '../../constraints/reach';
import { rowsOfPorts } from '../../constraints/rows';
import { moduleGoLine } from '../../facts/buildTags/moduleGoLine';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { evaluate, printExpr, type BuildExpr } from '../../parse/buildExpr';
import { isTagSet } from '../../constraints/inclusion';
import type { ConstraintComment } from '../../parse/constraintComments';
import { plusBuildLines } from '../../parse/plusBuild';
import { inspectFaulty, type Subject } from './inspection';

/** Since Go 1.18 of go.mod's go line nobody who can build the module reads the old lines. */
const minorWithoutPlusBuild = 18;

export const goBuildPlusBuildMismatch: ModuleCheck = {
  id: 'go-build-plus-build-mismatch',
  family: 'build-tags',
  title: '//go:build and // +build say the same',
  why: 'Go 1.17 and later read //go:build only, older releases and tools // +build: they build different files. go vet fails.',
  fix: 'Delete the // +build lines, or regenerate them from //go:build.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    mismatch: '// +build differs from //go:build, which decides: for {target} only {form} lets this file in',
    goBuild: 'the line that decides: {expression}',
    delete: 'Delete the // +build lines',
    rewrite: 'Rewrite the // +build lines from //go:build',
  },
  run: async (module, facts) => {
    const goLine = await facts.get(moduleGoLine, module.dir);
    return inspectFaulty(module, facts, 'mismatch', (subject) => judge(subject, goLine?.minor ?? 0));
  },
};

function judge(subject: Subject, minor: number): readonly FindingDraft[] {
  const [goBuild] = honoured(subject.header, 'go:build');
  const plusBuild = honoured(subject.header, '+build');
  const range = span(plusBuild);
  const { condition } = subject.tagged.header;
  const old = conditionOfPlusBuild(plusBuild.map((line) => line.text));
  if (!goBuild || !range || condition.kind !== 'expression' || old.kind !== 'expression') return [];
  return [
    {
      message: say('mismatch', { ...witnessOf(condition.expr, old.expr) }),
      location: locate(subject, range),
      related: [
        { ...locate(subject, goBuild.range), message: say('goBuild', { expression: printExpr(condition.expr) }) },
      ],
      fixes: fixesFor(subject, plusBuild, condition.expr, minor),
    },
  ];
}

/** A build into which only one of the two lets the file. */
function witnessOf(goBuild: BuildExpr, plusBuild: BuildExpr): { target: string; form: string } {
  const preferred = [familiarPorts, firstClassPorts, portsOf(newestKnownMinor)].map(rowsOfPorts);
  const witness = findWitness(differenceOf(goBuild, plusBuild), preferred);
  if (witness === undefined) return { target: 'some builds', form: 'one of them' };
  const { row, tags } = witness;
  const target = { ...row, compiler: 'gc' as const, minor: newestKnownMinor, tags: new Set(tags) };
  const named = [`${row.goos}/${row.goarch}`, ...(tags.length > 0 ? [`-tags ${tags.join(',')}`] : [])].join(' ');
  const byGoBuild = evaluate(goBuild, (tag) => isTagSet(tag, target));
  return { target: row.cgo ? `${named} with cgo` : named, form: byGoBuild ? '//go:build' : '// +build' };
}

function fixesFor(
  subject: Subject,
  plusBuild: readonly ConstraintComment[],
  expr: BuildExpr,
  minor: number,
): readonly EditFix[] {
  const first = plusBuild[0]?.range.start.line ?? 0;
  const last = first + plusBuild.length - 1;
  if (plusBuild.at(-1)?.range.start.line !== last) return [];
  const remove: EditFix = {
    kind: 'edit',
    title: say('delete'),
    // No go that accepts the module's go line reads them, so the builds stay as they are.
    safe: minor >= minorWithoutPlusBuild,
    edits: [deleteLines(subject, first, last)],
  };
  const range = span(plusBuild);
  const lines = plusBuildLines(expr);
  if (minor >= minorWithoutPlusBuild || lines === undefined || range === undefined) return [remove];
  const edits = [replace(subject, range, lines.join('\n'))];
  return [{ kind: 'edit', title: say('rewrite'), safe: false, edits }, remove];
}

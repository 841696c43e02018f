import { rowsOfFile } from '../../constraints/fileRows';
import { joinPath } from '../../../base/paths';
import type { ConstraintTable } from '../../constraints/constraintTable';
import { isCHeaderName, isTestFileName } from '../../constraints/fileName';
import { knownArches, knownOses } from '../../constraints/knownNames';
import {
  complement,
  intersect,
  listRows,
  noRows,
  printRow,
  unite,
  type Row,
  type RowSet,
} from '../../constraints/rows';
import { concerns, describeRows, levelsAt, type TargetLevel } from '../../constraints/targetLevels';
import { bodylessFunctions, linkedNames } from '../../facts/buildTags/bodylessFunctions';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleName } from '../../facts/buildTags/moduleName';
import { ignoredFolders, pathWithinModule } from '../../facts/buildTags/moduleTags';
import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import { targetUniverse } from '../../facts/buildTags/targetUniverse';
import type { Facts } from '../../facts/factStore';
import { IgnoredFolders } from '../../facts/modules/ignoredFolders';
import type { ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Severity } from '../../model/severity';
import type { Directory, GoFile } from '../../model/tree';
import { firstLevel, tagsNamedBy } from './fileRows';
import { nothingToJudge } from './inspection';

export const functionBodyMissing: ModuleCheck = {
  id: 'function-body-missing',
  family: 'build-tags',
  title: 'Every function without a body has assembly wherever it is built',
  why: 'A build that takes the Go file and no assembly, C or object file of the package stops: "missing function body".',
  fix: 'Constrain the Go file as the assembly is, and give the other builds a function in Go.',
  severity: 'warning',
  worst: 'error',
  confidence: 'certain',
  // Go files beside assembly are read whole, so it waits until somebody has the time.
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  scope: 'module',
  messages: {
    one: '{name} has no body, and no assembly or C is built beside it for {target}: go build stops there',
    more: '{name} and {count} more have no body, and no assembly or C is built beside them for {target}: go build stops there',
    std: 'the compiler lets the standard library leave bodies out',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    if ((await facts.get(moduleName, module.dir)) === 'std') return notApplicable(say('std'));
    const ignored = new IgnoredFolders(await facts.get(ignoredFolders, module.dir));
    const table = await facts.get(constraintTable);
    const universe = await targetUniverse(module, facts);
    const findings: FindingDraft[] = [];
    for (const directory of await facts.get(directoriesOfModule, module.dir)) {
      if (!hasOtherCode(directory) || ignored.has(pathWithinModule(facts.root, module.dir, directory))) continue;
      const levels = levelsAt(universe, directory.path);
      for (const file of directory.goFiles) {
        const finding = await judge(file, directory, { table, levels, facts });
        if (finding) findings.push(finding);
      }
    }
    return found(findings, unseen);
  },
};

/** Without any the compiler says it in every build. */
function hasOtherCode({ goFiles, otherFiles }: Directory): boolean {
  return otherFiles.some(({ name }) => !isCHeaderName(name)) || goFiles.some(({ cgo }) => cgo);
}

interface Universe {
  readonly table: ConstraintTable;
  readonly levels: readonly TargetLevel[];
  readonly facts: Facts;
}

async function judge(
  file: GoFile,
  directory: Directory,
  { table, levels, facts }: Universe,
): Promise<FindingDraft | undefined> {
  if (isTestFileName(file.name) || file.cgo || file.packageName === 'documentation') return undefined;
  const shown = firstLevel(levels, (level) =>
    intersect(rowsOfFile(table, file, level, 'certain'), complement(rowsOfOtherCode(directory, level, table))),
  );
  if (shown === undefined) return undefined;
  const path = joinPath(facts.root, directory.path, file.name);
  const bodyless = await facts.get(bodylessFunctions, path);
  const linked = bodyless.length > 0 ? await linkedIn(directory, facts) : undefined;
  const [first, ...others] = bodyless.filter(({ name }) => linked?.has(name) !== true);
  if (first === undefined) return undefined;
  const args = { name: first.name, count: others.length, target: describeRows(shown.rows, shown.level) };
  return {
    message: say(others.length === 0 ? 'one' : 'more', args),
    severity: severityOf(shown.level, shown.rows, directory, table),
    location: { file: path, range: first.range },
    targets: listRows(shown.rows).map(printRow),
    key: first.name,
  };
}

/** Where one of the files may be built at which the compiler does not ask for bodies. */
function rowsOfOtherCode({ goFiles, otherFiles }: Directory, level: TargetLevel, table: ConstraintTable): RowSet {
  const files = [
    ...otherFiles.filter(({ name }) => !isCHeaderName(name)),
    ...goFiles.filter(({ name, cgo }) => cgo && !isTestFileName(name)),
  ];
  return files.map((file) => rowsOfFile(table, file, level, 'possible')).reduce(unite, noRows);
}

/** What any file of the folder links to another package: the line need not stand beside the function. */
async function linkedIn({ path, goFiles }: Directory, facts: Facts): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { name } of goFiles)
    for (const linked of linkedNames((await facts.readText(joinPath(facts.root, path, name))) ?? '')) names.add(linked);
  return names;
}

function severityOf({ level }: TargetLevel, rows: RowSet, directory: Directory, table: ConstraintTable): Severity {
  if (level === 'declared') return 'error';
  if (level === 'built') return 'warning';
  return level === 'first-class' && listRows(rows).some((row) => isMeant(row, directory, table)) ? 'warning' : 'info';
}

/** Somebody thought of the port who wrote the package: it has files for some architectures or systems, and these too. */
function isMeant({ goos, goarch, cgo }: Row, { goFiles, otherFiles }: Directory, table: ConstraintTable): boolean {
  const named = new Set(tagsNamedBy([...goFiles, ...otherFiles], table));
  const isAny = (names: readonly string[]): boolean => names.some((name) => named.has(name));
  // A package with C code of its own is not meant for builds without cgo.
  if (!cgo && goFiles.some((file) => file.cgo)) return false;
  if (isAny(knownArches) && !named.has(goarch)) return false;
  return !isAny([...knownOses, 'unix']) || concerns(named, goos);
}

import { rowsOfFile } from '../../constraints/fileRows';
import { joinPath } from '../../../base/paths';
import { insertGoBuild } from '../../constraints/constraintEdits';
import type { ConstraintTable, DirectoryTrait } from '../../constraints/constraintTable';
import { isCSourceName, isTestFileName } from '../../constraints/fileName';
import { fileExpr } from '../../constraints/inclusion';
import { complement, intersect, noRows, rowsOfTag, unite, type RowSet } from '../../constraints/rows';
import { describeRows, levelsAt, type TargetLevel } from '../../constraints/targetLevels';
import { constrainedFile } from '../../facts/buildTags/constrainedFile';
import { sourceHeader } from '../../facts/buildTags/sourceHeader';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleTraits } from '../../facts/buildTags/moduleTags';
import { targetUniverse } from '../../facts/buildTags/targetUniverse';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import type { EditFix } from '../../model/fix';
import { say } from '../../model/message';
import { found, type CheckResult } from '../../model/outcome';
import { startOfFile, type Location } from '../../model/range';
import type { Directory, GoFile, OtherFile } from '../../model/tree';
import { goDeclarations } from '../../parse/goSource/goDeclarations';
import { firstLevel } from './fileRows';
import { nothingToJudge } from './inspection';

/** Files of one folder that do not go together in some build. Each rule is one of go/build or of cmd/go's loader. */

const shared = {
  family: 'build-tags',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
} as const;

export const packageClauseMismatch: ModuleCheck = {
  ...shared,
  id: 'package-clause-mismatch',
  title: 'Files that are built together are of one package',
  why: 'go stops at a folder in which a build finds two package clauses: "found packages a and b".',
  fix: 'Correct the clause, or give the file a constraint: //go:build ignore for a program beside a library.',
  messages: {
    other: 'package {name} beside package {main} of {file}: go stops at this folder',
    target: 'package {name} beside package {main} of {file}: go stops at this folder for {target}',
    program:
      'package main beside package {main} of {file}: go stops at this folder; //go:build ignore sets a program aside',
    test: 'package {name} in a file that is no test, beside package {main} of {file}: go stops at this folder',
    here: 'package {main}',
    ignore: 'Set the file aside: //go:build ignore',
    rename: 'Rename to {to}',
  },
  run: (module, facts) => judgeFolders(module, facts, 'clauses', clauses),
};

export const cgoInTestFile: ModuleCheck = {
  ...shared,
  id: 'cgo-in-test-file',
  title: 'No test file imports "C"',
  why: 'go stops at such a package, go build as well: "use of cgo in test not supported".',
  fix: 'Move what needs cgo to a file that is no test, and call it from the test.',
  messages: {
    cgo: 'import "C" in a test file: go stops at this package with "use of cgo in test not supported"',
    target: 'import "C" in a test file: go stops at this package with "use of cgo in test not supported" ({target})',
  },
  run: (module, facts) => judgeFolders(module, facts, 'cgo-tests', cgoTests),
};

export const cSourceWithoutCgoFile: ModuleCheck = {
  ...shared,
  id: 'c-source-without-cgo-file',
  title: 'C sources are built with a Go file that imports "C"',
  why: 'Only cgo compiles them, and without a cgo file in the build go stops: "C source files not allowed when not using cgo or SWIG".',
  fix: 'Constrain the source as the cgo file is, //go:build ignore where go is not to build it, or move it to a folder of its own.',
  messages: {
    never: 'no Go file here imports "C", so go stops at {file} wherever cgo is on',
    target: 'no Go file that imports "C" is built for {target}, so go stops at {file} there',
  },
  run: (module, facts) => judgeFolders(module, facts, 'c-sources', (folder) => Promise.resolve(cSources(folder))),
};

export const documentationPackage: ModuleCheck = {
  ...shared,
  id: 'documentation-package',
  title: 'No file is lost for being of package documentation',
  why: 'go drops files of a package called documentation without a word, wherever they are.',
  fix: 'Give the package another name, or keep the text in a doc.go of the package itself.',
  severity: 'hint',
  messages: { dropped: 'go drops this file and says nothing: its package is called documentation' },
  run: (module, facts) =>
    judgeFolders(module, facts, 'documentation', async ({ directory, facts: of }) => {
      const files = directory.goFiles.filter(({ packageName }) => packageName === 'documentation');
      return Promise.all(
        files.map(async ({ name }) => ({
          message: say('dropped'),
          location: await clauseOf(of, directory, name),
          key: name,
        })),
      );
    }),
};

export const sourceEncoding: ModuleCheck = {
  ...shared,
  id: 'source-encoding',
  title: 'go can read the encoding of every Go file',
  why: 'Go source is UTF-8 without NUL bytes, and a byte order mark counts at the very start only; go reads no other file.',
  fix: 'Save the file as UTF-8.',
  messages: {
    'utf-16': '{file} is UTF-16: go reads UTF-8 only and stops at this package',
    nul: '{file} has a NUL byte in its header: go stops at this package',
    'byte-order-mark': '{file} has a byte order mark below its first character: go stops at this package',
  },
  run: (module, facts) => judgeFolders(module, facts, 'unread', encodings),
};

/** A folder to judge, and what judging it takes. */
interface Folder {
  readonly directory: Directory;
  readonly facts: Facts;
  readonly table: ConstraintTable;
  readonly levels: readonly TargetLevel[];
}

async function judgeFolders(
  module: Module,
  facts: Facts,
  trait: DirectoryTrait,
  judge: (folder: Folder) => Promise<readonly FindingDraft[]>,
): Promise<CheckResult> {
  const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
  if (nothing) return nothingToJudge(nothing, unseen);
  const directories = (await facts.get(moduleTraits, module.dir)).traits.get(trait) ?? [];
  if (directories.length === 0) return found([], unseen);
  const table = await facts.get(constraintTable);
  const universe = await targetUniverse(module, facts);
  const findings: FindingDraft[] = [];
  for (const directory of directories)
    findings.push(...(await judge({ directory, facts, table, levels: levelsAt(universe, directory.path) })));
  return found(findings, unseen);
}

function rowsOf({ table }: Folder, file: GoFile | OtherFile, level: TargetLevel, kind: 'certain' | 'possible'): RowSet {
  return rowsOfFile(table, file, level, kind);
}

/** The packages of a folder, the one with most files first; go leaves out the ending of a test's. */
function packagesOf({ goFiles }: Directory): readonly (readonly [string, readonly GoFile[]])[] {
  const byName = new Map<string, GoFile[]>();
  for (const file of goFiles) {
    const { packageName } = file;
    if (packageName === '' || packageName === 'documentation') continue;
    const name = isTestFileName(file.name) ? packageName.replace(/_test$/, '') : packageName;
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  const rank = (files: readonly GoFile[]): number => files.filter(({ name }) => !isTestFileName(name)).length;
  return [...byName].toSorted((a, b) => rank(b[1]) - rank(a[1]) || b[1].length - a[1].length);
}

async function clauses(folder: Folder): Promise<readonly FindingDraft[]> {
  const [main, ...others] = packagesOf(folder.directory);
  if (main === undefined) return [];
  const findings: FindingDraft[] = [];
  for (const [name, files] of others) {
    const finding = await clash(folder, main, name, files);
    if (finding) findings.push(finding);
  }
  return findings;
}

async function clash(
  folder: Folder,
  [main, mainFiles]: readonly [string, readonly GoFile[]],
  name: string,
  files: readonly GoFile[],
): Promise<FindingDraft | undefined> {
  const { levels, directory, facts } = folder;
  for (const file of files)
    for (const other of mainFiles) {
      const shown = firstLevel(levels, (level) =>
        intersect(rowsOf(folder, file, level, 'certain'), rowsOf(folder, other, level, 'certain')),
      );
      if (shown === undefined || (await isSentinel(folder, file)) || (await isSentinel(folder, other))) continue;
      const args = { name, main, file: other.name, target: describeRows(shown.rows, shown.level) };
      const isTestName = !isTestFileName(file.name) && file.packageName === `${main}_test`;
      const id = !shown.everywhere ? 'target' : isTestName ? 'test' : name === 'main' ? 'program' : 'other';
      const related = await clauseOf(facts, directory, other.name);
      return {
        message: say(id, args),
        severity: shown.level.level === 'all' ? 'info' : 'error',
        location: await clauseOf(facts, directory, file.name),
        related: [{ ...related, message: say('here', { main }) }],
        fixes: await clauseFixes(folder, file, id),
        key: name,
      };
    }
  return undefined;
}

/**
 * A file that is there to stop a build with its clause: `package not_supported_on_windows` behind a constraint, and nothing
 * else. Names of packages have no underscores; a sentence is meant.
 */
async function isSentinel({ directory, facts, table }: Folder, file: GoFile): Promise<boolean> {
  if (isTestFileName(file.name) || file.imports.length > 0 || !file.packageName.replace(/_test$/, '').includes('_'))
    return false;
  if (fileExpr({ ...file, cgo: false }, table.header(file.constraints).condition) === undefined) return false;
  const content = await facts.readFile(joinPath(facts.root, directory.path, file.name));
  if (content.kind !== 'file') return false;
  const { declarations, broken } = goDeclarations(content.bytes);
  return declarations.length === 0 && !broken;
}

async function clauseFixes({ directory, facts }: Folder, file: GoFile, id: string): Promise<readonly EditFix[]> {
  const path = joinPath(facts.root, directory.path, file.name);
  if (id === 'test') {
    const to = file.name.replace(/\.go$/, '_test.go');
    if (directory.goFiles.some(({ name }) => name === to)) return [];
    const renamed = joinPath(facts.root, directory.path, to);
    return [
      { kind: 'edit', title: say('rename', { to }), safe: false, edits: [{ kind: 'rename', file: path, to: renamed }] },
    ];
  }
  const text = id === 'program' ? await facts.get(constrainedFile, path) : undefined;
  if (text === undefined || file.constraints.goBuild.length + file.constraints.plusBuild.length > 0) return [];
  return [{ kind: 'edit', title: say('ignore'), safe: false, edits: [insertGoBuild(text, text.header, 'ignore')] }];
}

async function cgoTests(folder: Folder): Promise<readonly FindingDraft[]> {
  const { directory, facts, levels } = folder;
  const findings: FindingDraft[] = [];
  for (const file of directory.goFiles.filter(({ name, cgo }) => cgo && isTestFileName(name))) {
    const shown = firstLevel(levels, (level) => rowsOf(folder, file, level, 'certain'));
    if (shown === undefined) continue;
    const path = joinPath(facts.root, directory.path, file.name);
    const spec = (await facts.read(sourceHeader, path))?.imports.find((at) => at.path === 'C');
    const isConstrained = fileExpr({ ...file, cgo: false }, folder.table.header(file.constraints).condition);
    findings.push({
      message: isConstrained ? say('target', { target: describeRows(shown.rows, shown.level) }) : say('cgo'),
      severity: shown.level.level === 'all' ? 'info' : 'error',
      location: { file: path, range: spec?.range ?? startOfFile },
      key: file.name,
    });
  }
  return findings;
}

function cSources(folder: Folder): readonly FindingDraft[] {
  const { directory, facts, levels } = folder;
  const { goFiles, otherFiles } = directory;
  // SWIG makes cgo files of its own.
  if (otherFiles.some(({ name }) => /\.swig(cxx)?$/.test(name))) return [];
  const sources = goFiles.filter(({ name }) => !isTestFileName(name));
  const cgoFiles = sources.filter(({ cgo }) => cgo);
  const withCgo = rowsOfTag('cgo') ?? noRows;
  for (const file of otherFiles.filter(({ name }) => isCSourceName(name))) {
    const shown = firstLevel(levels, (level) => {
      const built = sources.map((source) => rowsOf(folder, source, level, 'certain')).reduce(unite, noRows);
      const cgo = cgoFiles.map((source) => rowsOf(folder, source, level, 'possible')).reduce(unite, noRows);
      const taken = intersect(rowsOf(folder, file, level, 'certain'), intersect(level.rows, withCgo));
      return intersect(intersect(taken, built), complement(cgo));
    });
    if (shown === undefined) continue;
    const target = describeRows(shown.rows, { ...shown.level, rows: intersect(shown.level.rows, withCgo) });
    return [
      {
        message: cgoFiles.length === 0 ? say('never', { file: file.name }) : say('target', { file: file.name, target }),
        severity: shown.level.level === 'all' ? 'info' : 'error',
        location: { file: joinPath(facts.root, directory.path, file.name), range: startOfFile },
        key: file.name,
      },
    ];
  }
  return [];
}

async function encodings({ directory, facts }: Folder): Promise<readonly FindingDraft[]> {
  const findings: FindingDraft[] = [];
  for (const { name } of directory.goFiles.filter(({ packageName }) => packageName === '')) {
    const file = joinPath(facts.root, directory.path, name);
    const problem = (await facts.read(sourceHeader, file))?.problems.find(
      ({ kind }) => kind === 'utf-16' || kind === 'nul' || kind === 'byte-order-mark',
    );
    if (problem)
      findings.push({
        message: say(problem.kind, { file: name }),
        location: { file, range: problem.range },
        key: problem.kind,
      });
  }
  return findings;
}

async function clauseOf(facts: Facts, directory: Directory, name: string): Promise<Location> {
  const file = joinPath(facts.root, directory.path, name);
  const header = await facts.read(sourceHeader, file);
  return { file, range: header?.packageClause?.clauseRange ?? startOfFile };
}

import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { fileExpr } from '../../constraints/inclusion';
import { firstClassPorts, newestKnownMinor, portsOf } from '../../constraints/ports';
import { certainRows, plainBuilds, possibleRows } from '../../constraints/reach';
import {
  intersect,
  isEmpty,
  isSubset,
  listRows,
  noRows,
  printRow,
  rowsOfPorts,
  unite,
  type RowSet,
} from '../../constraints/rows';
import { sourceHeader } from '../../facts/buildTags/sourceHeader';
import { constraintTable } from '../../facts/buildTags/constraintTable';
import { moduleCoverage } from '../../facts/buildTags/moduleCoverage';
import { moduleTraits, pathWithinModule } from '../../facts/buildTags/moduleTags';
import type { ConstraintTable } from '../../constraints/constraintTable';
import type { Facts } from '../../facts/factStore';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft, RelatedLocation } from '../../model/finding';
import { say } from '../../model/message';
import { found } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { Directory, GoFile } from '../../model/tree';
import { nothingToJudge } from './inspection';
import { filesOf, importersOf, packagesBy, type Importer } from './packageImporters';

export const packageExcludedOnTarget: ModuleCheck = {
  id: 'package-excluded-on-target',
  family: 'build-tags',
  title: 'Some first-class port can build every package',
  why: 'go build ./... skips a package without files for the target and says nothing; whoever imports it there gets "build constraints exclude all Go files".',
  fix: 'Loosen the constraint of one file, add a doc.go without any, or constrain the importing file likewise.',
  severity: 'info',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  scope: 'module',
  messages: {
    everywhere:
      '{importer} imports package {package}, which no first-class port can build: go build fails on all of them',
    somewhere: '{importer} imports package {package}, which no first-class port can build: go build fails on {target}',
    others: 'no first-class port builds package {package}, only {ports}; go build ./... skips it silently',
    nowhere: 'no port of Go builds package {package}; go build ./... skips it silently',
    imports: 'imports it',
  },
  run: async (module, facts) => {
    const { nothing, unseen } = await facts.get(moduleCoverage, module.dir);
    if (nothing) return nothingToJudge(nothing, unseen);
    const { unreachable } = await facts.get(moduleTraits, module.dir);
    if (unreachable.length === 0) return found([], unseen);
    const imported = await facts.get(unreachablePackages, module.dir);
    const importers = (await importersOf(module.dir, imported, facts)).flat();
    const findings: FindingDraft[] = [];
    for (const directory of unreachable) {
      const importing = importers.filter(({ imported, isTest }) => imported === directory && !isTest);
      const finding = await judge(module, facts, directory, importing);
      if (finding) findings.push(finding);
    }
    return found(findings, unseen);
  },
};

const firstClass = rowsOfPorts(firstClassPorts);

const unreachablePackages = packagesBy('unreachable', ({ unreachable }) => unreachable);

async function judge(
  module: Module,
  facts: Facts,
  directory: Directory,
  importing: readonly Importer[],
): Promise<FindingDraft | undefined> {
  const sources = directory.goFiles.filter((file) => !isTestFileName(file.name));
  const table = await facts.get(constraintTable);
  const [first] = sources;
  if (first === undefined) return undefined;
  const path = pathWithinModule(facts.root, module.dir, directory);
  const file = joinPath(facts.root, directory.path, first.name);
  const clause = (await facts.read(sourceHeader, file))?.packageClause?.clauseRange;
  const location = { file, range: clause ?? startOfFile };
  const name = path === '' ? first.packageName : path;
  const importers = await plainImporters(importing, table, facts);
  const [importer] = importers;
  if (importer) {
    const all = importers.some(({ rows }) => isSubset(firstClass, withBothCgo(rows)));
    const rows = listRows(importer.rows);
    const target = rows.find(({ goarch }) => goarch === 'amd64') ?? rows[0];
    const args = { importer: importer.name, package: name, target: target ? printRow(target) : '' };
    return {
      message: say(all ? 'everywhere' : 'somewhere', args),
      severity: all ? 'error' : 'warning',
      location,
      related: importers.slice(0, 10).map(({ related }) => related),
      targets: rows.map(printRow),
      key: name,
    };
  }
  // Files that contradict themselves have findings of their own, which say enough where nobody imports the package.
  const { ports } = getOrSet(knownPorts, directory, () => ({ ports: portsOfPackage(sources, table) }));
  if (ports === undefined) return undefined;
  const message = ports === '' ? say('nowhere', { package: name }) : say('others', { package: name, ports });
  return { message, location, key: name };
}

function rowsOf(file: GoFile, table: ConstraintTable): RowSet {
  const { condition } = table.header(file.constraints);
  if (condition.kind === 'malformed') return noRows;
  const expr = fileExpr(file, condition);
  return expr ? possibleRows(expr) : firstClass;
}

/** A folder of a tree is another object once a file of it is another. */
const knownPorts = new WeakMap<Directory, { readonly ports: string | undefined }>();

/** The ports that can build the package: those of the newest Go, at most three by name. Undefined: each file contradicts itself. */
function portsOfPackage(sources: readonly GoFile[], table: ConstraintTable): string | undefined {
  if (sources.every((source) => isEmpty(rowsOf(source, table)))) return undefined;
  const rows = sources.map((file) => rowsOf(file, table)).reduce(unite, noRows);
  const current = intersect(rows, rowsOfPorts(portsOf(newestKnownMinor)));
  const ports = [...new Set(listRows(current).map(({ goos, goarch }) => `${goos}/${goarch}`))];
  return ports.length > 3 ? `${ports.slice(0, 3).join(', ')} ...` : ports.join(', ');
}

interface PlainImporter {
  readonly name: string;
  /** the first-class rows on which a plain go build takes the importing file */
  readonly rows: RowSet;
  readonly related: RelatedLocation;
}

/** Files of the module that a plain `go build` of a first-class port takes and that import the package. */
async function plainImporters(
  importing: readonly Importer[],
  table: ConstraintTable,
  facts: Facts,
): Promise<readonly PlainImporter[]> {
  const importers: PlainImporter[] = [];
  for (const importer of importing) {
    const { directory, path: importPath } = importer;
    for (const file of filesOf(importer)) {
      const rows = plainRows(file, table);
      if (isEmpty(rows)) continue;
      const path = joinPath(facts.root, directory.path, file.name);
      const spec = (await facts.read(sourceHeader, path))?.imports.find((at) => at.path === importPath);
      importers.push({
        name: `${directory.path === '' ? '' : `${directory.path}/`}${file.name}`,
        rows,
        related: { file: path, range: spec?.range ?? startOfFile, message: say('imports') },
      });
    }
  }
  return importers;
}

function plainRows(file: GoFile, table: ConstraintTable): RowSet {
  const { condition } = table.header(file.constraints);
  if (condition.kind === 'malformed' || file.packageName === 'documentation') return noRows;
  const expr = fileExpr(file, condition);
  return expr ? intersect(firstClass, certainRows(expr, plainBuilds(newestKnownMinor))) : firstClass;
}

/** Counts a row whatever its cgo: a port is broken where either of its two builds is. */
function withBothCgo(rows: RowSet): RowSet {
  const names = new Set(listRows(rows).map(({ goos, goarch }) => `${goos}/${goarch}`));
  return rowsOfPorts(firstClassPorts.filter(({ goos, goarch }) => names.has(`${goos}/${goarch}`)));
}

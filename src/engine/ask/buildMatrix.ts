import { joinPath, relativeWithin } from '../../base/paths';
import { isTestFileName } from '../constraints/fileName';
import { portsOf } from '../constraints/ports';
import type { Directory } from '../model/tree';
import { MatrixConditions, isBuilt, isMatrixFile, type MatrixCondition } from './matrixCells';
import { matrixTargets, type MatrixTarget } from './matrixTargets';
import { installedMinor, ownTarget } from './ownTarget';
import type { Question } from './question';

/** What is asked of the matrix. */
export interface MatrixScope {
  /** absolute; the folders below it count, too */
  readonly folder: string;
  /** targets that the configuration declares */
  readonly targets: readonly string[];
  /** what -tags sets in every build, beside the tags of a target */
  readonly tags: readonly string[];
}

export interface MatrixFile {
  /** base name */
  readonly name: string;
  readonly isTest: boolean;
  /** index in `conditions` */
  readonly condition: number;
}

export interface MatrixPackage {
  /** folder relative to the folder that was asked about; '' is that itself */
  readonly path: string;
  readonly files: readonly MatrixFile[];
}

/** Files by targets: which builds take which file, and why the others do not. */
export interface BuildMatrix {
  /** absolute */
  readonly folder: string;
  /** the N of the go1.N that the ports are those of */
  readonly minor: number;
  readonly ports: number;
  readonly targets: readonly MatrixTarget[];
  readonly tags: readonly string[];
  readonly conditions: readonly MatrixCondition[];
  readonly packages: readonly MatrixPackage[];
}

/** From the scan of the tree alone: no file is read for it, nothing is run. */
export function buildMatrix({ folder, targets: declared, tags }: MatrixScope): Question<BuildMatrix> {
  return async (facts) => {
    const tree = await facts.tree(facts.root);
    const minor = await installedMinor(facts);
    const ports = portsOf(minor);
    const targets = await matrixTargets(await ownTarget(facts), declared, minor, facts);
    const conditions = new MatrixConditions(targets, ports, { minor, tags });
    const packages: MatrixPackage[] = [];
    for (const directory of tree.directories.values()) {
      const path = relativeWithin(folder, joinPath(tree.root, directory.path));
      if (path !== undefined && directory.goFileCount > 0) packages.push(packageOf(directory, path, conditions));
    }
    packages.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { folder, minor, ports: ports.length, targets, tags, conditions: conditions.list, packages };
  };
}

function packageOf({ goFiles, otherFiles }: Directory, path: string, conditions: MatrixConditions): MatrixPackage {
  const files = [...goFiles, ...otherFiles.filter(isMatrixFile)].map((file) => ({
    name: file.name,
    isTest: isTestFileName(file.name),
    condition: conditions.of(file),
  }));
  return { path, files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Counts that every face tells alike. */
export interface MatrixCounts {
  readonly files: number;
  /** files that not every build takes */
  readonly conditional: number;
  /** not built by a plain build on this machine */
  readonly missed: number;
  /** that a build takes on no port */
  readonly nowhere: number;
}

export function matrixCounts({ packages, conditions, targets }: BuildMatrix): MatrixCounts {
  const own = targets.findIndex(({ origin }) => origin === 'own');
  const all = packages.flatMap(({ files }) => files.map((file) => conditions[file.condition]));
  const conditional = all.filter((condition) => condition !== undefined && isConditional(condition));
  const isMissed = (cells: MatrixCondition['cells']): boolean => !isBuilt(cells[own] ?? 'in');
  return {
    files: all.length,
    conditional: conditional.length,
    missed: all.filter((condition) => condition && isMissed(condition.cells)).length,
    nowhere: all.filter((condition) => condition?.ports === 0).length,
  };
}

/** Whether some build may leave the file out. */
export function isConditional({ text, cells }: MatrixCondition): boolean {
  return text !== '' || cells.some((cell) => cell !== 'in');
}

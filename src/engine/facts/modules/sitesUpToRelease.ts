import { basename, dirname, joinPath, relativeWithin } from '../../../base/paths';
import { headerCondition } from '../../constraints/inclusion';
import type { ConstraintLines } from '../../model/tree';
import { impliedGoMinor } from '../../parse/buildExpr';
import type { Facts } from '../factStore';
import type { ImportSite } from './importSites';

/**
 * The sites of an import that a Go of this release may build. A file for newer ones only (`//go:build go1.27`) may import what
 * the standard library has from then on, and `go mod tidy` says nothing of it.
 * @param minor the N of go1.N
 */
export async function sitesUpToRelease(
  sites: readonly ImportSite[],
  importPath: string,
  minor: number,
  facts: Facts,
): Promise<readonly ImportSite[]> {
  const { directories } = await facts.tree(facts.root);
  return sites.flatMap((site): ImportSite[] => {
    if (site.use !== 'elsewhere') return [site];
    const dir = dirname(site.file);
    const goFiles = directories.get(relativeWithin(facts.root, dir) ?? '')?.goFiles ?? [];
    const importing = goFiles.filter(({ imports }) => imports.includes(importPath));
    const older = importing.filter(({ constraints }) => leastMinor(constraints) <= minor);
    // A site stands for all files of its package.
    if (older.length === importing.length) return [site];
    const names = older.map(({ name }) => name);
    const [first] = names;
    if (first === undefined) return [];
    return [names.includes(basename(site.file)) ? site : { ...site, file: joinPath(dir, first) }];
  });
}

/** The N of the oldest go1.N that takes a file with these lines; 0 where every release may. */
function leastMinor(lines: ConstraintLines): number {
  const condition = headerCondition(lines);
  return (condition.kind === 'expression' ? impliedGoMinor(condition.expr) : undefined) ?? 0;
}

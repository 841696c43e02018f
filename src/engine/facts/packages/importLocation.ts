import type { Location } from '../../model/range';
import { parseGoHeader } from '../../parse/goHeader';
import type { Facts } from '../factStore';
import { moduleImports } from '../modules/moduleImports';

/** An import that something is explained with: see `ModuleUse`. */
export interface ExplainingImport {
  readonly importPath: string;
  readonly importer: string;
  readonly use: string;
}

/**
 * Where a file of a module imports a package; undefined where the importer is another module.
 * @param dir folder of the module
 */
export async function importLocation(dir: string, why: ExplainingImport, facts: Facts): Promise<Location | undefined> {
  const { imports } = await facts.get(moduleImports, dir);
  const sites = imports.of(why.importPath).filter(({ importer }) => importer === why.importer);
  const site = sites.find(({ use }) => use === why.use) ?? sites[0];
  if (site === undefined) return undefined;
  const header = parseGoHeader((await facts.readText(site.file)) ?? '');
  const spec = header.imports.find(({ path }) => path === why.importPath);
  return spec && { file: site.file, range: spec.range };
}

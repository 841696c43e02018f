import { joinPath, relativeWithin } from '../../../base/paths';
import type { Location } from '../../model/range';
import { parseGoHeader } from '../../parse/goHeader';
import type { Facts } from '../factStore';
import { goModOf } from '../modules/goModOf';
import type { RootImport } from '../sums/moduleUse';

/**
 * Where a file of a module imports a package; undefined where the importer is another module.
 * @param dir folder of the module
 */
export async function importLocation(dir: string, why: RootImport, facts: Facts): Promise<Location | undefined> {
  const goMod = await facts.get(goModOf, dir);
  const own = goMod.kind === 'file' ? goMod.file.module?.path.value : undefined;
  if (own === undefined || why.importer === why.importPath) return undefined;
  const below = relativeWithin(own, why.importer);
  const folder = below === undefined ? undefined : relativeWithin(facts.root, joinPath(dir, below));
  if (folder === undefined) return undefined;
  const directory = (await facts.tree(facts.root)).directories.get(folder);
  const importing = directory?.goFiles.filter((file) => file.imports.includes(why.importPath)) ?? [];
  const isTest = why.use === 'test';
  const file = importing.find(({ name }) => name.endsWith('_test.go') === isTest) ?? importing[0];
  if (file === undefined) return undefined;
  const path = joinPath(facts.root, folder, file.name);
  const { imports } = parseGoHeader((await facts.readText(path)) ?? '');
  const spec = imports.find((one) => one.path === why.importPath);
  return spec && { file: path, range: spec.range };
}

import type { Location } from '../../model/range';
import { startOfFile } from '../../model/range';
import { constrainedFile } from '../buildTags/constrainedFile';
import type { Facts } from '../factStore';

/** Where a file imports "C". */
export async function cgoImport(file: string, facts: Facts): Promise<Location> {
  const source = await facts.get(constrainedFile, file);
  const spec = source?.header.imports.find(({ path }) => path === 'C');
  return { file, range: spec?.range ?? startOfFile };
}

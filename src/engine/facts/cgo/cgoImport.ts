import type { Location } from '../../model/range';
import { startOfFile } from '../../model/range';
import { sourceHeader } from '../buildTags/sourceHeader';
import type { Facts } from '../factStore';

/** Where a file imports "C". */
export async function cgoImport(file: string, facts: Facts): Promise<Location> {
  const header = await facts.read(sourceHeader, file);
  const spec = header?.imports.find(({ path }) => path === 'C');
  return { file, range: spec?.range ?? startOfFile };
}

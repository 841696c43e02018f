import type { Facts } from '../../facts/factStore';
import { goModOf } from '../../facts/modules/goModOf';
import { missingSums } from '../../facts/sums/missingSums';
import type { ReadSumFile } from '../../facts/sums/sumFile';
import { emptyGoModHash, isKnownHash, isPossibleH1, type GoSumEntry } from '../../parse/goSum';
import { isDeadLine } from './gosum-dead-lines';
import { lacksFolder } from './missingHash';

/**
 * Whether `go mod tidy` writes go.sum anew for certain. It passes over lines that it cannot read, but leaves the file as it
 * is, with them, unless it has a hash to add or a line of three fields to delete (TrimGoSum and WriteGoSum of
 * cmd/go/internal/modfetch).
 */
export async function tidyRewrites(dir: string, { table, parsed }: ReadSumFile, facts: Facts): Promise<boolean> {
  const goMod = await facts.get(goModOf, dir);
  if (goMod.kind !== 'file' || goMod.state !== 'sound') return false;
  const { zip, goMod: ofGoMod } = await missingSums(dir, table, facts);
  const missing = [...zip, ...ofGoMod];
  // A version that nothing can download stops it.
  if (missing.some(lacksFolder)) return false;
  const { replace } = goMod.file;
  // go passes over such a hash when it reads the file: there is nothing that it would delete.
  const read = parsed.entries.filter(({ hash }) => hash !== emptyGoModHash);
  const isDead = (entry: GoSumEntry): boolean => isDeadLine(entry, replace);
  // A hash that fits no content stops it as soon as it looks at the module.
  if (read.some((entry) => isKnownHash(entry.hash) && !isPossibleH1(entry.hash) && !isDead(entry))) return false;
  if (read.some(isDead)) return true;
  // It passes over files that are never built.
  return missing.some(({ why }) => why !== undefined && why.use !== 'elsewhere');
}

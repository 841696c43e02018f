import { isTestFileName } from '../../constraints/fileName';
import type { Directory } from '../../model/tree';
import { buildsUnderAnyTags } from '../../constraints/inclusion';
import { constraintLinesOf, parseGoHeader } from '../../parse/goHeader';
import { compareGoVersions } from '../../parse/goVersion';
import type { Facts } from '../factStore';
import type { CopySource } from './vendorPlan';

/** Which files of a folder `go mod vendor` copies (`matchPotentialSourceFile`, `matchMetadata` of modcmd/vendor.go). */

const metadata = /^(?:AUTHORS|CONTRIBUTORS|COPYLEFT|COPYING|COPYRIGHT|LEGAL|LICENSE|NOTICE|PATENTS)/;

export function isMetadata(name: string): boolean {
  return metadata.test(name);
}

/**
 * @param goVersion of go.mod or go.work
 * @param known what the scan says of the vendored folder, whose files are those of the source; undefined where they are not
 */
export async function isCopied(
  name: string,
  source: CopySource,
  goVersion: string,
  known: Directory | undefined,
  facts: Facts,
): Promise<boolean> {
  if (source.role === 'embedded') return source.names?.has(name) === true;
  if (source.role === 'metadata') return isMetadata(name);
  if (isTestFileName(name)) return false;
  // Until go 1.17 the vendor folder kept them.
  if (name === 'go.mod' || name === 'go.sum') return compareGoVersions(goVersion, '1.17') < 0;
  if (!name.endsWith('.go')) return true;
  const scanned = known?.goFiles.find((file) => file.name === name);
  if (scanned && !scanned.constraints.suspicious) return buildsUnderAnyTags(scanned.constraints);
  const content = await facts.readFile(`${source.folder}/${name}`);
  return content.kind === 'file' && buildsUnderAnyTags(constraintLinesOf(parseGoHeader(content.bytes).constraints));
}

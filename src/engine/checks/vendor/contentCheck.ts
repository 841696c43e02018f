import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { vendorContent, type ContentDifference, type VendorContent } from '../../facts/vendor/vendorContent';
import { vendorFolders, type VendorFolder } from '../../facts/vendor/vendorFolders';
import { vendorList } from '../../facts/vendor/vendorList';
import { sourceName } from '../../facts/vendor/vendorPlan';
import { notAtHand } from '../../modfile/notAtHand';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, type CheckResult, type Unknown } from '../../model/outcome';
import { lineRange, startOfFile, type Location } from '../../model/range';
import { moduleLineLocation, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** The frame of the checks that compare vendored files with the modules that they come from. */

/** A difference, and the vendor folder that it is in. */
export interface VendoredFile {
  readonly folder: ReadVendorFolder;
  readonly difference: ContentDifference;
}

/** More findings than this of one module are one, at its line of modules.txt. */
const mostOfAModule = 20;
const mostRelated = 10;

/** Files that a build may read: of these a difference is more than clutter. */
export function isBuildFile(file: string): boolean {
  return /\.(?:go|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|s|S|sx|swig|swigcxx|syso)$/.test(file);
}

/**
 * @param kinds of differences that the check is about
 * @param describe undefined for what is not worth a word
 * @param many says how many files of a module differ, where there are too many to tell one by one
 * @param excepting differences of a folder that another check tells
 */
export async function eachDifference(
  facts: Facts,
  kinds: readonly ContentDifference['kind'][],
  describe: (file: VendoredFile) => FindingDraft | undefined,
  many: (files: number, module: string) => Message,
  excepting?: (folder: VendorFolder, facts: Facts) => Promise<(difference: ContentDifference) => boolean>,
): Promise<CheckResult> {
  const folders = await facts.get(vendorFolders);
  if (folders.length === 0) return notApplicable(say('shared.noVendor'));
  const findings: FindingDraft[] = [];
  const contents: VendorContent[] = [];
  for (const folder of folders) {
    const content = await facts.get(vendorContent, folder.path);
    if (content === undefined || folder.modulesTxt === undefined) continue;
    contents.push(content);
    const read = { ...folder, modulesTxt: folder.modulesTxt, list: vendorList(folder.modulesTxt) };
    // Where git converted one text file, it converted them all.
    const isConverted = (await facts.readText(folder.modulesTxtPath))?.includes('\r\n') === true;
    const isExcepted = excepting && content.differences.length > 0 ? await excepting(folder, facts) : undefined;
    const own = content.differences.filter(
      (one) => kinds.includes(one.kind) && !(one.kind === 'line-ends' && isConverted) && isExcepted?.(one) !== true,
    );
    for (const group of byModule(own)) findings.push(...describeGroup(read, group, describe, many));
  }
  return found(findings, incomplete(contents));
}

function byModule(differences: readonly ContentDifference[]): Iterable<readonly ContentDifference[]> {
  const groups = new Map<unknown, ContentDifference[]>();
  for (const difference of differences) {
    const key = difference.module;
    const group = groups.get(key);
    if (group) group.push(difference);
    else groups.set(key, [difference]);
  }
  return groups.values();
}

function describeGroup(
  folder: ReadVendorFolder,
  group: readonly ContentDifference[],
  describe: (file: VendoredFile) => FindingDraft | undefined,
  many: (files: number, module: string) => Message,
): readonly FindingDraft[] {
  const single = group.flatMap((difference) => {
    const finding = describe({ folder, difference });
    return finding ? [{ difference, finding }] : [];
  });
  const [first] = single;
  const module = first?.difference.module;
  if (single.length <= mostOfAModule || first === undefined || module === undefined)
    return single.map(({ finding }) => ({ fixes: [vendorFix(folder)], ...finding }));
  const severe = single.find(({ finding }) => finding.severity === 'warning') ?? first;
  return [
    {
      message: many(single.length, moduleName(severe.difference)),
      severity: severe.finding.severity ?? 'warning',
      location: moduleLineLocation(folder, module.line),
      related: single.slice(0, mostRelated).flatMap(({ finding }) => {
        return finding.location ? [{ ...finding.location, message: finding.message }] : [];
      }),
      key: module.line.path,
      about: [module.line.path],
      fixes: [vendorFix(folder)],
    },
  ];
}

/** The module that a file was copied from, as messages name it. */
export function moduleName({ module }: ContentDifference): string {
  return module === undefined ? '' : sourceName(module).replace('@', ' ');
}

/** Where a vendored file begins to differ; its start for one that is strange altogether. */
export function fileLocation({ folder, difference }: VendoredFile): Location {
  const { file, line } = difference;
  return { file: joinPath(folder.path, file), range: line === undefined ? startOfFile : lineRange(line, 0, 0) };
}

/** The line of modules.txt that makes go copy a file. */
export function packageLocation({ folder, difference }: VendoredFile): Location {
  const { package: vendored } = difference;
  if (vendored === undefined) return { file: folder.modulesTxtPath, range: startOfFile };
  const { line, column, path } = vendored;
  return { file: folder.modulesTxtPath, range: lineRange(line, column, column + path.length) };
}

/** More names than this help nobody. */
const named = 5;

function shorten(names: readonly string[]): string {
  return names.slice(0, named).join(', ') + (names.length > named ? ', ...' : '');
}

function incomplete(contents: readonly VendorContent[]): Unknown | undefined {
  const all = (of: (content: VendorContent) => readonly string[]): readonly string[] => [
    ...new Set(contents.flatMap(of)),
  ];
  const unreadable = all((content) => content.unreadable);
  const altered = all((content) => content.altered);
  const unavailable = all((content) => content.unavailable);
  if (unreadable.length > 0)
    return {
      reason: say('shared.vendorUnreadable', { files: shorten(unreadable) }),
      needs: 'readable-files',
      missing: unreadable,
    };
  if (altered.length > 0)
    return {
      reason: say('shared.cacheAltered', { modules: shorten(altered) }),
      needs: 'module-cache',
      missing: altered,
    };
  return unavailable.length > 0 ? notAtHand(unavailable) : undefined;
}

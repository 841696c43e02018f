import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { gitFiles, ignoredBelow } from '../../facts/git/gitFiles';
import { vendorContent } from '../../facts/vendor/vendorContent';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable, unknown, type CheckResult } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { isTestFileName } from '../../constraints/fileName';
import { withoutGitAnswer } from '../../modfile/gitAnswer';
import { vendorFolders } from '../../facts/vendor/vendorFolders';
import { vendorList } from '../../facts/vendor/vendorList';
import { isBuildFile } from './contentCheck';
import type { ReadVendorFolder } from './vendorCheck';

/** Vendored files that are here and in no clone: names such as `build/`, `bin/`, `*.so`, `core` catch what go copied. */
export const vendorGitignored: RootCheck = {
  id: 'vendor-gitignored',
  family: 'vendor',
  scope: 'root',
  title: 'git ignores no file of a committed vendor folder',
  why: 'A build from vendor finds the file here, and stops in every clone and in CI. A rule of .gitignore that means the own files catches it.',
  fix: 'Except vendor from the rule (a line !/vendor/** behind it), and commit the files.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'offline',
  readsOnly: true,
  since: '0.1.0',
  messages: {
    built: 'git ignores this file, so a clone lacks it: a build of package {package} from vendor stops there',
    other: 'git ignores this file, so a clone lacks it; go mod vendor puts it here',
    many: 'git ignores {files} files of vendor that builds need, such as {file}: a clone lacks them',
    another: 'ignored too',
  },
  run: async (_, facts) => {
    const findings: FindingDraft[] = [];
    let end: CheckResult | undefined;
    for (const folder of await facts.get(vendorFolders)) {
      const files = await facts.get(gitFiles, folder.owner);
      if (files.kind !== 'answer') end = withoutGitAnswer(files);
      else if (!files.tracked.has('vendor/modules.txt')) end ??= notApplicable(say('shared.vendorNotCommitted'));
      else if (folder.modulesTxt) {
        const read = { ...folder, modulesTxt: folder.modulesTxt, list: vendorList(folder.modulesTxt) };
        const ignored = await facts.get(ignoredBelow, folder.path);
        if (!ignored.certain) end ??= unknown(say('shared.gitIncludes'), 'configuration', ['.gitconfig']);
        findings.push(...(await judge(read, ignored.files, facts)));
      }
    }
    if (findings.length > 0) return found(findings);
    const none = (await facts.get(vendorFolders)).length === 0;
    return end ?? (none ? notApplicable(say('shared.noVendor')) : found([]));
  },
};

/** More findings than this are one. */
const most = 5;
const mostRelated = 10;

async function judge(
  folder: ReadVendorFolder,
  names: readonly string[],
  facts: Facts,
): Promise<readonly FindingDraft[]> {
  const wanted = await wantedOf(folder, names, facts);
  const built = wanted.filter((name) => isBuilt(folder, name));
  const [first, ...others] = built;
  if (first === undefined || built.length <= most) {
    return wanted.slice(0, most).map((name) => {
      const args = { package: folderOf(name) };
      return {
        message: isBuilt(folder, name) ? say('built', args) : say('other'),
        severity: isBuilt(folder, name) ? 'warning' : 'info',
        location: { file: joinPath(folder.path, name), range: startOfFile },
        key: name,
      };
    });
  }
  const place = (name: string): { file: string; range: typeof startOfFile } => ({
    file: joinPath(folder.path, name),
    range: startOfFile,
  });
  return [
    {
      message: say('many', { files: built.length, file: `vendor/${first}` }),
      location: place(first),
      related: others.slice(0, mostRelated).map((name) => ({ ...place(name), message: say('another') })),
      key: 'files',
    },
  ];
}

/** Those that `go mod vendor` copies: what else lies there may well be ignored. Without the modules only what go builds is known. */
async function wantedOf(folder: ReadVendorFolder, names: readonly string[], facts: Facts): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const content = await facts.get(vendorContent, folder.path);
  const strange = new Set(
    content?.differences.filter(({ kind }) => kind === 'extra' || kind === 'kept').map(({ file }) => file),
  );
  const isWhole = content !== undefined && content.unavailable.length + content.altered.length === 0;
  return names.filter((name) => !strange.has(name) && (isWhole || isBuilt(folder, name)));
}

function isBuilt({ list }: ReadVendorFolder, name: string): boolean {
  return list.packages.has(folderOf(name)) && isBuildFile(name) && !isTestFileName(name);
}

function folderOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('/'), 0));
}

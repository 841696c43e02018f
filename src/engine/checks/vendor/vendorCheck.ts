import { remember } from '../../../base/remember';
import type { Facts } from '../../facts/factStore';
import { vendorFolders, type VendorFolder } from '../../facts/vendor/vendorFolders';
import { vendorList, type VendorList } from '../../facts/vendor/vendorList';
import type { FindingDraft } from '../../model/finding';
import type { CommandFix } from '../../model/fix';
import { say, type Templates } from '../../model/message';
import { found, notApplicable, type CheckResult } from '../../model/outcome';
import { lineRange, type Location } from '../../model/range';
import { compareGoVersions } from '../../parse/goVersion';
import type { ModulesTxt, VendoredModule } from '../../parse/modulesTxt';

/** A vendor folder whose modules.txt was read. */
export interface ReadVendorFolder extends VendorFolder {
  readonly modulesTxt: ModulesTxt;
  readonly list: VendorList;
}

const readFolder = remember((folder: VendorFolder): ReadVendorFolder | undefined => {
  const { modulesTxt } = folder;
  return modulesTxt && { ...folder, modulesTxt, list: vendorList(modulesTxt) };
});

/** Runs a check over every vendor folder with a modules.txt that go builds from. */
export async function eachVendorFolder(
  facts: Facts,
  judge: (folder: ReadVendorFolder) => readonly FindingDraft[] | Promise<readonly FindingDraft[]>,
): Promise<CheckResult> {
  const folders = await facts.get(vendorFolders);
  if (folders.length === 0) return notApplicable(say('shared.noVendor'));
  const read = folders.flatMap((folder) => readFolder(folder) ?? []);
  return found((await Promise.all(read.map(async (folder) => judge(folder)))).flat());
}

/**
 * Before go 1.14 modules.txt did not say what is required or replaced, so go compares no more than versions there. Such a
 * folder counts with -mod=vendor alone. A go.mod without a go line is one of go 1.16.
 */
export function isBefore114({ kind, goVersion }: VendorFolder): boolean {
  return kind === 'module' && goVersion !== '' && compareGoVersions(goVersion, '1.14') < 0;
}

export function vendorFix({ kind, owner }: VendorFolder): CommandFix {
  const workspace = kind === 'workspace';
  return {
    kind: 'command',
    title: say(workspace ? 'shared.fix.workVendor' : 'shared.fix.vendor'),
    safe: false,
    args: [workspace ? 'work' : 'mod', 'vendor'],
    cwd: owner,
    touches: [`${owner}/vendor/`],
    needsNetwork: true,
  };
}

/** The path and what follows it in a module line of modules.txt. */
export function moduleLineLocation(folder: VendorFolder, module: VendoredModule): Location {
  return { file: folder.modulesTxtPath, range: lineRange(module.line, module.column, module.endColumn) };
}

const stops = 'go stops here with "inconsistent vendoring"';
const stopsAlone = 'outside the workspace (GOWORK=off) go stops';

/** Each sentence with what follows from it: `name` where go stops by default, `nameAlone` where a workspace hides it. */
export function withConsequence(sentences: Templates): Templates {
  return Object.fromEntries(
    Object.entries(sentences).flatMap(([name, text]) => [
      [name, `${text}; ${stops}`],
      [`${name}Alone`, `${text}; ${stopsAlone}`],
    ]),
  );
}

/** The severity, and the message that `withConsequence` made, of something that go calls inconsistent vendoring. */
export function inconsistent(
  folder: VendorFolder,
  name: string,
  args: Readonly<Record<string, string | number>>,
): Pick<FindingDraft, 'message' | 'severity'> {
  return folder.hidden
    ? { message: say(`${name}Alone`, args), severity: 'warning' }
    : { message: say(name, args), severity: 'error' };
}

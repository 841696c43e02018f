import type { Facts } from '../../facts/factStore';
import { goInstallation } from '../../facts/go/goInstallation';
import { selectedToolchain, selectedToolchainAlone } from '../../facts/go/selectedToolchain';
import { vendorFolders } from '../../facts/vendor/vendorFolders';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { unknown } from '../../model/outcome';
import { lineRange } from '../../model/range';
import { compareGoVersions, isValidGoVersion } from '../../parse/goVersion';
import { eachVendorFolder, vendorFix, type ReadVendorFolder } from './vendorCheck';

/** `## go 1.99` below a module: the Go that runs here refuses to read further. */
export const vendorGoTooNew: RootCheck = {
  id: 'vendor-go-too-new',
  family: 'vendor',
  scope: 'root',
  title: 'No vendored module needs a newer Go',
  why: 'go compares the go version of each module of vendor/modules.txt with its own, and stops at the first that is newer.',
  fix: 'Raise the go line of go.mod, so that go switches to a newer toolchain, or require an older version of the module.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    stops: 'vendor/modules.txt says that {module} needs Go {required}; Go {running} runs here and stops',
    alone:
      'vendor/modules.txt says that {module} needs Go {required}; outside the workspace Go {running} runs here and stops',
  },
  run: async (_, facts) => {
    const { found: installed } = await facts.get(goInstallation);
    if (installed === undefined && (await facts.get(vendorFolders)).length > 0)
      return unknown(say('shared.goNotFound'), 'go');
    return eachVendorFolder(facts, (folder) => judge(folder, facts));
  },
};

async function judge(folder: ReadVendorFolder, facts: Facts): Promise<readonly FindingDraft[]> {
  const running = await runningGo(folder, facts);
  if (running === undefined) return [];
  return folder.modulesTxt.modules.flatMap(({ path, goVersion, goLine }) => {
    if (goVersion === undefined || goLine === undefined || !isValidGoVersion(goVersion)) return [];
    if (compareGoVersions(goVersion, running) <= 0) return [];
    return [
      {
        message: say(folder.hidden ? 'alone' : 'stops', { module: path, required: goVersion, running }),
        severity: folder.hidden ? 'warning' : 'error',
        location: { file: folder.modulesTxtPath, range: lineRange(goLine, 0, '## '.length) },
        key: path,
        about: [path],
        fixes: [vendorFix(folder)],
      },
    ];
  });
}

/** Version of the Go that a command beside the folder ends up with; undefined where that is not known, or where another check speaks. */
async function runningGo(folder: ReadVendorFolder, facts: Facts): Promise<string | undefined> {
  const fact = folder.hidden ? selectedToolchainAlone : selectedToolchain;
  const selected = await facts.get(fact, folder.owner);
  if (selected.kind !== 'switch' && selected.kind !== 'local') return undefined;
  const { version } = selected.kind === 'switch' ? selected : selected.local;
  // Older ones do not look.
  return compareGoVersions(version, '1.21') < 0 ? undefined : version;
}

import { joinPath } from '../../../base/paths';
import { isTestFileName } from '../../constraints/fileName';
import { directoriesOfModule } from '../../facts/packages/moduleDirectories';
import { findOnPath } from '../../facts/cgo/cgoDefault';
import { environmentVariable } from '../../facts/environment/environmentVariable';
import { nativePath, osVariable } from '../../facts/environment/osVariable';
import type { Facts } from '../../facts/factStore';
import { gitSafeFolders, isSafe } from '../../facts/git/gitSafeFolders';
import { repositoryTop } from '../../facts/modules/repositoryTop';
import type { ModuleCheck } from '../../model/check';
import { say } from '../../model/message';
import { found, notApplicable, passed, unknown } from '../../model/outcome';
import { flagValue, parseGoFlags } from '../../parse/goFlags';

export const buildvcsBlocked: ModuleCheck = {
  id: 'buildvcs-blocked',
  family: 'build',
  scope: 'module',
  title: 'git tells go the revision of a program',
  why: 'go build asks git for what it stamps into a program; git refuses a repository of another account, and go build stops.',
  fix: 'Give the files to this account, or agree: git config --global --add safe.directory FOLDER; or build with -buildvcs=false.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    owner:
      '{folder} belongs to account {owner}, not to {user}: git refuses it, so go build stops with "error obtaining VCS status"',
    noRepository: 'no git repository here',
    noProgram: 'no package main here, so go stamps nothing',
    switchedOff: 'GOFLAGS has -buildvcs=false',
    noGit: 'git is not on PATH, so go stamps nothing',
    includes: 'the configuration of git includes other files, which may hold safe.directory',
  },
  run: async (module, facts) => {
    const top = await facts.get(repositoryTop, module.dir);
    if (top === undefined) return notApplicable(say('noRepository'));
    const flags = parseGoFlags((await facts.get(environmentVariable, 'GOFLAGS')).value);
    if (/^(?:false|0|f)$/i.test(flagValue(flags, 'buildvcs') ?? '')) return notApplicable(say('switchedOff'));
    const foreign = await foreignPart(top, facts);
    if (foreign === undefined) return passed;
    if ((await findOnPath('git', facts)) === undefined) return notApplicable(say('noGit'));
    const folders = await facts.get(directoriesOfModule, module.dir);
    const isProgram = folders.some(({ goFiles }) =>
      goFiles.some(({ name, packageName }) => packageName === 'main' && !isTestFileName(name)),
    );
    if (!isProgram) return notApplicable(say('noProgram'));
    const safe = await facts.get(gitSafeFolders);
    if (isSafe(top, safe) || isSafe((await facts.realPath(top)) ?? top, safe)) return passed;
    if (!safe.certain) return unknown(say('includes'), 'configuration');
    const { path, owner, user } = foreign;
    const args = { folder: nativePath(facts.environment, path), owner, user };
    return found([{ message: say('owner', args), anchor: 'git', key: 'owner' }]);
  },
};

/** The work tree or its .git, where it belongs to somebody else: git wants both (`ensure_valid_ownership`). */
async function foreignPart(
  top: string,
  facts: Facts,
): Promise<{ readonly path: string; readonly owner: number; readonly user: number } | undefined> {
  for (const path of [top, joinPath(top, '.git')]) {
    const place = await facts.place(path);
    if (place?.owner === undefined || place.user === undefined || place.owner === place.user) continue;
    // Who became root by sudo is still trusted with what was theirs.
    if (place.user === 0 && osVariable(facts.environment, 'SUDO_UID') === String(place.owner)) continue;
    return { path, owner: place.owner, user: place.user };
  }
  return undefined;
}

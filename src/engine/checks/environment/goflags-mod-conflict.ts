import { basename, dirname, joinPath, relativeWithin } from '../../../base/paths';
import { environmentVariable, type GoVariable } from '../../facts/environment/environmentVariable';
import { userEnvFile, type UserEnvFile } from '../../facts/environment/userEnvFile';
import type { Facts } from '../../facts/factStore';
import { workspaceFile } from '../../facts/go/governingFile';
import type { Root, RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say, type Message } from '../../model/message';
import { found, notApplicable, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import type { Severity } from '../../model/severity';
import { flagValue, parseGoFlags } from '../../parse/goFlags';
import { parseGoMod } from '../../parse/goMod';
import { compareGoVersions } from '../../parse/goVersion';
import { dropFlagFix } from './dropFlagFix';
import { placeOf } from '../../facts/environment/variablePlace';
import { treeLists } from '../../facts/treeLists';

/** Of many modules with the same fault a few are enough to see it. */
const mostRelated = 5;

/** The modules of the repository, by the workspace that governs them. */
interface Governed {
  readonly workspaces: readonly string[];
  /** folders of modules outside any workspace */
  readonly alone: readonly string[];
}

interface Conflict {
  readonly message: Message;
  readonly severity: Severity;
  /** files that show it */
  readonly files?: readonly string[];
}

export const goflagsModConflict: RootCheck = {
  id: 'goflags-mod-conflict',
  family: 'environment',
  scope: 'root',
  title: 'GOFLAGS leaves -mod to go',
  why: 'go chooses -mod by itself: readonly, or vendor where there is a vendor folder. Another choice for everything breaks some.',
  fix: 'Take -mod and -modfile out of GOFLAGS, and give them to the one command that needs them.',
  severity: 'error',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    modInWorkspace: 'GOFLAGS has -mod=mod, which go refuses in a workspace: with {file} every build and list stops',
    modfileInWorkspace: 'GOFLAGS has -modfile, which go refuses in a workspace: with {file} every build and list stops',
    rewrites:
      'GOFLAGS has -mod=mod: go build, list and vet rewrite go.mod and go.sum without a word, and hide what CI refuses',
    noVendor:
      'GOFLAGS has -mod=vendor, but {folder} has no vendor folder: go build stops with "inconsistent vendoring"',
    noVendorMany:
      'GOFLAGS has -mod=vendor, but {count} modules such as {folder} have no vendor folder: go build stops there',
    here: 'the file that it does not fit',
  },
  run: async (root, facts) => {
    const variable = await facts.get(environmentVariable, 'GOFLAGS');
    const flags = parseGoFlags(variable.value);
    const mod = flagValue(flags, 'mod');
    const modfile = flagValue(flags, 'modfile');
    if (flags.unterminated || (mod !== 'mod' && mod !== 'vendor' && modfile === undefined)) return passed;
    const governed = await governedModules(root, facts);
    if (governed.workspaces.length + governed.alone.length === 0) return notApplicable(say('shared.noModule'));
    const conflicts: Conflict[] = [];
    if (mod === 'mod') conflicts.push(...modConflicts(governed));
    if (mod === 'vendor') conflicts.push(...(await vendorConflicts(root, governed, facts)));
    if (modfile !== undefined) conflicts.push(...inWorkspaces(governed, 'modfileInWorkspace'));
    const user = await facts.get(userEnvFile);
    return found(conflicts.map((conflict) => draftOf(conflict, variable, user)));
  },
};

function draftOf(conflict: Conflict, variable: GoVariable, user: UserEnvFile): FindingDraft {
  const { message, severity, files = [] } = conflict;
  const name = message.id.startsWith('modfile') ? 'modfile' : 'mod';
  const flag = parseGoFlags(variable.value).flags.findLast((candidate) => candidate.name === name);
  const related = files.slice(0, mostRelated).map((file) => ({ file, range: startOfFile, message: say('here') }));
  const fixes = dropFlagFix(variable, (candidate) => candidate.name === name, user);
  return { message, severity, ...placeOf(variable, flag), related, fixes, key: `${message.id} ${files.join(' ')}` };
}

async function governedModules(root: Root, facts: Facts): Promise<Governed> {
  const tree = await facts.get(treeLists, root.dir);
  const workspaces = new Set<string>();
  const alone: string[] = [];
  for (const path of tree.modules) {
    const folder = joinPath(root.dir, path);
    const workspace = await facts.get(workspaceFile, folder);
    if (workspace.kind === 'file') workspaces.add(workspace.path);
    else alone.push(folder);
  }
  return { workspaces: [...workspaces], alone };
}

function modConflicts(governed: Governed): Conflict[] {
  const refused = inWorkspaces(governed, 'modInWorkspace');
  if (refused.length > 0) return refused;
  return [{ message: say('rewrites'), severity: 'warning' }];
}

function inWorkspaces({ workspaces }: Governed, message: string): Conflict[] {
  return workspaces.map((file) => ({
    message: say(message, { file: basename(file) }),
    severity: 'error',
    files: [file],
  }));
}

/** A vendor folder that is there but wrong is for the family vendor. */
async function vendorConflicts(root: Root, { alone }: Governed, facts: Facts): Promise<Conflict[]> {
  const files: string[] = [];
  for (const folder of alone) {
    if ((await facts.stat(joinPath(folder, 'vendor')))?.kind === 'directory') continue;
    const file = joinPath(folder, 'go.mod');
    const goMod = parseGoMod((await facts.readText(file)) ?? '');
    // Go before 1.14, and a module without a go line, had no consistent vendoring to check.
    const checked = goMod.go !== undefined && compareGoVersions(goMod.go.version.value, '1.14') >= 0;
    if (checked && goMod.require.length > 0) files.push(file);
  }
  const [first] = files;
  if (first === undefined) return [];
  const folder = relativeWithin(root.dir, dirname(first)) || basename(dirname(first));
  const name = files.length === 1 ? 'noVendor' : 'noVendorMany';
  return [{ message: say(name, { folder, count: files.length }), severity: 'error', files }];
}

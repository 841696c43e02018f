import { dirname } from '../../../base/paths';
import { nativePath, osVariable } from '../../facts/environment/osVariable';
import { goInstallation, type GoInstallation, type GoLookup, type RefusedGo } from '../../facts/go/goInstallation';
import type { Facts } from '../../facts/factStore';
import type { MachineCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';

/** How many folders a message names before it only counts. */
const named = 3;

export const goNotFound: MachineCheck = {
  id: 'go-not-found',
  family: 'toolchain',
  scope: 'machine',
  title: 'A go command is found',
  why: 'Without it nothing is built, and only the checks that read files can say anything.',
  fix: 'Install Go, put its bin folder on PATH, or name the go binary in the setting goPreflight.go.path.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    nowhere: 'No go command: none of the {count} folders of PATH and the usual places has one ({folders})',
    emptyPath: 'No go command: PATH is empty, and the usual places have none',
    offPath: 'go is not on PATH: Go {version} is in {folder}, where terminals and gopls do not look',
    insideWorkspace: 'The only go is {path}, inside the workspace: a repository does not choose what is run here',
    unresolvedShim: '{path} is a stand-in of {manager} and does not say which Go it would run here',
    unresolvedScript: '{path} is a script, and which Go it would run here, if any, cannot be read from it',
    foreignFirst:
      '{path} comes first on PATH and belongs to no Go distribution: terminals run it, while Go {version} in {folder} is looked at here',
    noGoroot: '{path} belongs to no Go distribution: there is no pkg/tool beside it',
    settingMissing: 'The setting goPreflight.go.path names {path}, where there is no go; Go {version} of PATH is used',
  },
  run: async (_, facts) => {
    const lookup = await facts.get(goInstallation);
    const native = (path: string): string => nativePath(facts.environment, path);
    const { found: go, refused } = lookup;
    const missing = refused.find(({ why }) => why === 'setting-missing');
    if (go && missing)
      return found([draft('settingMissing', { path: native(missing.path), version: go.version }, 'warning')]);
    const foreign = go && foreignBefore(go, lookup, facts.environment);
    if (foreign !== undefined) return found([draft('foreignFirst', foreign, 'warning')]);
    if (go?.source === 'well-known')
      return found([draft('offPath', { version: go.version, folder: native(dirname(go.path)) }, 'warning')]);
    if (go) return passed;
    if (refused.length === 0 && osVariable(facts.environment, 'PATH') === '') return found([draft('emptyPath', {})]);
    return found([whyNone(lookup, native)]);
  },
};

/** A program of that name on PATH, before the Go that is looked at: a terminal would run that one. */
function foreignBefore(
  go: GoInstallation,
  { refused, looked }: GoLookup,
  environment: Facts['environment'],
): Record<string, string> | undefined {
  if (go.source === 'setting') return undefined;
  const at = (path: string): number => looked.indexOf(dirname(path));
  const own = at(go.shimPath ?? go.path);
  const first = refused.find(({ why, path }) => why === 'no-goroot' && at(path) >= 0 && at(path) < own);
  if (first === undefined) return undefined;
  const folder = nativePath(environment, dirname(go.shimPath ?? go.path));
  return { path: nativePath(environment, first.path), version: go.version, folder };
}

function whyNone({ refused, looked }: GoLookup, native: (path: string) => string): FindingDraft {
  const first = refused[0];
  if (first && first.why !== 'setting-missing') return whyRefused(first, native(first.path));
  const folders = looked.slice(0, named).map(native).join(', ');
  const more = looked.length > named ? ' …' : '';
  return draft('nowhere', { count: looked.length, folders: `${folders}${more}` });
}

/** A go that was found and not taken does run in a terminal: a warning, for nothing else can be said of it. */
function whyRefused({ why, manager }: RefusedGo, path: string): FindingDraft {
  switch (why) {
    case 'inside-workspace':
      return draft('insideWorkspace', { path }, 'warning');
    case 'unresolved-shim':
      return manager === undefined || manager === 'script'
        ? draft('unresolvedScript', { path }, 'warning')
        : draft('unresolvedShim', { path, manager }, 'warning');
    default:
      return draft('noGoroot', { path }, 'warning');
  }
}

function draft(
  message: string,
  args: Record<string, string | number>,
  severity: 'error' | 'warning' = 'error',
): FindingDraft {
  return { message: say(message, args), anchor: 'toolchain', severity, key: message };
}

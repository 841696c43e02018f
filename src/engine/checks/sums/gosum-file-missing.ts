import type { Facts } from '../../facts/factStore';
import { buildList, type ListedModule } from '../../facts/sums/buildList';
import { ownUse, isHere } from '../../facts/sums/sumUse';
import type { Module, ModuleCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, passed } from '../../model/outcome';
import { startOfFile } from '../../model/range';
import { sumName } from './sumEntries';
import { tidyFix } from '../../modfile/goModFixes';
import { hasLines, sumSubject, type SumSubject } from './sumSubject';

/** No go.sum, or one without a line, where some module needs one. Then the missing hashes are not told one by one. */
export const gosumFileMissing: ModuleCheck = {
  id: 'gosum-file-missing',
  family: 'sums',
  scope: 'module',
  title: 'A module with dependencies has a go.sum',
  why: 'Without recorded hashes go builds nothing that comes from another module, and a changed download would go unnoticed.',
  fix: 'Run go mod tidy, and commit go.sum.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    stops: 'go.sum is missing; go needs the hash of {module} here and stops',
    stopsEmpty: 'go.sum is empty; go needs the hash of {module} here and stops',
    tidy: 'go.sum is missing; go mod tidy writes it, with the hash of {module} among others',
    tidyEmpty: 'go.sum is empty; go mod tidy fills it, with the hash of {module} among others',
    workspace: 'go.sum is missing; outside the workspace (GOWORK=off) go needs the hash of {module} and stops',
    workspaceEmpty: 'go.sum is empty; outside the workspace (GOWORK=off) go needs the hash of {module} and stops',
    file: 'this file has no line',
  },
  run: async (module, facts) => {
    const answer = await sumSubject(module, facts);
    if (answer.kind === 'none') return answer.result;
    if (hasLines(answer.subject)) return passed;
    const finding = await judge(module, answer.subject, facts);
    return finding === undefined ? passed : found([finding]);
  },
};

async function judge(module: Module, subject: SumSubject, facts: Facts): Promise<FindingDraft | undefined> {
  const needed = await neededModules(module, facts);
  const first = needed.find((one) => one.stops) ?? needed[0];
  if (first === undefined) return undefined;
  const consequence = !first.stops || subject.adds ? 'tidy' : subject.workspace ? 'workspace' : 'stops';
  const isEmpty = subject.file !== undefined;
  return {
    message: say(isEmpty ? `${consequence}Empty` : consequence, { module: first.name }),
    severity: consequence === 'stops' ? 'error' : 'warning',
    location: { file: subject.goModPath, range: first.module.require.version.range },
    key: 'go.sum',
    about: needed.map((one) => one.module.path),
    related: isEmpty ? [{ file: subject.path, range: startOfFile, message: say('file') }] : [],
    fixes: [tidyFix(module.dir)],
  };
}

interface NeededModule {
  readonly module: ListedModule;
  /** as go.sum would have it */
  readonly name: string;
  readonly stops: boolean;
}

/** The modules that a tidy go.sum has lines for, and whether a build or a test stops without. */
async function neededModules(module: Module, facts: Facts): Promise<readonly NeededModule[]> {
  const { pruned, modules } = await facts.get(buildList, module.dir);
  const used = await facts.get(ownUse, module.dir);
  return [...modules.values()].flatMap((listed) => {
    const { path, require, source } = listed;
    const use = used.get(path)?.use;
    if (source.kind === 'folder' || (use === undefined && !require.indirect && pruned)) return [];
    return [{ module: listed, name: sumName(source), stops: isHere(use) || !pruned }];
  });
}

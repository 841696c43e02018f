import { joinPath } from '../../../base/paths';
import type { Facts } from '../../facts/factStore';
import { goModOf } from '../../facts/modules/goModOf';
import { toolPath } from '../../facts/tools/installedTools';
import { wantedTools } from '../../facts/tools/wantedTools';
import { treeLists } from '../../facts/treeLists';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';

/** A hint and no more: in CI a step of its own may bring the tool, and the Go extension offers to install what it misses. */
export const toolMissing: RootCheck = {
  id: 'tool-missing',
  family: 'toolchain',
  scope: 'root',
  title: 'Tools that the repository configures are on this machine',
  why: 'What the configuration asks for happens on another machine only: the linter complains in CI first, the debugger does not start.',
  fix: 'Install the tool, or put the folder that it lies in on PATH.',
  severity: 'hint',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing:
      '{file} configures {name}, which is not on PATH, in GOBIN or in GOPATH/bin, and no tool line of a go.mod names it',
    noTools: 'no file here configures gopls, Delve or golangci-lint',
  },
  run: async (root, facts) => {
    const wanted = await facts.get(wantedTools, root.dir);
    if (wanted.length === 0) return notApplicable(say('noTools'));
    const own = await toolLines(root.dir, facts);
    const drafts: FindingDraft[] = [];
    for (const { name, file, location } of wanted) {
      if (own.has(name) || (await toolPath(name, facts)) !== undefined) continue;
      drafts.push({ message: say('missing', { name, file }), location, key: name });
    }
    return found(drafts);
  },
};

/** Names of the commands that `go tool` runs for some module here. */
async function toolLines(root: string, facts: Facts): Promise<ReadonlySet<string>> {
  const { modules } = await facts.get(treeLists, root);
  const names = new Set<string>();
  for (const module of modules) {
    const goMod = await facts.get(goModOf, joinPath(root, module));
    if (goMod.kind === 'file') for (const { path } of goMod.file.tool) names.add(commandOf(path.value));
  }
  return names;
}

/** As `go install` names it: the last element of its path that is no major version. */
function commandOf(path: string): string {
  const elements = path.split('/');
  const last = elements.at(-1) ?? '';
  return /^v[2-9]\d*$/.test(last) ? (elements.at(-2) ?? last) : last;
}

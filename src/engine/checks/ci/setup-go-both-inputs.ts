import { joinPath } from '../../../base/paths';
import { workflowsOf } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import {
  checksOutThisTree,
  inputOf,
  resolveInput,
  setupGoUses,
  stepsBefore,
  type SetupGo,
} from '../../parse/ci/setupGoUses';

export const setupGoBothInputs: RootCheck = {
  id: 'setup-go-both-inputs',
  family: 'ci',
  scope: 'root',
  title: 'A step names its Go once',
  why: 'With go-version and go-version-file setup-go reads the first only, so the file can say what it likes.',
  fix: 'Remove one of the two, best go-version.',
  severity: 'warning',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    both: 'Job {job} gives setup-go go-version and go-version-file: it uses {version} and never reads {file}',
    noWorkflows: 'no workflow installs Go',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let uses = 0;
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      for (const use of setupGoUses(content)) {
        uses++;
        const finding = bothInputs(file, use);
        if (finding) findings.push(finding);
      }
    }
    return uses === 0 ? notApplicable(say('noWorkflows')) : found(findings);
  },
};

function bothInputs(file: string, use: SetupGo): FindingDraft | undefined {
  const version = inputOf(use.step, 'go-version');
  const named = inputOf(use.step, 'go-version-file');
  if (!version || !named) return undefined;
  // An expression may come out empty, and then the file does count.
  const { values, unresolved } = resolveInput(use, version);
  if (unresolved || values.length === 0 || values.some(({ text }) => text === '')) return undefined;
  const args = { job: use.job.id, version: values.map(({ text }) => text).join(', '), file: named.text };
  return {
    message: say('both', args),
    location: { file, range: named.range },
    related: [],
    key: `${use.job.id} ${named.text}`,
  };
}

export const goVersionFileMissing: RootCheck = {
  id: 'go-version-file-missing',
  family: 'ci',
  scope: 'root',
  title: 'The file that a step takes its Go from exists',
  why: 'setup-go fails where it does not, and the job with it.',
  fix: 'Name a file that is in the repository: go.mod, with the folder of the module in front.',
  severity: 'error',
  worst: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    missing: 'Job {job} takes its Go from {file}, which is not in the repository: setup-go fails with "does not exist"',
    noWorkflows: 'no workflow installs Go',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let uses = 0;
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      for (const use of setupGoUses(content)) {
        uses++;
        const named = inputOf(use.step, 'go-version-file');
        // go-version wins, and then nobody looks for the file.
        if (!named || inputOf(use.step, 'go-version') || !checksOutThisTree(use.job)) continue;
        for (const { text, origin } of resolveInput(use, named).values) {
          if (text === '' || text.startsWith('/') || mayBeWritten(use, text)) continue;
          if ((await facts.stat(joinPath(root.dir, text))) !== undefined) continue;
          findings.push({
            message: say('missing', { job: use.job.id, file: text }),
            location: { file, range: origin.range },
            key: `${use.job.id} ${text}`,
            ...((use.job.mayFail || use.step.mayFail) && { severity: 'warning' }),
          });
        }
      }
    }
    return uses === 0 ? notApplicable(say('noWorkflows')) : found(findings);
  },
};

/** A step before may bring the file: a script that names it, or an action that unpacks something. */
function mayBeWritten(use: SetupGo, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return stepsBefore(use).some((step) => {
    if (step.run?.includes(name)) return true;
    return step.uses !== undefined && !/(^|\/)actions\/(checkout|cache|setup-\w+)$/.test(step.uses.name);
  });
}

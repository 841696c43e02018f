import { joinPath } from '../../../base/paths';
import { workflowsOf } from '../../facts/ci/ciFiles';
import type { Facts } from '../../facts/factStore';
import { goModLookup } from '../../facts/go/governingFile';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import { lineRange } from '../../model/range';
import { parseGoVersionSpec, specReaches } from '../../parse/ci/goVersionSpec';
import { inputOf, resolveInput, setupGoUses, type SetupGo } from '../../parse/ci/setupGoUses';
import { compareGoVersions, goVersionOfToolchain } from '../../parse/goVersion';

export const toolchainLineIgnored: RootCheck = {
  id: 'toolchain-line-ignored',
  family: 'ci',
  scope: 'root',
  title: 'setup-go installs the toolchain that go.mod names',
  why: 'Before version 6 it reads the go line alone. go then switches to the toolchain line by itself and downloads it in each run.',
  fix: 'Take setup-go 6 or later, which reads the toolchain line first.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    ignored:
      'setup-go {ref} installs Go {go} by the go line of {file} and passes over toolchain {toolchain}, which go then downloads in each run',
    line: 'this line is passed over',
    noFile: 'no workflow takes its Go from go.mod or go.work',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let uses = 0;
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      for (const use of setupGoUses(content)) {
        const named = inputOf(use.step, 'go-version-file');
        if (!named || inputOf(use.step, 'go-version')) continue;
        for (const { text, origin } of resolveInput(use, named).values) {
          if (!/(^|\/)go\.(mod|work)$/.test(text)) continue;
          uses++;
          const finding = await ignoredIn(text, use, root.dir, facts);
          if (finding) findings.push({ ...finding, location: { file, range: origin.range } });
        }
      }
    }
    return uses === 0 ? notApplicable(say('noFile')) : found(findings);
  },
};

async function ignoredIn(path: string, use: SetupGo, root: string, facts: Facts): Promise<FindingDraft | undefined> {
  const { uses } = use.step;
  // What a branch or a commit does is not written here; whoever sets GOTOOLCHAIN has decided.
  if (uses?.major === undefined || uses.major >= 6 || setsToolchain(use)) return undefined;
  const file = joinPath(root, path);
  const text = (await facts.readText(file)) ?? '';
  const [go, toolchain] = [goModLookup(text, 'go'), goModLookup(text, 'toolchain')];
  const version = goVersionOfToolchain(toolchain?.value ?? '');
  // Of `1.24` it takes the newest release, which has no reason to switch to another one of that line.
  if (!go || !toolchain || version === '' || specReaches(parseGoVersionSpec(go.value), version) !== false)
    return undefined;
  // Before 1.21 go knows no toolchain line.
  if (compareGoVersions(go.value, '1.21') < 0) return undefined;
  const range = lineRange(toolchain.line, toolchain.startColumn, toolchain.endColumn);
  return {
    message: say('ignored', { ref: uses.ref, go: go.value, file: path, toolchain: toolchain.value }),
    related: [{ file, range, message: say('line') }],
    key: `${use.job.id} ${path}`,
  };
}

function setsToolchain({ workflow, job, step }: SetupGo): boolean {
  const layers = [workflow.env, job.env, step.env, ...job.steps.map(({ env }) => env)];
  return (
    layers.some((env) => env.has('GOTOOLCHAIN')) || job.steps.some(({ run }) => run?.includes('GOTOOLCHAIN') === true)
  );
}

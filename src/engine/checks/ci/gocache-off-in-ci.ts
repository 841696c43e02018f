import { dockerfilesOf, workflowsOf } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Range } from '../../model/range';

export const gocacheOffInCi: RootCheck = {
  id: 'gocache-off-in-ci',
  family: 'ci',
  scope: 'root',
  title: 'No workflow or image turns the build cache off',
  why: 'Go needs its build cache since 1.12, and refuses to build without one.',
  fix: 'Take GOCACHE out, or name a folder; go clean -cache empties it.',
  severity: 'error',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    off: 'GOCACHE=off is set here: every go build and go test after it stops with "build cache is disabled by GOCACHE=off"',
    nothing: 'no workflow or Dockerfile sets GOCACHE',
  },
  run: async (root, facts) => {
    const drafts: FindingDraft[] = [];
    let judged = 0;
    const add = (file: string, value: string | undefined, range: Range | undefined): void => {
      if (value === undefined || range === undefined) return;
      judged++;
      if (value.trim() !== 'off') return;
      drafts.push({ message: say('off'), location: { file, range }, key: `off ${range.start.line}` });
    };
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      const environments = [
        content.env,
        ...content.jobs.flatMap(({ env, containerEnv, steps }) => [
          env,
          containerEnv,
          ...steps.map((step) => step.env),
        ]),
      ];
      for (const env of environments) add(file, env.get('GOCACHE')?.text, env.get('GOCACHE')?.range);
    }
    for (const { file, content } of await dockerfilesOf(root.dir, facts))
      for (const { steps } of content.stages)
        for (const step of steps)
          if (step.kind === 'env' && step.variable.name === 'GOCACHE')
            add(file, step.variable.value, step.variable.range);
    return judged === 0 ? notApplicable(say('nothing')) : found(drafts);
  },
};

import { workflowsOf } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Job } from '../../parse/ci/githubWorkflow';
import { inputOf, setupGoUses } from '../../parse/ci/setupGoUses';

export const ciMatrixExcludeNothing: RootCheck = {
  id: 'ci-matrix-exclude-nothing',
  family: 'ci',
  scope: 'root',
  title: 'Each exclude of a matrix of Go versions removes something',
  why: 'An exclude that names a version which is no longer in the matrix has no effect; perhaps its successor was meant.',
  fix: 'Name a version of the matrix, or remove the entry.',
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    nothing: 'Job {job} excludes {key}: {value}, which is not in its matrix: the entry removes nothing',
    noMatrix: 'no workflow has a matrix of Go versions',
  },
  run: async (root, facts) => {
    const findings: FindingDraft[] = [];
    let matrices = 0;
    for (const { file, content } of await workflowsOf(root.dir, facts)) {
      const jobs = new Set(setupGoUses(content).map(({ job }) => job));
      for (const job of jobs) {
        const keys = versionKeys(job);
        if (!job.matrix || keys.size === 0) continue;
        matrices++;
        for (const { absent } of job.matrix.idleExcludes) {
          if (!absent || !keys.has(absent.key)) continue;
          const { key, value } = absent;
          findings.push({
            message: say('nothing', { job: job.id, key, value: value.source }),
            location: { file, range: value.range },
            key: `${job.id} ${key} ${value.text}`,
          });
        }
      }
    }
    return matrices === 0 ? notApplicable(say('noMatrix')) : found(findings);
  },
};

/** The keys of the matrix that a go-version is made of. */
function versionKeys(job: Job): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const step of job.steps) {
    const version = inputOf(step, 'go-version')?.text ?? '';
    for (const [, key = ''] of version.matchAll(/matrix\.([\w-]+)/g)) keys.add(key);
  }
  return keys;
}

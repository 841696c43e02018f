import { workflowsOf } from '../../facts/ci/ciFiles';
import type { RootCheck } from '../../model/check';
import type { FindingDraft } from '../../model/finding';
import { say } from '../../model/message';
import { found, notApplicable } from '../../model/outcome';
import type { Step } from '../../parse/ci/githubWorkflow';

/** Actions that keep folders from run to run under a key. */
const caching: ReadonlySet<string> = new Set(['actions/cache', 'actions/cache/save']);

export const ciCacheKey: RootCheck = {
  id: 'ci-cache-key',
  family: 'ci',
  scope: 'root',
  title: 'The key of a cache of Go changes when its contents should',
  why: 'A cache is saved once for each key: under a key that never changes it stays as the first run left it, and under one that always does nothing is found later.',
  fix: "Put ${{ hashFiles('**/go.sum') }} into the key, and a prefix of it into restore-keys; or leave caching to actions/setup-go.",
  severity: 'info',
  confidence: 'certain',
  profile: 'static',
  since: '0.1.0',
  messages: {
    fixed:
      'the key of this cache of {what} never changes: it is saved once, and what is needed later is downloaded in every run',
    eachRun:
      'the key of this cache of {what} is new in every run or commit and has no restore-keys: no later run finds what is saved',
    noCaches: 'no workflow keeps a cache of Go of its own',
  },
  run: async (root, facts) => {
    const drafts: FindingDraft[] = [];
    let judged = 0;
    const workflows = await workflowsOf(root.dir, facts);
    const keys = workflows.flatMap(({ content }) => content.jobs.flatMap(({ steps }) => steps.flatMap(keyOf)));
    for (const { file, content } of workflows)
      for (const { steps } of content.jobs)
        for (const step of steps) {
          const what = cachedFolders(step);
          const key = step.inputs.get('key');
          if (what === undefined || key === undefined) continue;
          judged++;
          const problem = problemOf(key.text, step);
          if (problem === undefined || (problem === 'eachRun' && isHandedOver(step, key.text, keys))) continue;
          drafts.push({
            message: say(problem, { what }),
            location: { file, range: key.range },
            key: `${problem} ${key.text}`,
          });
        }
    return judged === 0 ? notApplicable(say('noCaches')) : found(drafts);
  },
};

function keyOf({ uses, inputs }: Step): readonly string[] {
  const key = inputs.get('key')?.text;
  return key !== undefined && uses?.name.startsWith('actions/cache') === true ? [key] : [];
}

/** Another job of the run restores what this one saves. Who only saves leaves restoring to a step of its own, by whatever prefix. */
function isHandedOver({ uses }: Step, key: string, keys: readonly string[]): boolean {
  return uses?.name === 'actions/cache/save' || keys.filter((other) => other === key).length > 1;
}

/** The folder of Go that a step keeps, by the name of its variable. */
function cachedFolders({ uses, inputs }: Step): 'GOMODCACHE' | 'GOCACHE' | undefined {
  if (uses === undefined || !caching.has(uses.name)) return undefined;
  const path = inputs.get('path')?.text ?? '';
  if (/go\/pkg\/mod|GOMODCACHE|gomodcache/.test(path)) return 'GOMODCACHE';
  return /go-build|GOCACHE|gocache/.test(path) ? 'GOCACHE' : undefined;
}

/** What an expression comes to is its own matter: a matrix or an output may hold a hash. */
function problemOf(key: string, { inputs }: Step): 'fixed' | 'eachRun' | undefined {
  const expressions = Array.from(key.matchAll(/\$\{\{([^}]*)\}\}/g), ([, body = '']) => body.trim());
  const restores = (inputs.get('restore-keys')?.text ?? '').trim() !== '';
  const changes = expressions.some((body) => /^github\.(?:run_id|run_number|sha)$/.test(body));
  if (changes) return restores ? undefined : 'eachRun';
  const isConstant = (body: string): boolean =>
    /^runner\.(?:os|arch)$|^github\.(?:job|workflow|repository)$/.test(body);
  return expressions.every(isConstant) ? 'fixed' : undefined;
}

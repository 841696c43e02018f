import type { Workflow, Job, Step } from './githubWorkflow';
import type { Combination } from './workflowMatrix';
import { resolveValue, type ExpressionScope, type Resolved } from './workflowExpression';
import type { YamlScalar } from './yamlTree';

/** A step of a job that installs Go with actions/setup-go. */
export interface SetupGo {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step;
  /** the steps behind it, up to the next setup-go */
  readonly after: readonly Step[];
  /** the steps before it */
  readonly before: readonly Step[];
}

export function setupGoUses(workflow: Workflow): readonly SetupGo[] {
  return workflow.jobs.flatMap((job) => {
    const at = job.steps.flatMap((step, index) => (isSetupGo(step) ? [index] : []));
    return at.map((index, position): SetupGo => {
      const step = job.steps[index];
      if (step === undefined) throw new Error('an index of the list itself');
      const after = job.steps.slice(index + 1, at[position + 1]);
      return { workflow, job, step, after, before: job.steps.slice(0, index) };
    });
  });
}

function isSetupGo(step: Step): boolean {
  return step.uses !== undefined && /(^|\/)actions\/setup-go$/.test(step.uses.name);
}

/** An input that is not there and an empty one are the same to an action. */
export function inputOf(step: Step, name: string): YamlScalar | undefined {
  const value = step.inputs.get(name);
  return value && value.text !== '' ? value : undefined;
}

export interface ResolvedInput {
  /** each value once, by the place it comes from */
  readonly values: readonly Resolved[];
  /** some run of the job gets a value that only the run knows */
  readonly unresolved: boolean;
}

/** What an input is in the runs of its job. */
export function resolveInput(use: SetupGo, value: YamlScalar): ResolvedInput {
  const combinations = combinationsOf(use.job);
  if (combinations === undefined) {
    const constant = resolveValue(value, scopeOf(use, new Map()));
    return { values: constant ? [constant] : [], unresolved: constant === undefined };
  }
  const values = new Map<string, Resolved>();
  let unresolved = false;
  for (const combination of combinations) {
    const resolved = resolveValue(value, scopeOf(use, combination));
    if (resolved === undefined) unresolved = true;
    else values.set(`${JSON.stringify(resolved.origin.range)} ${resolved.text}`, resolved);
  }
  return { values: [...values.values()], unresolved };
}

/**
 * The file that a step before reads a version from: `echo "version=$(cat .go-version)" >> "$GITHUB_OUTPUT"`. undefined where it comes
 * another way, or perhaps.
 */
export function fileReadFor({ before }: SetupGo, value: YamlScalar): string | undefined {
  const name = /^\$\{\{\s*(?:env|steps\.[\w-]+\.outputs)\.([\w-]+)\s*\}\}$/.exec(value.text.trim())?.[1];
  if (name === undefined) return undefined;
  const writes = before.flatMap((step) =>
    [...(step.run ?? '').matchAll(new RegExp(`(?<![\\w-])${name}=(.*)`, 'g'))].map(([, written = '']) => ({
      step,
      written,
    })),
  );
  const [only, ...others] = writes;
  if (only === undefined || others.length > 0) return undefined;
  if (only.step.condition !== undefined || only.step.workingDirectory !== '') return undefined;
  return /^\$\((?:cat |<) *([\w./-]+) *\)["']? *>> *["']?\$\{?GITHUB_(?:ENV|OUTPUT)\b/.exec(only.written)?.[1];
}

function combinationsOf(job: Job): readonly Combination[] | undefined {
  return job.matrix ? job.matrix.combinations : [new Map()];
}

function scopeOf({ workflow, job, step }: SetupGo, matrix: Combination): ExpressionScope {
  const scripts = job.steps.map((other) => other.run ?? '').filter((script) => script.includes('GITHUB_ENV'));
  return {
    matrix,
    env: [step.env, job.env, workflow.env],
    isWritten: (variable) => scripts.some((script) => script.includes(variable)),
  };
}

/** The repository that a job looks at is certainly this one, as it was pushed. */
export function checksOutThisTree(job: Job): boolean {
  const checkouts = job.steps.filter((step) => step.uses?.name.endsWith('actions/checkout'));
  const elsewhere = ['ref', 'repository', 'path'];
  return (
    checkouts.length > 0 && checkouts.every((step) => elsewhere.every((name) => inputOf(step, name) === undefined))
  );
}

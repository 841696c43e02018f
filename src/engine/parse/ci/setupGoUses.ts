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
  /** its place among the steps */
  readonly at: number;
  /** the scripts of the job that write variables for what follows */
  readonly writers: readonly string[];
}

export function setupGoUses(workflow: Workflow): readonly SetupGo[] {
  return workflow.jobs.flatMap((job) => {
    const places = job.steps.flatMap((step, index) => (isSetupGo(step) ? [index] : []));
    const writers = job.steps.map(({ run = '' }) => run).filter((script) => script.includes('GITHUB_ENV'));
    return places.map((at, position): SetupGo => {
      const step = job.steps[at];
      if (step === undefined) throw new Error('an index of the list itself');
      return { workflow, job, step, after: job.steps.slice(at + 1, places[position + 1]), at, writers };
    });
  });
}

/** The steps before it. */
export function stepsBefore({ job, at }: SetupGo): readonly Step[] {
  return job.steps.slice(0, at);
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
export function fileReadFor(use: SetupGo, value: YamlScalar): string | undefined {
  const name = /^\$\{\{\s*(?:env|steps\.[\w-]+\.outputs)\.([\w-]+)\s*\}\}$/.exec(value.text.trim())?.[1];
  if (name === undefined) return undefined;
  const writes = stepsBefore(use).flatMap((step) =>
    [...(step.run ?? '').matchAll(new RegExp(`(?<![\\w-])${name}=(.*)`, 'g'))].map(([, written = '']) => ({
      step,
      written,
    })),
  );
  const [only, ...others] = writes;
  if (only === undefined || others.length > 0) return undefined;
  if (only.step.condition !== undefined || only.step.workingDirectory !== '') return undefined;
  // Elsewhere that path is another file.
  if (/\b(?:cd|pushd)\b/.test(only.step.run ?? '')) return undefined;
  return /^\$\((?:cat |<) *([\w./-]+) *\)["']? *>> *["']?\$\{?GITHUB_(?:ENV|OUTPUT)\b/.exec(only.written)?.[1];
}

function combinationsOf(job: Job): readonly Combination[] | undefined {
  return job.matrix ? job.matrix.combinations : [new Map()];
}

function scopeOf({ workflow, job, step, writers }: SetupGo, matrix: Combination): ExpressionScope {
  return {
    matrix,
    env: [step.env, job.env, workflow.env],
    isWritten: (variable) => writers.some((script) => script.includes(variable)),
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

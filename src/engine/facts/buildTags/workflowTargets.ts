import { newestKnownMinor, portsOf } from '../../constraints/ports';
import { goInvocationsIn, type GoInvocation } from '../../parse/ci/goInvocations';
import type { Job, Step, Workflow } from '../../parse/ci/githubWorkflow';
import { resolveValue, type ExpressionScope } from '../../parse/ci/workflowExpression';
import type { Combination } from '../../parse/ci/workflowMatrix';
import type { YamlScalar } from '../../parse/ci/yamlTree';
import { folderPattern, scopeOf, type BuiltTarget } from './builtTarget';

interface Machine {
  readonly goos: string;
  readonly goarch: string;
}

/** Runners that GitHub has; of others nobody knows. */
const runners: readonly (readonly [RegExp, Machine])[] = [
  [/^ubuntu-.*-arm$/, { goos: 'linux', goarch: 'arm64' }],
  [/^ubuntu-/, { goos: 'linux', goarch: 'amd64' }],
  [/^macos-(?:13|.*-intel|.*-large)$/, { goos: 'darwin', goarch: 'amd64' }],
  [/^macos-/, { goos: 'darwin', goarch: 'arm64' }],
  [/^windows-.*-arm$/, { goos: 'windows', goarch: 'arm64' }],
  [/^windows-/, { goos: 'windows', goarch: 'amd64' }],
];

/** What the jobs of a workflow build for: `matrix.goos`, GOOS and GOARCH of a step, else the machine that a job runs on. */
export function workflowTargets(workflow: Workflow): readonly BuiltTarget[] {
  return workflow.jobs.flatMap((job) =>
    (job.matrix === undefined ? [noMatrix] : (job.matrix.combinations ?? [])).flatMap((matrix) =>
      targetsOfRun(job, matrix, workflow.env).map((target) => ({
        ...target,
        linked: target.linked && !isOpen(job, workflow.env),
      })),
    ),
  );
}

const noMatrix: Combination = new Map();

function targetsOfRun(job: Job, matrix: Combination, workflowEnv: ReadonlyMap<string, YamlScalar>): BuiltTarget[] {
  const machine = machineOf(job, matrix);
  const scopeOfStep = (step: Step): ExpressionScope => ({
    matrix,
    env: [step.env, job.env, workflowEnv],
    isWritten: () => false,
  });
  const targets: BuiltTarget[] = [];
  const native: Step[] = [];
  for (const step of job.steps.filter(runsGo)) {
    const scope = scopeOfStep(step);
    const invocations = goInvocationsIn(step.run ?? '');
    const cross = invocations.filter((invocation) => namesTarget(invocation, scope));
    targets.push(...cross.flatMap((invocation) => targetOf(invocation, step, scope, machine) ?? []));
    if (cross.length < invocations.length || (cross.length === 0 && !/\bGO(?:OS|ARCH)\b/.test(step.run ?? '')))
      native.push(step);
  }
  if (native.length === 0) return targets;
  const goos = textOf(matrix, 'goos');
  const own = goos !== '' ? { goos, goarch: textOf(matrix, 'goarch') || 'amd64' } : machine;
  if (own === undefined) return targets;
  const scopes = native.flatMap((step) => scopesOf(step, scopeOfStep(step)));
  // Of which packages nobody knows, but the target is one.
  return [...targets, ...(scopes.length > 0 ? scopes : [unknownScope]).map((scope) => ({ ...own, ...scope }))];
}

/**
 * Whether go adds GOFLAGS to what stands in the commands of a run: perhaps tags, perhaps another kind of program; or nobody minds
 * what becomes of it.
 */
function isOpen({ env, steps, mayFail }: Job, workflowEnv: ReadonlyMap<string, YamlScalar>): boolean {
  const variables = [workflowEnv, env, ...steps.map((step) => step.env)];
  return (
    mayFail || variables.some((each) => each.has('GOFLAGS')) || steps.some(({ run = '' }) => /\bGOFLAGS\b/.test(run))
  );
}

const unknownScope = { tested: false, linked: false, packages: [] };

/** What a step builds for the machine of its job, as far as it does that in every run. */
function scopesOf(
  { run = '', condition, workingDirectory }: Step,
  scope: ExpressionScope,
): readonly Pick<BuiltTarget, 'tags' | 'tested' | 'linked' | 'packages'>[] {
  if (condition !== undefined || setsTarget.test(run)) return [];
  const from = folderPattern(workingDirectory, '');
  return goInvocationsIn(run)
    .filter((invocation) => !namesTarget(invocation, scope))
    .flatMap((invocation) => scopeOf(invocation, from) ?? []);
}

/** For all commands behind it. */
const setsTarget = /(?:\bexport |\benv:|\bset )GO(?:OS|ARCH)\b/i;

/** undefined where something of it only a run knows. */
function targetOf(
  invocation: GoInvocation,
  { condition, workingDirectory }: Step,
  scope: ExpressionScope,
  machine: Machine | undefined,
): BuiltTarget | undefined {
  const built = scopeOf(invocation, folderPattern(workingDirectory, ''));
  const goos = variableOf('GOOS', invocation, scope) ?? machine?.goos;
  const goarch = variableOf('GOARCH', invocation, scope) ?? machine?.goarch;
  const cgo = variableOf('CGO_ENABLED', invocation, scope);
  if (!built || !isWord(goos) || !isWord(goarch)) return undefined;
  const isNative = goos === machine?.goos && goarch === machine.goarch;
  // Which of the machines of a matrix take a step with a condition is not asked; and no machine builds for what is no port.
  const isGuess = variableOf('GOOS', invocation, scope) === undefined;
  if (isGuess && ((condition !== undefined && scope.matrix.size > 0) || !isPort(goos, goarch))) return undefined;
  return {
    ...built,
    goos,
    goarch,
    // Whoever builds for another system or architecture has cgo off.
    cgo: cgo === '1' ? true : cgo === '0' || !isNative ? false : undefined,
    // What only some runs build nobody promises.
    packages: condition === undefined ? built.packages : [],
  };
}

/** Whether Go has it. */
export function isPort(goos: string, goarch: string): boolean {
  return portsOf(newestKnownMinor).some((port) => port.goos === goos && port.goarch === goarch);
}

function isWord(value: string | undefined): value is string {
  return value !== undefined && /^\w+$/.test(value);
}

function namesTarget(invocation: GoInvocation, scope: ExpressionScope): boolean {
  return ['GOOS', 'GOARCH'].some((name) => (variableOf(name, invocation, scope) ?? '') !== '');
}

/** The text of a variable of go; what only a run knows stays as it is written. undefined: nobody sets it. */
function variableOf(name: string, { variables }: GoInvocation, scope: ExpressionScope): string | undefined {
  const own = variables.get(name);
  if (own) return withMatrix(own.text, scope);
  const value = scope.env.map((env) => env.get(name)).find((found) => found !== undefined);
  const text = value && (resolveValue(value, scope)?.text ?? value.text);
  return text === '' ? undefined : text;
}

/** `GOARCH=${{ matrix.goarch }} go build` */
function withMatrix(text: string, { matrix }: ExpressionScope): string {
  return text.replaceAll(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (whole, key: string) => textOf(matrix, key) || whole);
}

function machineOf({ runsOn }: Job, matrix: Combination): Machine | undefined {
  const image = runsOn && resolveValue(runsOn, { matrix, env: [], isWritten: () => false })?.text;
  const images = [image ?? '', ...['os', 'platform', 'runner', 'runs-on'].map((key) => textOf(matrix, key))];
  return runners.find(([pattern]) => images.some((name) => pattern.test(name)))?.[1];
}

function textOf(matrix: Combination, key: string): string {
  const node = matrix.get(key);
  return node?.kind === 'scalar' ? node.text : '';
}

function runsGo({ run }: Step): boolean {
  return /\bgo (?:build|test|vet|install)\b/.test(run ?? '');
}

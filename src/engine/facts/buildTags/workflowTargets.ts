import { newestKnownMinor, portsOf } from '../../constraints/ports';
import { goInvocationsIn, type GoInvocation } from '../../parse/ci/goInvocations';
import type { Job, Step, Workflow } from '../../parse/ci/githubWorkflow';
import { resolveValue, type ExpressionScope } from '../../parse/ci/workflowExpression';
import type { Combination } from '../../parse/ci/workflowMatrix';
import type { YamlScalar } from '../../parse/ci/yamlTree';
import { scopeOf, type BuiltTarget } from './builtTarget';

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
      targetsOfRun(job, matrix, workflow.env),
    ),
  );
}

const noMatrix: Combination = new Map();

function targetsOfRun(job: Job, matrix: Combination, workflowEnv: ReadonlyMap<string, YamlScalar>): BuiltTarget[] {
  const machine = machineOf(job, matrix);
  const targets: BuiltTarget[] = [];
  const native: Step[] = [];
  for (const step of job.steps.filter(runsGo)) {
    const scope = { matrix, env: [step.env, job.env, workflowEnv], isWritten: () => false };
    const invocations = goInvocationsIn(step.run ?? '');
    const cross = invocations.filter((invocation) => namesTarget(invocation, scope));
    targets.push(...cross.flatMap((invocation) => targetOf(invocation, step, scope, machine) ?? []));
    if (cross.length < invocations.length || (cross.length === 0 && !/\bGO(?:OS|ARCH)\b/.test(step.run ?? '')))
      native.push(step);
  }
  if (native.length === 0) return targets;
  const partial = !native.some(isOfAllPackages);
  const tested = native.some(({ run }) => /\bgo (?:test|vet)\b/.test(run ?? ''));
  const goos = textOf(matrix, 'goos');
  if (goos !== '') targets.push({ goos, goarch: textOf(matrix, 'goarch') || 'amd64', tested, partial });
  else if (machine) targets.push({ ...machine, tested, partial });
  return targets;
}

/** undefined where something of it only a run knows. */
function targetOf(
  invocation: GoInvocation,
  { condition, workingDirectory }: Step,
  scope: ExpressionScope,
  machine: Machine | undefined,
): BuiltTarget | undefined {
  const built = scopeOf(invocation);
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
    partial: built.partial || condition !== undefined || workingDirectory !== '',
  };
}

function isPort(goos: string, goarch: string): boolean {
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

/** Whether a step always builds every package of the repository's module, and no list that a command makes. */
function isOfAllPackages({ run, condition, workingDirectory }: Step): boolean {
  if (condition !== undefined || workingDirectory !== '') return false;
  return /\bgo (?:build|test|vet|install)\b[^\n$`|]*\s\.\/\.\.\.(?:\s|$)/.test(run ?? '');
}

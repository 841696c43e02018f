import { newestKnownMinor, portsOf } from '../../constraints/ports';
import { goInvocationsIn, runsGo, type GoInvocation } from '../../parse/ci/goInvocations';
import type { Job, Step, Workflow } from '../../parse/ci/githubWorkflow';
import { inputOf } from '../../parse/ci/setupGoUses';
import { resolveValue, type ExpressionScope } from '../../parse/ci/workflowExpression';
import type { Combination } from '../../parse/ci/workflowMatrix';
import type { YamlScalar } from '../../parse/ci/yamlTree';
import { folderPattern, mayHoldTags, scopeOf, type BuiltTarget } from './builtTarget';

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

/** What the jobs of a workflow build for: GOOS and GOARCH of a step, else the machine that a job runs on. */
export function workflowTargets(workflow: Workflow): readonly BuiltTarget[] {
  return workflow.jobs.flatMap((job) => {
    const builds = job.steps.filter(({ run = '' }) => runsGo.test(run)).map(readBuild);
    if (builds.length === 0 || isElsewhere(job)) return [];
    const runs = job.matrix === undefined ? [noMatrix] : (job.matrix.combinations ?? []);
    const commands = builds.reduce((sum, { invocations }) => sum + 1 + invocations.length, 0);
    if (commands * runs.length > mostCommands) return [];
    const isOpen = job.steps.some(({ run = '' }) => setsForAll.test(run));
    const mayLink = linksAsWritten(job, workflow.env);
    return runs
      .flatMap((matrix) => targetsOfRun({ job, builds, isOpen }, matrix, workflow.env))
      .map((target) => ({ ...target, linked: target.linked && mayLink }));
  });
}

/** Whether what lies at the top is not this repository. */
function isElsewhere({ steps }: Job): boolean {
  const checkouts = steps.filter(({ uses }) => uses?.name.endsWith('actions/checkout'));
  const atTop = checkouts.filter((step) => inputOf(step, 'path') === undefined);
  return (
    checkouts.length > 0 && (atTop.length === 0 || atTop.some((step) => inputOf(step, 'repository') !== undefined))
  );
}

/** Of all runs of a job; nobody's job has as many. */
const mostCommands = 20_000;

const noMatrix: Combination = new Map();

/** A step that runs go. */
interface Build {
  readonly step: Step;
  readonly script: string;
  readonly invocations: readonly GoInvocation[];
}

function readBuild(step: Step): Build {
  const script = step.run ?? '';
  return { step, script, invocations: goInvocationsIn(script) };
}

interface BuildingJob {
  readonly job: Job;
  readonly builds: readonly Build[];
  /** a step may set the target, or tags, for those behind it */
  readonly isOpen: boolean;
}

function targetsOfRun(
  { job, builds, isOpen }: BuildingJob,
  matrix: Combination,
  workflowEnv: ReadonlyMap<string, YamlScalar>,
): BuiltTarget[] {
  const machine = machineOf(job, matrix);
  const targets: BuiltTarget[] = [];
  const scopes: (Scope | undefined)[] = [];
  for (const { step, script, invocations } of builds) {
    const scope: ExpressionScope = { matrix, env: [step.env, job.env, workflowEnv], isWritten: () => false };
    const cross = invocations.filter((invocation) => namesTarget(invocation, scope));
    if (!isOpen) targets.push(...cross.flatMap((invocation) => targetOf(invocation, step, scope, machine) ?? []));
    if (cross.length === invocations.length && (cross.length > 0 || namesOfTargets.test(script))) continue;
    const isSure = !isOpen && step.condition === undefined && !setsTarget.test(script);
    const native = isSure ? invocations.filter((invocation) => !cross.includes(invocation)) : [];
    scopes.push(undefined, ...native.map((invocation) => scopeIn(invocation, step, scope)));
  }
  if (scopes.length === 0) return targets;
  const known = scopes.filter((scope) => scope !== undefined);
  const goos = textOf(matrix, 'goos');
  // Scripts may read it another way: of which packages nobody knows, but the target is one.
  if (goos !== '') targets.push({ goos, goarch: textOf(matrix, 'goarch') || 'amd64', ...unknownScope });
  const own = known.length > 0 || goos !== '' ? known : [unknownScope];
  return [...targets, ...(machine ? own.map((scope) => ({ ...machine, ...scope })) : [])];
}

type Scope = Pick<BuiltTarget, 'tags' | 'tested' | 'linked' | 'packages'>;

const unknownScope = { tested: false, linked: false, packages: [] };

const namesOfTargets = /\bGO(?:OS|ARCH)\b/;

/**
 * Whether nothing but what stands in the commands of a run says what they link: GOFLAGS may bring tags, or another kind of program;
 * and nobody minds what becomes of a job that may fail.
 */
function linksAsWritten({ env, steps, mayFail }: Job, workflowEnv: ReadonlyMap<string, YamlScalar>): boolean {
  const variables = [workflowEnv, env, ...steps.map((step) => step.env)];
  const hasFlags = variables.some((each) => each.has('GOFLAGS'));
  return !mayFail && !hasFlags && !steps.some(({ run = '' }) => /\bGOFLAGS\b/.test(run));
}

/** For all commands behind it. */
const setsTarget = /(?:\b(?:export|declare|set)\b[^\n]{0,200}[ \t]|\benv:)GO(?:OS|ARCH|FLAGS)\b/i;

/** For all steps behind it: `echo GOFLAGS=-tags=x >> $GITHUB_ENV`, `go env -w GOOS=js`. */
const setsForAll = /\bGO(?:OS|ARCH|FLAGS)=[^\n]{0,200}GITHUB_ENV|\bgo env -w [^\n]{0,200}\bGO(?:OS|ARCH|FLAGS)=/;

/** What a command builds, without tags of GOFLAGS. */
function scopeIn(invocation: GoInvocation, { workingDirectory }: Step, scope: ExpressionScope): Scope | undefined {
  const { tags } = invocation;
  // Those of a command are in the place of all others.
  if (tags.length === 0 && mayHoldTags(variableOf('GOFLAGS', invocation, scope) ?? '')) return undefined;
  return scopeOf(invocation, folderPattern(workingDirectory, ''));
}

/** undefined where something of it only a run knows. */
function targetOf(
  invocation: GoInvocation,
  step: Step,
  scope: ExpressionScope,
  machine: Machine | undefined,
): BuiltTarget | undefined {
  const { condition } = step;
  const built = scopeIn(invocation, step, scope);
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
  // Where only a run can tell, the matrix usually says it.
  const images =
    image === undefined ? ['os', 'platform', 'runner', 'runs-on'].map((key) => textOf(matrix, key)) : [image];
  return runners.find(([pattern]) => images.some((name) => pattern.test(name)))?.[1];
}

function textOf(matrix: Combination, key: string): string {
  const node = matrix.get(key);
  return node?.kind === 'scalar' ? node.text : '';
}

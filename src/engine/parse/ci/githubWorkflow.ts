import type { Range } from '../../model/range';
import { readMatrix, type Matrix } from './workflowMatrix';
import { entryOf, parseYaml, scalarOf, scalarsOf, textOf, type YamlNode, type YamlScalar } from './yamlTree';

/** What a GitHub workflow says about the Go that it runs. */
export interface Workflow {
  readonly env: ReadonlyMap<string, YamlScalar>;
  /** what its inputs are where whoever calls it gives none */
  readonly inputs: ReadonlyMap<string, YamlScalar>;
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly id: string;
  readonly env: ReadonlyMap<string, YamlScalar>;
  /** absent where it is a list or a group of runners */
  readonly runsOn: YamlScalar | undefined;
  /** undefined: there is no matrix */
  readonly matrix: Matrix | undefined;
  readonly steps: readonly Step[];
  /** image of `container:` */
  readonly container: YamlScalar | undefined;
  readonly containerEnv: ReadonlyMap<string, YamlScalar>;
  /** a failure of this job is accepted, or may be */
  readonly mayFail: boolean;
  readonly condition: string | undefined;
}

export interface Step {
  readonly uses: Action | undefined;
  readonly run: string | undefined;
  readonly inputs: ReadonlyMap<string, YamlScalar>;
  readonly env: ReadonlyMap<string, YamlScalar>;
  /** of the step, else of the job's or the workflow's defaults; '' is the repository */
  readonly workingDirectory: string;
  readonly shell: string | undefined;
  readonly condition: string | undefined;
  readonly mayFail: boolean;
}

/** `actions/setup-go@v5`, `docker://golang:1.24` */
export interface Action {
  /** lower case: GitHub does not care; '' for an image */
  readonly name: string;
  /** the image that the step runs in */
  readonly docker: string | undefined;
  readonly range: Range;
  readonly ref: string;
  /** the number of a version tag, undefined for a branch or a commit */
  readonly major: number | undefined;
}

/** undefined: no YAML, or no workflow */
export async function parseWorkflow(text: string): Promise<Workflow | undefined> {
  const root = await parseYaml(text);
  const jobs = entryOf(root, 'jobs');
  if (jobs?.kind !== 'map') return undefined;
  const folder = textOf(entryOf(entryOf(root, 'defaults'), 'run'), 'working-directory') ?? '';
  return {
    env: scalarsOf(entryOf(root, 'env')),
    inputs: new Map(
      ['workflow_dispatch', 'workflow_call'].flatMap((event) => [
        ...defaultsOf(entryOf(entryOf(entryOf(root, 'on'), event), 'inputs')),
      ]),
    ),
    jobs: jobs.entries.map(({ key, value }) => readJob(key.text, value, folder)),
  };
}

/** An action that is a list of steps, as a workflow of one job; undefined for any other. */
export async function parseAction(text: string): Promise<Workflow | undefined> {
  const root = await parseYaml(text);
  const runs = entryOf(root, 'runs');
  if (entryOf(runs, 'steps') === undefined) return undefined;
  return { env: new Map(), inputs: defaultsOf(entryOf(root, 'inputs')), jobs: [readJob('action', runs, '')] };
}

function defaultsOf(inputs: YamlNode | undefined): Map<string, YamlScalar> {
  const defaults = new Map<string, YamlScalar>();
  for (const { key, value } of inputs?.kind === 'map' ? inputs.entries : []) {
    const scalar = scalarOf(value, 'default');
    if (scalar && scalar.text !== '') defaults.set(key.text, scalar);
  }
  return defaults;
}

function readJob(id: string, node: YamlNode | undefined, workflowFolder: string): Job {
  const folder = textOf(entryOf(entryOf(node, 'defaults'), 'run'), 'working-directory') ?? workflowFolder;
  const steps = entryOf(node, 'steps');
  const container = entryOf(node, 'container');
  return {
    id,
    env: scalarsOf(entryOf(node, 'env')),
    runsOn: scalarOf(node, 'runs-on'),
    matrix: readMatrix(entryOf(entryOf(node, 'strategy'), 'matrix')),
    steps: steps?.kind === 'list' ? steps.items.map((item) => readStep(item, folder)) : [],
    container: container?.kind === 'scalar' ? container : scalarOf(container, 'image'),
    containerEnv: scalarsOf(entryOf(container, 'env')),
    mayFail: isSet(textOf(node, 'continue-on-error')),
    condition: textOf(node, 'if'),
  };
}

function readStep(node: YamlNode, folder: string): Step {
  return {
    uses: readAction(scalarOf(node, 'uses')),
    run: textOf(node, 'run'),
    inputs: scalarsOf(entryOf(node, 'with')),
    env: scalarsOf(entryOf(node, 'env')),
    workingDirectory: textOf(node, 'working-directory') ?? folder,
    shell: textOf(node, 'shell'),
    condition: textOf(node, 'if'),
    mayFail: isSet(textOf(node, 'continue-on-error')),
  };
}

/** An expression may turn out either way, so it counts as set. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== 'false' && value !== '';
}

function readAction(uses: YamlScalar | undefined): Action | undefined {
  if (uses === undefined) return undefined;
  const { text, range } = uses;
  const docker = /^docker:\/\/(.*)$/.exec(text)?.[1];
  if (docker !== undefined) return { name: '', docker, range, ref: '', major: undefined };
  const at = text.indexOf('@');
  if (at < 0) return undefined;
  const ref = text.slice(at + 1).trim();
  const major = /^v(\d+)(?:\.\d+){0,2}$/.exec(ref)?.[1];
  const name = text.slice(0, at).toLowerCase();
  return { name, docker, range, ref, major: major === undefined ? undefined : Number(major) };
}

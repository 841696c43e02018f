import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { parseAction, parseWorkflow, type Job, type Workflow } from '../githubWorkflow';
import { imageDeclaration, imageInYaml, innerRange } from '../imageDeclaration';
import { mentionsGoImage, parseImageReference } from '../imageReference';
import { inputOf, resolveInput, setupGoUses, type SetupGo } from '../setupGoUses';
import type { Resolved } from '../workflowExpression';
import { versionInYaml } from '../yamlDeclaration';
import type { YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** Workflows of GitHub and of the forges that run the same format. They count only in the folder at the top. */
export const github: SourceFormat = {
  kind: 'github',
  words: ['/workflows/'],
  file: /^\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/,
  hint: new RegExp(`setup-go|${mentionsGoImage.source}`, 'i'),
  read: async (text) => {
    const workflow = await parseWorkflow(text);
    return workflow ? workflowDeclarations(workflow) : [];
  },
};

/** Actions of the repository itself, which its workflows share. */
export const githubAction: SourceFormat = {
  kind: 'github',
  words: ['/actions/'],
  file: /^\.(github|gitea|forgejo)\/actions\/[^/]+\/action\.ya?ml$/,
  hint: github.hint,
  read: async (text) => {
    const action = await parseAction(text);
    return action ? workflowDeclarations(action) : [];
  },
};

export function workflowDeclarations(workflow: Workflow): readonly GoDeclaration[] {
  const installed = setupGoUses(workflow).flatMap(installedBy);
  return [...installed, ...workflow.jobs.flatMap(imagesOf)];
}

function installedBy(use: SetupGo): readonly GoDeclaration[] {
  const place = use.job.id;
  const { uses } = use.step;
  const version = inputOf(use.step, 'go-version');
  const file = inputOf(use.step, 'go-version-file');
  if (version === undefined && file === undefined)
    // The Go of the runner stays, which no file names.
    return uses ? [declaration(uses.range, '', 'builds', { ...unknown, place })] : [];
  const versions = version ? valuesOf(use, version) : { values: [], unresolved: false, isEmptyOnce: true };
  const files = file && versions.isEmptyOnce ? valuesOf(use, file) : { values: [], unresolved: false };
  const count = [versions, files].reduce(
    (sum, { values, unresolved }) => sum + values.length + (unresolved ? 1 : 0),
    0,
  );
  const more = { place, oneOfMany: count > 1 && /matrix/.test(`${version?.text ?? ''}${file?.text ?? ''}`) };
  const asked = versions.values.map((value) => ofVersion(value, more));
  // A step that asks the matrix whether to run does not get the values that are no versions: gccgo-12.
  const asks = use.step.condition?.includes('matrix') === true;
  return [
    ...(asks ? asked.filter((one) => one.version.kind !== 'unknown') : asked),
    ...(version && versions.unresolved
      ? [declaration(innerRange(version), version.text, 'builds', { ...unknown, ...more })]
      : []),
    ...files.values.map((value) => ofFile(value, more)),
    ...(file && files.unresolved ? [declaration(innerRange(file), file.text, 'builds', { ...unknown, ...more })] : []),
  ];
}

/** The values of an input in all runs of the job; an empty one leaves the word to the next input. */
function valuesOf(
  use: SetupGo,
  input: YamlScalar,
): { readonly values: readonly Resolved[]; readonly unresolved: boolean; readonly isEmptyOnce: boolean } {
  const { values, unresolved } = resolveInput(use, input);
  const key = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(input.text.trim())?.[1];
  // Another list of the matrix may be computed: what is written for this one still takes its turn.
  const written =
    key !== undefined && unresolved && values.length === 0 ? (use.job.matrix?.written.get(key) ?? []) : [];
  // Whoever calls the workflow may give another; what is written is the default.
  const given = /^\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}$/.exec(input.text.trim())?.[1];
  const standard = given === undefined ? undefined : use.workflow.inputs.get(given);
  if (standard !== undefined)
    return { values: [{ text: standard.text, origin: standard }], unresolved: false, isEmptyOnce: false };
  const all = written.length > 0 ? written.map((origin): Resolved => ({ text: origin.text, origin })) : values;
  return {
    values: all.filter(({ text }) => text !== '' && !text.includes('${{')),
    unresolved: written.length > 0 ? written.some(({ text }) => text.includes('${{')) : unresolved,
    isEmptyOnce: all.some(({ text }) => text === ''),
  };
}

function ofFile({ text, origin }: Resolved, more: Partial<GoDeclaration>): GoDeclaration {
  const version = { kind: 'file', path: text } as const;
  return declaration(innerRange(origin), text, 'builds', { version, edit: 'none', ...more });
}

function ofVersion({ text, origin }: Resolved, more: Partial<GoDeclaration>): GoDeclaration {
  // Part of an expression: `${{ matrix.go }}.x`. What stands at the origin is not the whole.
  const whole = text === origin.text;
  return versionInYaml(origin, 'builds', {
    ...more,
    ...(!whole && { text, version: declaredVersionOf(text), edit: 'none' }),
  });
}

const unknown = { version: { kind: 'unknown' }, edit: 'none' } as const;

/** `container:` of a job, and steps that are images. */
function imagesOf(job: Job): GoDeclaration[] {
  const more = { place: job.id };
  const images = [
    ...(job.container ? containersOf(job, job.container) : []),
    ...job.steps.map(({ uses }) =>
      uses?.docker === undefined ? undefined : imageDeclaration(uses.docker, uses.range, { ...more, edit: 'none' }),
    ),
  ];
  return images.filter((image) => image !== undefined);
}

/** `container: golang:1.24`, or `golang:${{ matrix.go }}-alpine` with one declaration for each value, at that value. */
function containersOf(job: Job, container: YamlScalar): readonly (GoDeclaration | undefined)[] {
  const [expression, key = ''] = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/.exec(container.text) ?? [];
  const values = (job.matrix?.written.get(key) ?? []).filter(({ text }) => text !== '');
  if (expression === undefined || values.length === 0) return [imageInYaml(container, { place: job.id })];
  // Of what is written twice, as an include does, the first.
  const places = new Map(values.toReversed().map((value) => [value.text, value]));
  return [...places.values()].toReversed().map((value) => {
    const image = parseImageReference(container.text.replace(expression, value.text));
    if (!image.isGo) return undefined;
    const text = image.goVersion ?? image.tag;
    return versionInYaml(value, 'builds', {
      place: job.id,
      text,
      version: image.goVersion === undefined ? { kind: 'moving' } : declaredVersionOf(text),
      oneOfMany: places.size > 1,
      switching: image.officialGo ? 'local' : 'unknown',
      ...(value.text !== text && { edit: 'none' }),
    });
  });
}

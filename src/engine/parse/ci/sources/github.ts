import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { parseWorkflow, type Job, type Workflow } from '../githubWorkflow';
import { imageDeclaration, imageInYaml, innerRange } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { inputOf, resolveInput, setupGoUses, type SetupGo } from '../setupGoUses';
import { versionInYaml } from '../yamlDeclaration';
import type { SourceFormat } from './sourceFormat';

/** Workflows of GitHub and of the forges that run the same format. They count only in the folder at the top. */
export const github: SourceFormat = {
  kind: 'github',
  file: /^\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/,
  hint: new RegExp(`setup-go|${mentionsGoImage.source}`, 'i'),
  read: async (text) => {
    const workflow = await parseWorkflow(text);
    return workflow ? workflowDeclarations(workflow) : [];
  },
};

export function workflowDeclarations(workflow: Workflow): readonly GoDeclaration[] {
  const installed = setupGoUses(workflow).flatMap(installedBy);
  return [...installed, ...workflow.jobs.flatMap(imagesOf)];
}

function installedBy(use: SetupGo): GoDeclaration[] {
  const place = use.job.id;
  const { uses } = use.step;
  const version = inputOf(use.step, 'go-version');
  const named = version ?? inputOf(use.step, 'go-version-file');
  // Without either input the Go of the runner stays, which no file names.
  if (!named) return uses ? [declaration(uses.range, '', 'builds', { ...unknown, place })] : [];
  const { values, unresolved } = resolveInput(use, named);
  const oneOfMany = named.text.includes('matrix') && values.length + (unresolved ? 1 : 0) > 1;
  const found = values
    .filter(({ text }) => text !== '')
    .map(({ text, origin }): GoDeclaration => {
      if (!version)
        return declaration(innerRange(origin), text, 'builds', {
          version: { kind: 'file', path: text },
          edit: 'none',
          place,
          oneOfMany,
        });
      // Part of an expression: `${{ matrix.go }}.x`. What stands at the origin is not the whole.
      const whole = text === origin.text;
      return versionInYaml(origin, 'builds', {
        place,
        oneOfMany,
        ...(!whole && { text, version: declaredVersionOf(text), edit: 'none' }),
      });
    });
  if (!unresolved) return found;
  return [...found, declaration(innerRange(named), named.text, 'builds', { ...unknown, place })];
}

const unknown = { version: { kind: 'unknown' }, edit: 'none' } as const;

/** `container:` of a job, and steps that are images. */
function imagesOf(job: Job): GoDeclaration[] {
  const more = { place: job.id };
  const images = [
    job.container && imageInYaml(job.container, more),
    ...job.steps.map(({ uses }) =>
      uses?.docker === undefined ? undefined : imageDeclaration(uses.docker, uses.range, { ...more, edit: 'none' }),
    ),
  ];
  return images.filter((image) => image !== undefined);
}

import { LineIndex } from '../../../../base/lineIndex';
import { parseDockerfile, type Dockerfile } from '../dockerfile';
import { ownArgs, stageImage, type StageImage } from '../dockerStages';
import { placeInValue } from '../dockerVariables';
import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { mentionsGoImage } from '../imageReference';
import type { SourceFormat } from './sourceFormat';

/** Dockerfiles: the images of Go that stages begin with or copy from, and archives of Go that they download. */
export const docker: SourceFormat = {
  kind: 'dockerfile',
  words: ['ockerfile', 'ontainerfile'],
  file: /^(?!.*\.dockerignore$)(.*\/)?((Dockerfile|Containerfile)([._-][^/]*)?|[^/]*\.([dD]ockerfile|[cC]ontainerfile))$/,
  hint: new RegExp(`${mentionsGoImage.source}|\\bgo[\\w$.{}]+\\.linux-`, 'i'),
  read: async (text) => {
    const dockerfile = await parseDockerfile(text);
    return dockerfile ? dockerDeclarations(dockerfile, text) : [];
  },
};

export function dockerDeclarations(dockerfile: Dockerfile, text: string): readonly GoDeclaration[] {
  const names = new Set<string>();
  const found: GoDeclaration[] = [];
  for (const [at, stage] of dockerfile.stages.entries()) {
    const place = stage.name ?? `#${at}`;
    // A stage that begins with another has its Go already.
    if (!names.has(stage.image.toLowerCase())) {
      const image = stageImage({ text: stage.image, range: stage.imageRange }, dockerfile.args);
      if (image) found.push(ofImage(image, place));
    }
    for (const step of stage.steps) {
      if (step.kind !== 'copy' || !step.from || !step.sources.some((source) => /^\/usr\/local\/go\b/.test(source)))
        continue;
      const image = stageImage(step.from, [...dockerfile.args, ...ownArgs(stage)]);
      // A Go that was copied comes without the image's GOTOOLCHAIN.
      if (image) found.push({ ...ofImage(image, place), switching: 'unknown' });
    }
    if (stage.name !== undefined) names.add(stage.name);
  }
  return [...onePerPlace(found), ...archivesIn(dockerfile, text)];
}

function ofImage({ reference, known, place, pinned, image, isDefault }: StageImage, stage: string): GoDeclaration {
  const { goVersion, digest, tag, officialGo } = reference;
  const isAlone =
    place.start.line === place.end.line && place.end.column - place.start.column === (goVersion ?? '').length;
  const version: GoDeclaration['version'] =
    goVersion !== undefined
      ? declaredVersionOf(goVersion)
      : { kind: known && digest === '' && !image.includes('$') ? 'moving' : 'unknown' };
  return declaration(place, goVersion ?? tag, 'builds', {
    version: known ? version : { kind: 'unknown' },
    place: stage,
    switching: officialGo ? 'local' : 'unknown',
    edit: known && !pinned && isAlone ? 'plain' : 'none',
    ...(isDefault && { isDefault }),
  });
}

/** Stages of several platforms often begin with the same variable. */
function onePerPlace(found: readonly GoDeclaration[]): GoDeclaration[] {
  const byPlace = new Map<string, GoDeclaration>();
  for (const one of found) {
    const key = JSON.stringify(one.range);
    if (!byPlace.has(key)) byPlace.set(key, one);
  }
  return [...byPlace.values()];
}

/** `go1.24.2.linux-amd64.tar.gz`, with the number there or in a variable that has a default. */
function archivesIn(dockerfile: Dockerfile, text: string): GoDeclaration[] {
  const index = new LineIndex(text);
  const code = text.replace(/^[ \t]*#[^\n]*/gm, (whole) => ' '.repeat(whole.length));
  const found: GoDeclaration[] = [];
  for (const match of code.matchAll(
    /\bgo(?:(?<version>\d+\.\d+(?:\.\d+|(?:rc|beta)\d+)?)|\$\{?(?<name>\w+)\}?)\.linux-/dg,
  )) {
    const [start, end] = match.indices?.groups?.['version'] ?? [0, 0];
    const name = match.groups?.['name'];
    if (name === undefined) {
      const range = { start: index.positionAt(start), end: index.positionAt(end) };
      found.push(declaration(range, code.slice(start, end), 'builds', { place: 'archive', edit: 'none' }));
      continue;
    }
    const variables = [...dockerfile.args, ...dockerfile.stages.flatMap(variablesOf)];
    const variable = variables.findLast((candidate) => candidate.name === name && candidate.value !== undefined);
    const value = variable?.value ?? '';
    if (!/^\d+\.\d+/.test(value) || !variable?.range) continue;
    // A checksum beside it goes with the version.
    found.push(
      declaration(placeInValue(variable, value) ?? variable.range, value, 'builds', { place: name, edit: 'none' }),
    );
  }
  return onePerPlace(found);
}

function variablesOf({ steps }: Dockerfile['stages'][number]): Dockerfile['args'][number][] {
  return steps.flatMap((step) => (step.kind === 'arg' || step.kind === 'env' ? [step.variable] : []));
}

import type { GoDeclaration } from '../goDeclaration';
import { imageInYaml } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { mapsIn, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, scalarOf, textOf } from '../yamlTree';
import { scalarOrName } from './gitlab';
import type { SourceFormat } from './sourceFormat';

/** Pipelines that say which Go by an image alone: Bitbucket, Drone, Woodpecker, Buildkite, Cirrus, Cloud Build. */
export const pipeline: SourceFormat = {
  kind: 'pipeline',
  words: ['.yml', '.yaml'],
  file: /(^|\/)(\.drone|\.woodpecker|\.cirrus|bitbucket-pipelines|cloudbuild)\.ya?ml$|(^|\/)\.(woodpecker|buildkite)\/[^/]+\.ya?ml$/,
  hint: mentionsGoImage,
  read: async (text, path) => {
    // Only Cloud Build calls the image of a step its name.
    const keys = /cloudbuild/.test(path) ? ['name'] : ['image'];
    return [...mapsIn(await parseYaml(text))].flatMap((map) =>
      keys.flatMap((key): GoDeclaration[] => {
        const image = scalarOrName(entryOf(map, key));
        const found = image && imageInYaml(image, { place: (key === 'image' && textOf(map, 'name')) || '' });
        return found ? [found] : [];
      }),
    );
  },
};

/** AWS CodeBuild: `runtime-versions: golang:`. */
export const codebuild: SourceFormat = {
  kind: 'pipeline',
  words: ['buildspec'],
  file: /(^|\/)buildspec[^/]*\.ya?ml$/,
  hint: /golang/,
  read: async (text) =>
    [...mapsIn(await parseYaml(text))].flatMap((map) => {
      const version = scalarOf(entryOf(map, 'runtime-versions'), 'golang');
      return version ? [versionInYaml(version, 'builds')] : [];
    }),
};

import type { DockerVariable } from '../dockerfile';
import { substitute } from '../dockerVariables';
import { declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { imageInYaml } from '../imageDeclaration';
import { mentionsGoImage, parseImageReference } from '../imageReference';
import { goCommandsIn, type GoCommand } from '../shellCommands';
import { itemsOf, namesGoVersion, pairsOf, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** GitLab CI: images of the file, of `default` and of each job, with the variables that stand in the same file. */
export const gitlab: SourceFormat = {
  kind: 'gitlab',
  words: ['.gitlab'],
  file: /(^|\/)\.gitlab-ci[^/]*\.ya?ml$|^\.gitlab\/([^/]+\/)*[^/]+\.ya?ml$/,
  hint: new RegExp(`${mentionsGoImage.source}|go(lang)?_?version`, 'i'),
  read: async (text) => {
    const root = await parseYaml(text);
    const shared = variablesIn(entryOf(root, 'variables'));
    const used = new Set<YamlScalar>();
    const places: readonly (readonly [string, YamlNode])[] = [...(root ? [['', root] as const] : []), ...pairsOf(root)];
    const images = places.flatMap(([place, job]): GoDeclaration[] => {
      const image = scalarOrName(entryOf(job, 'image'));
      if (image === undefined) return [];
      const own = place === '' ? [] : [matrixOf(job), variablesIn(entryOf(job, 'variables'))];
      const commands = /GOTOOLCHAIN/.test(text) || place === '' ? [] : commandsOf(job);
      return imagesWith(image, [...own, shared], place, used).map((found) => ({ ...found, commands }));
    });
    const free = [...shared, ...places.slice(1).flatMap(([, job]) => variablesIn(entryOf(job, 'variables')))];
    const rest = free.filter(({ name, scalar }) => namesGoVersion(name) && !used.has(scalar));
    return [...images, ...rest.map(({ name, scalar }) => versionInYaml(scalar, 'builds', { place: name }))];
  },
};

/** What a job runs in the folder that it checked the repository out to; nothing where it may fail or takes parts from elsewhere. */
function commandsOf(job: YamlNode): readonly GoCommand[] {
  if (['extends', 'allow_failure', 'inherit'].some((key) => entryOf(job, key) !== undefined)) return [];
  const lines = ['before_script', 'script'].flatMap((key) => itemsOf(entryOf(job, key)));
  if (lines.some(({ kind }) => kind !== 'scalar')) return [];
  return goCommandsIn(lines.map((line) => (line.kind === 'scalar' ? line.text : '')).join('\n'));
}

interface Variable {
  readonly name: string;
  readonly scalar: YamlScalar;
}

function variablesIn(node: YamlNode | undefined): Variable[] {
  return pairsOf(node).flatMap(([name, value]): Variable[] => {
    const scalar = value.kind === 'map' ? entryOf(value, 'value') : value;
    return scalar?.kind === 'scalar' ? [{ name, scalar }] : [];
  });
}

/** `parallel: matrix:`, every value of every variable of it. */
function matrixOf(job: YamlNode): Variable[] {
  return itemsOf(entryOf(entryOf(job, 'parallel'), 'matrix')).flatMap((entry) =>
    pairsOf(entry).flatMap(([name, values]) =>
      itemsOf(values).flatMap((scalar): Variable[] => (scalar.kind === 'scalar' ? [{ name, scalar }] : [])),
    ),
  );
}

/** `image: golang:1.24`, or a map with its `name`. */
export function scalarOrName(node: YamlNode | undefined): YamlScalar | undefined {
  const scalar = node?.kind === 'map' ? entryOf(node, 'name') : node;
  return scalar?.kind === 'scalar' ? scalar : undefined;
}

/**
 * One declaration for each value that a variable of the image's tag takes; at that value, where it stands alone.
 * @param layers strongest first: the matrix, the job's variables, the file's
 */
function imagesWith(
  image: YamlScalar,
  layers: readonly (readonly Variable[])[],
  place: string,
  used: Set<YamlScalar>,
): GoDeclaration[] {
  const plain = imageInYaml(image, { place });
  const name = /\$\{?(\w+)\}?/.exec(parseImageReference(image.text).tag)?.[1];
  if (name === undefined) {
    // The image's whole name may be a variable: what it stands for is said there.
    return plain ? [plain] : wholeName(image, layers.flat(), place, used);
  }
  const own = layers.map((layer) => layer.filter((variable) => variable.name === name));
  const values = own.find((layer) => layer.length > 0)?.map(({ scalar }) => scalar) ?? [];
  if (values.length === 0) return plain ? [plain] : [];
  return values.flatMap((scalar): GoDeclaration[] => {
    const value: DockerVariable = { name, value: scalar.text, range: undefined };
    const substituted = substitute(image.text, [value])?.text;
    const resolved = substituted === undefined ? undefined : parseImageReference(substituted);
    if (!plain || !resolved?.isGo) return [];
    used.add(scalar);
    const text = resolved.goVersion ?? resolved.tag;
    const version = resolved.goVersion === undefined ? ({ kind: 'moving' } as const) : declaredVersionOf(text);
    return [
      versionInYaml(scalar, 'builds', {
        place,
        text,
        version,
        oneOfMany: values.length > 1,
        switching: plain.switching,
        ...(scalar.text !== text && { edit: 'none' }),
      }),
    ];
  });
}

function wholeName(
  image: YamlScalar,
  variables: readonly Variable[],
  place: string,
  used: Set<YamlScalar>,
): GoDeclaration[] {
  const name = /^\$\{?(\w+)\}?$/.exec(image.text)?.[1];
  const scalar = variables.find((variable) => variable.name === name)?.scalar;
  const found = scalar && imageInYaml(scalar, { place });
  if (scalar && found) used.add(scalar);
  return found ? [found] : [];
}

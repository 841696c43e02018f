import { declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { imageInYaml } from '../imageDeclaration';
import { mentionsGoImage, parseImageReference } from '../imageReference';
import { itemsOf, mapsIn, pairsOf, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** CircleCI: images of jobs and executors, the Go orb, with the parameters that stand in the same file. */
export const circleci: SourceFormat = {
  kind: 'circleci',
  words: ['.circleci/'],
  file: /(^|\/)\.circleci\/[^/]+\.ya?ml$/,
  hint: new RegExp(`${mentionsGoImage.source}|circleci\\/go@|go\\/install`, 'i'),
  read: async (text) => {
    const root = await parseYaml(text);
    const owners = ['jobs', 'executors', 'commands'].flatMap((section) => pairsOf(entryOf(root, section)));
    const orb = goOrbOf(root);
    return owners.flatMap(([place, owner]): GoDeclaration[] => {
      const scope: Scope = { root, place, owner };
      const images = itemsOf(entryOf(owner, 'docker')).flatMap((image) => {
        const scalar = entryOf(image, 'image');
        return scalar?.kind === 'scalar' ? imagesWith(scalar, scope) : [];
      });
      return [...images, ...(orb === undefined ? [] : orbVersions(orb, scope))];
    });
  },
};

interface Scope {
  readonly root: YamlNode | undefined;
  readonly place: string;
  readonly owner: YamlNode;
}

/** The name under which the orb circleci/go is used. */
function goOrbOf(root: YamlNode | undefined): string | undefined {
  return pairsOf(entryOf(root, 'orbs')).find(
    ([, value]) => value.kind === 'scalar' && /^circleci\/go@/.test(value.text),
  )?.[0];
}

/** `go/install: {version: ...}` in the steps, and `executor: {name: go/default, tag: ...}`. */
function orbVersions(orb: string, scope: Scope): GoDeclaration[] {
  const installed = itemsOf(entryOf(scope.owner, 'steps')).flatMap((step) => {
    const version = entryOf(entryOf(step, `${orb}/install`), 'version');
    return version?.kind === 'scalar' ? versionsWith(version, scope) : [];
  });
  const executor = entryOf(scope.owner, 'executor');
  const [name, tag] = [entryOf(executor, 'name'), entryOf(executor, 'tag')];
  const isOrb = name?.kind === 'scalar' && name.text === `${orb}/default`;
  return [...installed, ...(isOrb && tag?.kind === 'scalar' ? versionsWith(tag, scope) : [])];
}

function versionsWith(scalar: YamlScalar, scope: Scope): GoDeclaration[] {
  const { place } = scope;
  if (!scalar.text.includes('<<')) return [versionInYaml(scalar, 'builds', { place })];
  const name = /^<<\s*([\w.-]+)\s*>>$/.exec(scalar.text.trim())?.[1];
  const values = name === undefined ? [] : valuesOf(name, scope);
  const oneOfMany = values.length > 1;
  if (values.length > 0) return values.map((value) => versionInYaml(value, 'builds', { place, oneOfMany }));
  return [versionInYaml(scalar, 'builds', { place, version: { kind: 'unknown' }, edit: 'none' })];
}

function imagesWith(image: YamlScalar, scope: Scope): GoDeclaration[] {
  const { place } = scope;
  const [expression, name] = /<<\s*([\w.-]+)\s*>>/.exec(image.text) ?? [];
  if (expression === undefined || name === undefined) {
    const found = imageInYaml(image, { place });
    return found ? [found] : [];
  }
  const values = valuesOf(name, scope);
  if (values.length === 0 && parseImageReference(image.text.replace(expression, '1.0')).isGo)
    return [versionInYaml(image, 'builds', { place, version: { kind: 'unknown' }, edit: 'none' })];
  return values.flatMap((value): GoDeclaration[] => {
    const reference = parseImageReference(image.text.replace(expression, value.text));
    if (!reference.isGo) return [];
    const text = reference.goVersion ?? reference.tag;
    const version = reference.goVersion === undefined ? ({ kind: 'moving' } as const) : declaredVersionOf(text);
    const oneOfMany = values.length > 1;
    const edit = value.text === text ? {} : ({ edit: 'none' } as const);
    return [versionInYaml(value, 'builds', { place, text, version, oneOfMany, ...edit })];
  });
}

/**
 * What a parameter is, as far as the file says: `pipeline.parameters.x` has its default; `parameters.x` has what the
 * workflows give to the job, matrices included, and its default where none of them gives it.
 */
function valuesOf(name: string, { root, place, owner }: Scope): YamlScalar[] {
  const pipeline = /^pipeline\.parameters\.([\w-]+)$/.exec(name)?.[1];
  if (pipeline !== undefined) return scalarsAt(entryOf(entryOf(entryOf(root, 'parameters'), pipeline), 'default'));
  const own = /^parameters\.([\w-]+)$/.exec(name)?.[1];
  if (own === undefined) return [];
  const given = [...mapsIn(entryOf(root, 'workflows'))].flatMap((map) => {
    const job = entryOf(map, place);
    const inMatrix = entryOf(entryOf(entryOf(job, 'matrix'), 'parameters'), own);
    return [...scalarsAt(entryOf(job, own)), ...scalarsAt(inMatrix)];
  });
  const plain = given.filter(({ text }) => !text.includes('<<'));
  return plain.length > 0 ? plain : scalarsAt(entryOf(entryOf(entryOf(owner, 'parameters'), own), 'default'));
}

function scalarsAt(node: YamlNode | undefined): YamlScalar[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item] : []));
}

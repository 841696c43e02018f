import { declaration, type GoDeclaration, type Meaning } from './goDeclaration';
import { innerRange } from './imageDeclaration';
import type { YamlMap, YamlNode, YamlScalar } from './yamlTree';

/** A version that a scalar of YAML is, whole. */
export function versionInYaml(scalar: YamlScalar, meaning: Meaning, more: Partial<GoDeclaration> = {}): GoDeclaration {
  const found = declaration(innerRange(scalar), scalar.text, meaning, more);
  const isPlain = scalar.text === scalar.source;
  const edit =
    found.version.kind === 'unknown' ? 'none' : scalar.type === 'number' && !scalar.quoted ? 'quote' : 'plain';
  return {
    ...found,
    edit: more.edit ?? (isPlain || isFloat(scalar) ? edit : 'none'),
    ...(isFloat(scalar) && { float: scalar.source }),
  };
}

/** `1.20` without quotes, which is the number 1.2. */
export function isFloat({ type, quoted, text, source }: YamlScalar): boolean {
  return type === 'number' && !quoted && text !== source && /^\d+\.\d+$/.test(source);
}

/** Every map of a tree, outermost first. */
export function* mapsIn(node: YamlNode | undefined): Generator<YamlMap> {
  if (node?.kind === 'list') for (const item of node.items) yield* mapsIn(item);
  if (node?.kind !== 'map') return;
  yield node;
  for (const { value } of node.entries) yield* mapsIn(value);
}

/** A list as it is, and one value as a list of one. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** The entries of a map: key and value. */
export function pairsOf(node: YamlNode | undefined): readonly (readonly [string, YamlNode])[] {
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key, value }) => (value ? [[key.text, value] as const] : []));
}

/** Names under which people keep the version of Go: GO_VERSION, GOLANG_VERSION, goVersion, go-version. */
export function namesGoVersion(name: string): boolean {
  return /^go(lang)?[._-]?(lang[._-]?)?version$/i.test(name);
}

import { LineIndex } from '../../../base/lineIndex';
import type { Range } from '../../model/range';

/** A YAML document as plain data with places. Aliases are resolved; tags and comments are left out. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly range: Range;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  /** undefined where nothing stands behind the colon */
  readonly value: YamlNode | undefined;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly range: Range;
}

export interface YamlScalar {
  readonly kind: 'scalar';
  /** what a program gets that asks for a string: `1.20` without quotes is the number 1.2, and so the text `1.2` */
  readonly text: string;
  /** as it is written, without quotes */
  readonly source: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly quoted: boolean;
  /** quotes included */
  readonly range: Range;
}

/** Whether a version that was meant as a text is another number: `1.20` without quotes is 1.2. */
export function isVersionFloat({ type, quoted, text, source }: YamlScalar): boolean {
  return type === 'number' && !quoted && text !== source && /^\d+\.\d+$/.test(source);
}

/** undefined: this is no YAML, or an empty document, or its aliases make much more of it than is written */
export async function parseYaml(text: string): Promise<YamlNode | undefined> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  const index = new LineIndex(text);
  const rangeOf = (node: { range?: readonly number[] | null | undefined }): Range => {
    const [start = 0, end = start] = node.range ?? [];
    return { start: index.positionAt(start), end: index.positionAt(end) };
  };
  /** by their names; an alias is to the last one before it. Nodes are converted in the order of the text. */
  const anchors = new Map<string, Converted | undefined>();
  let size = 0;
  let deepest = 0;
  const convert = (node: unknown, depth: number): YamlNode | undefined => {
    if (depth > maxDepth) return undefined;
    if (yaml.isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined || depth + target.height > maxDepth) return undefined;
      // Whoever walks through the tree comes to it again.
      size += target.size;
      deepest = Math.max(deepest, depth + target.height);
      return size > mostNodes ? undefined : target.node;
    }
    const anchor = yaml.isNode(node) && 'anchor' in node ? node.anchor : undefined;
    if (anchor === undefined) return convertOwn(node, depth);
    // An alias inside of what it names leads nowhere.
    anchors.set(anchor, undefined);
    const before = { size, deepest };
    deepest = depth;
    const converted = convertOwn(node, depth);
    anchors.set(anchor, converted && { node: converted, size: size - before.size, height: deepest - depth });
    deepest = Math.max(deepest, before.deepest);
    return converted;
  };
  const convertOwn = (node: unknown, depth: number): YamlNode | undefined => {
    size++;
    deepest = Math.max(deepest, depth);
    if (yaml.isMap(node)) {
      const entries: YamlEntry[] = [];
      for (const { key, value } of node.items) {
        const name = convert(key, depth + 1);
        if (name?.kind === 'scalar') entries.push({ key: name, value: convert(value, depth + 1) });
      }
      return { kind: 'map', entries: withMerged(entries), range: rangeOf(node) };
    }
    if (yaml.isSeq(node)) {
      const items = node.items.map((item) => convert(item, depth + 1)).filter((item) => item !== undefined);
      return { kind: 'list', items, range: rangeOf(node) };
    }
    if (!yaml.isScalar(node)) return undefined;
    const { value } = node;
    const type = value === null ? 'null' : typeof value;
    const known = type === 'number' || type === 'boolean' || type === 'null' ? type : 'string';
    return {
      kind: 'scalar',
      text: known === 'null' ? '' : String(value),
      source: node.source ?? '',
      type: known,
      quoted: node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE',
      range: rangeOf(node),
    };
  };
  const root = convert(document.contents, 0);
  return size > mostNodes ? undefined : root;
}

interface Converted {
  readonly node: YamlNode;
  /** how many nodes it is, those of aliases counted each time */
  readonly size: number;
  /** how many levels lie below it */
  readonly height: number;
}

/** An alias can lead to what holds aliases; go no deeper than any workflow does. */
const maxDepth = 64;

/** Ten aliases in each of ten lines are ten thousand million nodes. */
const mostNodes = 500_000;

/** `<<: *defaults`: the entries of another map, or of several, behind the map's own, which are stronger. */
function withMerged(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const merges = entries.filter(isMerge);
  if (merges.length === 0) return entries;
  const own = entries.filter((entry) => !isMerge(entry));
  const names = new Set(own.map(({ key }) => key.text));
  for (const { value } of merges) {
    for (const map of value?.kind === 'list' ? value.items : [value]) {
      for (const entry of map?.kind === 'map' ? map.entries : []) {
        if (names.has(entry.key.text)) continue;
        names.add(entry.key.text);
        own.push(entry);
      }
    }
  }
  return own;
}

function isMerge({ key }: YamlEntry): boolean {
  return key.text === '<<' && !key.quoted;
}

/** The value of a key; undefined where there is none. */
export function entryOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key.text === key)?.value : undefined;
}

export function scalarOf(node: YamlNode | undefined, key: string): YamlScalar | undefined {
  const value = entryOf(node, key);
  return value?.kind === 'scalar' && value.type !== 'null' ? value : undefined;
}

export function textOf(node: YamlNode | undefined, key: string): string | undefined {
  return scalarOf(node, key)?.text;
}

/** The scalars of a map, by key. */
export function scalarsOf(node: YamlNode | undefined): ReadonlyMap<string, YamlScalar> {
  const scalars = new Map<string, YamlScalar>();
  for (const { key, value } of node?.kind === 'map' ? node.entries : [])
    if (value?.kind === 'scalar') scalars.set(key.text, value);
  return scalars;
}

import { declaration, type GoDeclaration } from '../goDeclaration';
import { innerRange } from '../imageDeclaration';
import { itemsOf, mapsIn } from '../yamlDeclaration';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from '../yamlTree';
import { goVersionOfToolchain } from '../../goVersion';
import { lineRange } from '../../../model/range';
import type { SourceFormat } from './sourceFormat';

/** GoReleaser: the go command of a build by its name (`go1.24.2`), and GOTOOLCHAIN in its environment. */
export const goreleaser: SourceFormat = {
  kind: 'goreleaser',
  words: ['goreleaser'],
  file: /(^|\/)\.?goreleaser([._-][^/]*)?\.ya?ml$/,
  hint: /go1\.\d/,
  read: async (text) =>
    [...mapsIn(await parseYaml(text))].flatMap((map) => [
      ...['tool', 'gobinary'].flatMap((key) => commandIn(entryOf(map, key))),
      ...itemsOf(entryOf(map, 'env')).flatMap(toolchainIn),
    ]),
};

function commandIn(node: YamlNode | undefined): GoDeclaration[] {
  if (node?.kind !== 'scalar') return [];
  const version = goVersionOfToolchain(node.text.slice(node.text.lastIndexOf('/') + 1));
  if (version === '') return [];
  const isAlone = node.text === `go${version}` && node.text === node.source;
  return [named(node, version, isAlone ? version.length : undefined)];
}

function toolchainIn(node: YamlNode): GoDeclaration[] {
  if (node.kind !== 'scalar') return [];
  const [, name = ''] = /^GOTOOLCHAIN=(go[^+\s]+)$/.exec(node.text) ?? [];
  const version = goVersionOfToolchain(name);
  if (version === '') return [];
  return [named(node, version, node.text === node.source ? version.length : undefined)];
}

/** @param length of the version at the end of the scalar, where it stands there as it is */
function named(scalar: YamlScalar, version: string, length: number | undefined): GoDeclaration {
  const inner = innerRange(scalar);
  const isPlain = length !== undefined && inner.start.line === inner.end.line;
  const range = isPlain ? lineRange(inner.end.line, inner.end.column - length, inner.end.column) : inner;
  return declaration(range, version, 'builds', { ...(!isPlain && { edit: 'none' }) });
}

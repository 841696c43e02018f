import { lineRange } from '../../../model/range';
import { declaration, type GoDeclaration } from '../goDeclaration';
import { imageInYaml, innerRange } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { namesGoVersion, pairsOf, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** Compose: the images of services, and the arguments that their Dockerfiles are built with. */
export const compose: SourceFormat = {
  kind: 'compose',
  words: ['compose'],
  file: /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/,
  hint: new RegExp(`${mentionsGoImage.source}|go(lang)?_?version`, 'i'),
  read: async (text) => {
    const root = await parseYaml(text);
    return pairsOf(entryOf(root, 'services')).flatMap(([place, service]) => {
      const image = entryOf(service, 'image');
      const found = image?.kind === 'scalar' ? imageInYaml(image, { place }) : undefined;
      return [...(found ? [found] : []), ...argumentsOf(entryOf(entryOf(service, 'build'), 'args'), place)];
    });
  },
};

function argumentsOf(node: YamlNode | undefined, place: string): GoDeclaration[] {
  const pairs = pairsOf(node).flatMap(([name, value]) =>
    namesGoVersion(name) && value.kind === 'scalar' && value.type !== 'null'
      ? [versionInYaml(value, 'builds', { place, ...unresolved(value.text) })]
      : [],
  );
  const items = node?.kind === 'list' ? node.items.flatMap((item) => (item.kind === 'scalar' ? [item] : [])) : [];
  return [...pairs, ...items.flatMap((item) => assigned(item, place))];
}

/** `- GO_VERSION=1.24` */
function assigned(item: YamlScalar, place: string): GoDeclaration[] {
  const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(item.text) ?? [];
  if (!namesGoVersion(name)) return [];
  const { start, end } = innerRange(item);
  const isPlain = item.text === item.source && start.line === end.line;
  const range = isPlain ? lineRange(start.line, end.column - value.length, end.column) : innerRange(item);
  return [declaration(range, value, 'builds', { place, ...(!isPlain && { edit: 'none' }), ...unresolved(value) })];
}

/** Variables come from the shell or from .env, which is nobody's business but the machine's. */
function unresolved(value: string): Partial<GoDeclaration> {
  return value.includes('$') ? { version: { kind: 'unknown' }, edit: 'none' } : {};
}

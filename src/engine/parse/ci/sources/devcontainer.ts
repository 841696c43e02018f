import { LineIndex } from '../../../../base/lineIndex';
import type { Range } from '../../../model/range';
import { parseJsonc, type JsonNode } from '../../jsonc';
import { declaration, declaredVersionOf, type GoDeclaration } from '../goDeclaration';
import { imageDeclaration } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { namesGoVersion } from '../yamlDeclaration';
import type { SourceFormat } from './sourceFormat';

/** devcontainer.json: its image, the feature go, and the arguments of its Dockerfile. */
export const devcontainer: SourceFormat = {
  kind: 'devcontainer',
  words: ['devcontainer'],
  file: /(^|\/)(\.devcontainer\.json|\.devcontainer\/([^/]+\/)?devcontainer\.json)$/,
  hint: new RegExp(`${mentionsGoImage.source}|features\\/go|go(lang)?_?version`, 'i'),
  read: async (text) => {
    const { root } = await parseJsonc(text);
    const index = new LineIndex(text);
    const inside = ({ start, end }: JsonNode): Range => ({
      start: index.positionAt(start + 1),
      end: index.positionAt(end - 1),
    });
    const found: GoDeclaration[] = [];
    const image = memberOf(root, 'image');
    if (image?.kind === 'string') {
      const read = imageDeclaration(image.value, inside(image), { meaning: 'develops', place: 'image' });
      if (read) found.push(read);
    }
    for (const { key, keyStart, keyEnd, value } of membersOf(memberOf(root, 'features'))) {
      if (!/(^|\/)features\/go(:|$)/.test(key)) continue;
      const version = value.kind === 'string' ? value : memberOf(value, 'version');
      const place = 'feature go';
      // Without a version the feature installs the newest Go.
      if (version?.kind === 'string') found.push(declaration(inside(version), version.value, 'develops', { place }));
      else
        found.push(
          declaration(inside({ start: keyStart, end: keyEnd, kind: 'null' }), '', 'develops', { place, edit: 'none' }),
        );
    }
    for (const { key, value } of membersOf(memberOf(memberOf(root, 'build'), 'args'))) {
      if (value.kind !== 'string' || !(namesGoVersion(key) || isVariant(key, value.value))) continue;
      found.push(declaration(inside(value), value.value, 'develops', { place: key, ...variantOf(value.value) }));
    }
    return found;
  },
};

/** The argument of the templates of old: `1-1.18-bullseye`, of which the second number is that of Go. */
function isVariant(key: string, value: string): boolean {
  return key === 'VARIANT' && /^(\d+-)?1\.\d+/.test(value);
}

function variantOf(value: string): Partial<GoDeclaration> {
  const version = /^(?:\d+-)?(1\.\d+(?:\.\d+)?)-/.exec(value)?.[1] ?? /^\d+-(1\.\d+(?:\.\d+)?)$/.exec(value)?.[1];
  return version === undefined ? {} : { text: version, version: declaredVersionOf(version), edit: 'none' };
}

function membersOf(node: JsonNode | undefined): readonly (JsonNode & { kind: 'object' })['members'][number][] {
  return node?.kind === 'object' ? node.members : [];
}

function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return membersOf(node).find((member) => member.key === key)?.value;
}

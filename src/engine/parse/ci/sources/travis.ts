import { itemsOf, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, type YamlNode, type YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** Travis CI: `go:`, one version or a list, of the file and of single jobs. */
export const travis: SourceFormat = {
  kind: 'travis',
  words: ['.travis'],
  file: /(^|\/)\.travis\.ya?ml$/,
  hint: /\bgo\s*:/,
  read: async (text) => {
    const root = await parseYaml(text);
    const jobs = [entryOf(root, 'jobs'), entryOf(root, 'matrix')].flatMap((section) =>
      itemsOf(entryOf(section, 'include')),
    );
    const versions = [...versionsIn(root), ...jobs.flatMap(versionsIn)];
    const oneOfMany = versions.length > 1;
    return versions.map((scalar) => versionInYaml(scalar, 'builds', { oneOfMany }));
  },
};

function versionsIn(node: YamlNode | undefined): YamlScalar[] {
  return itemsOf(entryOf(node, 'go')).flatMap((item) => (item.kind === 'scalar' && item.text !== '' ? [item] : []));
}

import { declaration, type GoDeclaration } from '../goDeclaration';
import { imageInYaml } from '../imageDeclaration';
import { mentionsGoImage } from '../imageReference';
import { mapsIn, pairsOf, versionInYaml } from '../yamlDeclaration';
import { entryOf, parseYaml, scalarOf, textOf, type YamlMap, type YamlNode, type YamlScalar } from '../yamlTree';
import type { SourceFormat } from './sourceFormat';

/** Azure Pipelines: the task GoTool, and containers. */
export const azure: SourceFormat = {
  kind: 'azure',
  words: ['azure-pipelines'],
  file: /(^|\/)\.?azure-pipelines[^/]*\.ya?ml$|^\.azure-pipelines\/[^/]+\.ya?ml$/,
  hint: new RegExp(`GoTool|${mentionsGoImage.source}`, 'i'),
  read: async (text) => {
    const root = await parseYaml(text);
    return [...mapsIn(root)].flatMap((map): GoDeclaration[] => {
      const task = scalarOf(map, 'task');
      if (task && /^GoTool@/i.test(task.text)) return installedBy(task, map, root);
      const image = scalarOf(map, 'image') ?? scalarOf(map, 'container');
      const found = image && imageInYaml(image, { place: textOf(map, 'job') ?? textOf(map, 'container') ?? '' });
      return found ? [found] : [];
    });
  },
};

/** What the task installs where it is told no version (Microsoft's documentation of GoTool@0). */
const defaultOfTask = '1.10';

function installedBy(task: YamlScalar, step: YamlMap, root: YamlNode | undefined): GoDeclaration[] {
  const place = task.text;
  const version = scalarOf(entryOf(step, 'inputs'), 'version');
  if (!version) return [declaration(task.range, defaultOfTask, 'builds', { place, edit: 'none' })];
  if (!/\$[({[]/.test(version.text)) return [asText(version, { place })];
  const name = /^\$\(([\w.-]+)\)$|^\$\{\{\s*(?:variables|parameters)\.([\w.-]+)\s*\}\}$/.exec(version.text.trim());
  const values = name ? valuesOf(name[1] ?? name[2] ?? '', root) : [];
  const oneOfMany = values.length > 1;
  if (values.length > 0) return values.map((value) => asText(value, { place, oneOfMany }));
  return [asText(version, { place, version: { kind: 'unknown' }, edit: 'none' })];
}

/** Azure's own reader keeps `1.20` as it is written. */
function asText(scalar: YamlScalar, more: Partial<GoDeclaration>): GoDeclaration {
  return versionInYaml(
    { ...scalar, text: scalar.quoted ? scalar.text : scalar.source, type: 'string' },
    'builds',
    more,
  );
}

/** Every constant that the file gives to a name: in variables, in a matrix, as the default of a parameter. */
function valuesOf(name: string, root: YamlNode | undefined): YamlScalar[] {
  const found: YamlScalar[] = [];
  for (const map of mapsIn(root)) {
    const listed = textOf(map, 'name') === name ? (scalarOf(map, 'value') ?? scalarOf(map, 'default')) : undefined;
    if (listed) found.push(listed);
    const sections = [entryOf(map, 'variables'), ...pairsOf(entryOf(map, 'matrix')).map(([, leg]) => leg)];
    for (const section of sections) {
      const value = scalarOf(section, name);
      if (value) found.push(value);
    }
  }
  return found.filter(({ text }) => !/\$[({[]/.test(text));
}

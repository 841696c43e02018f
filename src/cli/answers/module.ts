import { nearestWord } from '../../base/nearest';
import {
  graphModule,
  graphOverview,
  moduleSentences,
  say,
  type Catalogue,
  type GraphModule,
  type Message,
  type Question,
} from '../../engine/index';
import { printable } from '../../report/printable';
import { code, plain } from '../../report/markdownText';
import type { Style } from '../../report/style';

/** What is known of a module in the graph of the go.mod of a folder; a message where there is no such module. */
export async function moduleIn(
  dir: string,
  path: string,
  ask: <T>(question: Question<T>) => Promise<T>,
): Promise<GraphModule | Message> {
  const found = await ask(graphModule(dir, path));
  if (found) return found;
  const graph = await ask(graphOverview(dir));
  if (graph === undefined) return say('cli.why.noGoMod', { folder: dir });
  const paths = graph.modules.map((module) => module.path);
  const nearest = nearestWord(path, paths);
  return nearest === undefined
    ? say('cli.why.notInGraph', { module: path })
    : say('cli.why.notInGraphNearest', { module: path, nearest });
}

/** `--why`: the sentences of the hover, then who asks for which version, one a line. */
export function whyText(module: GraphModule, catalogue: Catalogue, style: Style): string {
  const requirement = catalogue.render(say(`ask.${module.requirement}`));
  const head = `${style.strong(printable(`${module.path} ${module.version}`))}${style.dot}${requirement}`;
  const sentences = moduleSentences(module, module.own).map((message) => `  ${printable(catalogue.render(message))}`);
  const width = Math.max(...module.versions.map(({ version }) => version.length));
  const asked = whoAsks(module).map(({ version, who }) => `  ${version.padEnd(width)}  ${printable(who)}`);
  return [head, ...sentences, '', catalogue.render(say('cli.why.asked')), ...asked, ''].join('\n');
}

/** The same, for a report. */
export function whyMarkdown(module: GraphModule, catalogue: Catalogue): string {
  const sentences = [say(`ask.${module.requirement}`), ...moduleSentences(module, module.own)];
  return [
    `# ${code(`${module.path} ${module.version}`)}`,
    '',
    ...sentences.map((message) => `- ${plain(catalogue.render(message))}`),
    '',
    plain(catalogue.render(say('cli.why.asked'))),
    '',
    ...whoAsks(module).map(({ version, who }) => `- ${code(version)} ${code(who)}`),
    '',
  ].join('\n');
}

/** Every version that somebody requires, and who. */
function whoAsks({ versions, own }: GraphModule): readonly { readonly version: string; readonly who: string }[] {
  return versions.flatMap(({ version, byMain, by }) =>
    [...(byMain ? [own] : []), ...by.map((each) => `${each.path} ${each.version}`)].map((who) => ({ version, who })),
  );
}

/** The same as data. */
export function whyJson(module: GraphModule, catalogue: Catalogue): string {
  const { path, version, own, requirement, required, chain, versions, requires, missing } = module;
  const sentences = moduleSentences(module, own).map((message) => catalogue.render(message));
  const data = {
    schemaVersion: 1,
    module: path,
    version,
    main: own,
    requirement,
    required,
    chain,
    versions,
    requires,
    sentences,
    missing,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

import { versionTable, whereFrom, whyGo, type VersionRow } from '../engine/index';
import { answerKinds, type AnswerPage, type AnswerParams } from '../protocol/index';
import { environmentMarkdown } from '../report/answers/environmentAnswer';
import { goAnswerMarkdown } from '../report/answers/goAnswer';
import { versionTableMarkdown } from '../report/answers/versionTable';
import { maskSecrets, secretValues } from '../report/redact';
import { placeOf } from './graphRequests';
import type { ServerContext } from './serverContext';

export function readAnswerParams({
  kind,
  folder,
  module,
}: Readonly<Record<string, unknown>>): AnswerParams | undefined {
  const known = answerKinds.find((name) => name === kind);
  if (known === undefined || typeof folder !== 'string') return undefined;
  return { kind: known, folder, module: typeof module === 'string' ? module : '.' };
}

/** The pages "Why this Go?", "Where the variables come from" and "Which Go this repository names". */
export async function answerPageOf(
  params: AnswerParams,
  { catalogue, mirror, folders }: ServerContext,
): Promise<AnswerPage> {
  const { folder, dir } = await placeOf(params, folders);
  const secrets = secretValues(folders.machine.ports.environment.variables);
  const page = { catalogue, hide: (text: string): string => maskSecrets(text, secrets) };
  const linkTo = ({ file, range: { start } }: VersionRow): string =>
    `${mirror.uriOf(file)}#L${start.line + 1},${start.column + 1}`;
  switch (params.kind) {
    case 'why-go':
    case 'why-go-shell': {
      const asks = params.kind === 'why-go-shell' && folder.setup.granted !== 'static';
      return { markdown: goAnswerMarkdown(await folder.ask(whyGo(dir, asks ? 'always' : 'never')), page) };
    }
    case 'env':
      return { markdown: environmentMarkdown(await folder.ask(whereFrom(dir)), page) };
    case 'versions':
      // Files that say which Go concern the repository, whatever module is open.
      return { markdown: versionTableMarkdown(await folder.ask(versionTable(folder.dir)), page, linkTo) };
  }
}

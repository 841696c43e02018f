import { isWithin } from '../base/paths';
import { versionTable, whereFrom, whyGo, type VersionRow } from '../engine/index';
import { answerKinds, type AnswerPage, type AnswerParams } from '../protocol/index';
import { environmentMarkdown } from '../report/answers/environmentAnswer';
import { goAnswerMarkdown } from '../report/answers/goAnswer';
import { versionTableMarkdown } from '../report/answers/versionTable';
import { maskSecrets, secretValues } from '../report/redact';
import { placeOf } from './graphRequests';
import type { ServerContext } from './serverContext';
import { comparisonPage } from './snapshotRequests';
import { stringOf } from './untrusted';

export function readAnswerParams({
  kind,
  folder,
  module,
  other,
}: Readonly<Record<string, unknown>>): AnswerParams | undefined {
  const known = answerKinds.find((name) => name === kind);
  if (known === undefined || typeof folder !== 'string') return undefined;
  const file = stringOf(other);
  if (known === 'diff' && file === undefined) return undefined;
  const place = { folder, module: typeof module === 'string' ? module : '.' };
  return { kind: known, ...place, ...(file !== undefined && { other: file }) };
}

/** The pages "Why this Go?", "Where the variables come from", "Which Go this repository names" and "Environments compared". */
export async function answerPageOf(
  params: AnswerParams,
  context: ServerContext,
  signal: AbortSignal,
): Promise<AnswerPage> {
  const { catalogue, folders } = context;
  const { folder, dir } = await placeOf(params, folders);
  const secrets = secretValues(folders.machine.ports.environment.variables);
  const page = { catalogue, hide: (text: string): string => maskSecrets(text, secrets) };
  // A preview shows no link with `file:`; what begins with a slash it looks for in the first folder of the window.
  const first = folders.all()[0]?.dir;
  const linkTo = ({ file, range: { start } }: VersionRow): string | undefined =>
    first !== undefined && isWithin(first, file)
      ? `${encodeURI(file.slice(first.length))}#L${start.line + 1},${start.column + 1}`
      : undefined;
  switch (params.kind) {
    case 'why-go':
    case 'why-go-shell': {
      const asks = params.kind === 'why-go-shell' && folder.setup.granted !== 'static';
      const question = whyGo(dir, asks ? 'always' : 'never');
      // A shell whose start files hang takes ten seconds, in which somebody may type.
      const answer = asks ? await folder.askApart(question, signal) : await folder.ask(question);
      return { markdown: goAnswerMarkdown(answer, page) };
    }
    case 'env':
      return { markdown: environmentMarkdown(await folder.ask(whereFrom(dir)), page) };
    case 'versions':
      // Files that say which Go concern the repository, whatever module is open.
      return { markdown: versionTableMarkdown(await folder.ask(versionTable(folder.dir)), page, linkTo) };
    case 'diff':
      return { markdown: await comparisonPage(folder, params.other ?? '', page, context, signal) };
  }
}

import { whereFrom, whyGo } from '../engine/index';
import { answerKinds, type AnswerPage, type AnswerParams } from '../protocol/index';
import { environmentMarkdown } from '../report/answers/environmentAnswer';
import { goAnswerMarkdown } from '../report/answers/goAnswer';
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

/** The pages "Why this Go?" and "Where the variables come from". */
export async function answerPageOf(params: AnswerParams, { catalogue, folders }: ServerContext): Promise<AnswerPage> {
  const { folder, dir } = await placeOf(params, folders);
  const secrets = secretValues(folders.machine.ports.environment.variables);
  const page = { catalogue, hide: (text: string): string => maskSecrets(text, secrets) };
  return {
    markdown:
      params.kind === 'why-go'
        ? goAnswerMarkdown(await folder.ask(whyGo(dir)), page)
        : environmentMarkdown(await folder.ask(whereFrom(dir)), page),
  };
}

import { goTopics, say, type GoAnswer, type GoTopic, type Statement } from '../../engine/index';
import type { Style } from '../style';
import { code, plain } from '../markdownText';
import { evidenceData, evidenceText, sentence, type AnswerPage } from './page';

/** `why go` in a terminal: the answer, then what it rests on, in the order in which go finds its way. */
export function goAnswerText(answer: GoAnswer, page: AnswerPage, style: Style): string {
  const { catalogue } = page;
  const blocks = byTopic(answer).map(([topic, statements]) => {
    const lines = statements.map(({ message, evidence }) => {
      const places = evidence.map((each) => evidenceText(page, each)).join(', ');
      return `  ${sentence(page, message)}${places === '' ? '' : style.dim(`  [${places}]`)}`;
    });
    return [style.strong(catalogue.render(say(`whyGo.topic.${topic}`))), ...lines].join('\n');
  });
  return `${[style.strong(sentence(page, answer.head)), ...blocks].join('\n\n')}\n`;
}

/** The same as data. */
export function goAnswerJson(answer: GoAnswer, page: AnswerPage): string {
  const { folder, outcome, command, runs, head, statements } = answer;
  const data = {
    schemaVersion: 1,
    folder: page.hide(folder),
    outcome,
    answer: sentence(page, head),
    command: command === undefined ? null : commandData(command),
    runs: runs === undefined ? null : { ...runs, path: runs.path ?? null },
    statements: statements.map(({ topic, message, evidence }) => ({
      topic,
      message: sentence(page, message),
      evidence: evidence.map((each) => evidenceData(page, each)),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function commandData(command: NonNullable<GoAnswer['command']>): object {
  const { path, realPath, source, manager, shimPath, goroot, toolchain, version } = command;
  return {
    path: shimPath ?? path,
    binary: path,
    realPath,
    source,
    manager: manager ?? null,
    goroot,
    toolchain,
    version,
  };
}

/** The same as a page of the editor, or to be pasted into an issue. */
export function goAnswerMarkdown(answer: GoAnswer, page: AnswerPage): string {
  const { catalogue } = page;
  const blocks = byTopic(answer).map(([topic, statements]) => {
    const lines = statements.map(({ message, evidence }) => {
      const places = evidence.map((each) => code(evidenceText(page, each))).join(', ');
      return `- ${plain(page.hide(catalogue.render(message)))}${places === '' ? '' : ` (${places})`}`;
    });
    return [`## ${catalogue.render(say(`whyGo.topic.${topic}`))}`, '', ...lines].join('\n');
  });
  const folder = catalogue.render(say('whyGo.folder', { folder: code(page.hide(answer.folder)) }));
  const head = `**${plain(page.hide(catalogue.render(answer.head)))}**`;
  return `${[`# ${catalogue.render(say('whyGo.title'))}`, folder, head, ...blocks].join('\n\n')}\n`;
}

function byTopic({ statements }: GoAnswer): readonly (readonly [GoTopic, readonly Statement[]])[] {
  return goTopics
    .map((topic) => [topic, statements.filter((each) => each.topic === topic)] as const)
    .filter(([, members]) => members.length > 0);
}

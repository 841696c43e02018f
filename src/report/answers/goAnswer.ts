import { goTopics, say, type GoAnswer, type GoFace, type GoTopic, type Statement } from '../../engine/index';
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
  return `${[style.strong(sentence(page, answer.head)), ...blocks, facesText(answer, page, style)].join('\n\n')}\n`;
}

/** Who takes another go is said loudly; below stands why. */
function facesText({ faces }: GoAnswer, page: AnswerPage, style: Style): string {
  const { catalogue } = page;
  const lines = faces.flatMap((face) => {
    const who = catalogue.render(say(`whyGo.face.${face.face}`));
    const head = catalogue.render(say('whyGo.face', { who, head: sentence(page, face.head) }));
    const why = face.statements.map(({ message, evidence }) => {
      const places = evidence.map((each) => evidenceText(page, each)).join(', ');
      return `    ${sentence(page, message)}${places === '' ? '' : style.dim(`  [${places}]`)}`;
    });
    return [`  ${face.same === false ? style.strong(head) : head}`, ...why];
  });
  return [style.strong(catalogue.render(say('whyGo.faces'))), ...lines].join('\n');
}

/** The same as data. */
export function goAnswerJson(answer: GoAnswer, page: AnswerPage): string {
  const { folder, outcome, command, runs, head, statements, faces } = answer;
  const data = {
    schemaVersion: 1,
    folder: page.hide(folder),
    outcome,
    answer: sentence(page, head),
    command: command === undefined ? null : commandData(command),
    runs: runs === undefined ? null : { ...runs, path: runs.path ?? null },
    statements: statementsData(statements, page),
    faces: faces.map((face) => ({
      face: face.face,
      outcome: face.outcome,
      same: face.same ?? null,
      answer: sentence(page, face.head),
      command: face.command === undefined ? null : commandData(face.command),
      runs: face.runs === undefined ? null : { ...face.runs, path: face.runs.path ?? null },
      statements: statementsData(face.statements, page),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function statementsData(statements: readonly Statement<GoTopic>[], page: AnswerPage): readonly object[] {
  return statements.map(({ topic, message, evidence }) => ({
    topic,
    message: sentence(page, message),
    evidence: evidence.map((each) => evidenceData(page, each)),
  }));
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
    const lines = statements.map((statement) => itemOf(statement, page));
    return [`## ${catalogue.render(say(`whyGo.topic.${topic}`))}`, '', ...lines].join('\n');
  });
  const faces = [
    `## ${catalogue.render(say('whyGo.faces'))}`,
    '',
    ...answer.faces.flatMap((face) => faceItems(face, page)),
  ];
  const folder = catalogue.render(say('whyGo.folder', { folder: code(page.hide(answer.folder)) }));
  const head = `**${plain(page.hide(catalogue.render(answer.head)))}**`;
  return `${[`# ${catalogue.render(say('whyGo.title'))}`, folder, head, ...blocks, faces.join('\n')].join('\n\n')}\n`;
}

function faceItems(face: GoFace, page: AnswerPage): readonly string[] {
  const { catalogue } = page;
  const who = catalogue.render(say(`whyGo.face.${face.face}`));
  const text = catalogue.render(say('whyGo.face', { who, head: plain(page.hide(catalogue.render(face.head))) }));
  const why = face.statements.map((statement) => `  ${itemOf(statement, page)}`);
  return [`- ${face.same === false ? `**${text}**` : text}`, ...why];
}

function itemOf({ message, evidence }: Statement, page: AnswerPage): string {
  const places = evidence.map((each) => code(evidenceText(page, each))).join(', ');
  return `- ${plain(page.hide(page.catalogue.render(message)))}${places === '' ? '' : ` (${places})`}`;
}

function byTopic({ statements }: GoAnswer): readonly (readonly [GoTopic, readonly Statement[]])[] {
  return goTopics
    .map((topic) => [topic, statements.filter((each) => each.topic === topic)] as const)
    .filter(([, members]) => members.length > 0);
}

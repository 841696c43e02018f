import {
  askMessages,
  buildMatrix,
  configFileName,
  createCatalogue,
  environmentMessages,
  goMessages,
  loadConfig,
  matrixMessages,
  openQuestions,
  say,
  snapshotMessages,
  versionMessages,
  versionTable,
  whereFrom,
  whyGo,
  type Catalogue,
  type Language,
  type Message,
  type Ports,
  type Templates,
} from '../../engine/index';
import { joinPath } from '../../base/paths';
import { buildMatrixJson, buildMatrixMarkdown, buildMatrixText } from '../../report/answers/buildMatrix';
import { comparisonJson, comparisonMarkdown, comparisonText } from '../../report/answers/comparison';
import { environmentJson, environmentMarkdown, environmentText } from '../../report/answers/environmentAnswer';
import { goAnswerJson, goAnswerMarkdown, goAnswerText } from '../../report/answers/goAnswer';
import { versionTableJson, versionTableMarkdown, versionTableText } from '../../report/answers/versionTable';
import type { AnswerPage } from '../../report/answers/page';
import { printable } from '../../report/printable';
import { maskIdentity, maskSecrets, secretValues } from '../../report/redact';
import { reportWords } from '../../report/words';
import { exitCodes } from '../exitCode';
import type { CliHost } from '../host';
import { cliWords } from '../words';
import { comparedSides, exitCodeOfDiff } from './diff';
import { moduleIn, whyJson, whyMarkdown, whyText } from './module';
import type { AnswerForm, Answered, CliQuestion } from './question';
import { writeSnapshot } from './snapshot';

type Asked<Kind extends CliQuestion['kind']> = Extract<CliQuestion, { readonly kind: Kind }>;

/** What every answer is made from. */
interface Place {
  /** absolute */
  readonly root: string;
  readonly ports: Ports;
  readonly host: CliHost;
}

/** Answers a question of a subcommand. */
export async function answer(
  question: CliQuestion,
  root: string,
  ports: Ports,
  host: CliHost,
  form: AnswerForm,
): Promise<Answered> {
  const catalogue = await catalogueOf(form.language, host);
  const page: AnswerPage = { catalogue, hide: hiding(form, ports, host) };
  const place = { root, ports, host };
  if (question.kind === 'diff') return diff(question, place, form, page);
  if (question.kind === 'snapshot') return snapshot(question, place, page);
  const answered = await answerFromFiles(question, place, form, page);
  if (typeof answered !== 'string') return refused(answered, page);
  return { kind: 'text', text: answered, code: exitCodes.clean };
}

async function answerFromFiles(
  question: Exclude<CliQuestion, Asked<'diff' | 'snapshot'>>,
  { root, ports, host }: Place,
  { format, style }: AnswerForm,
  page: AnswerPage,
): Promise<string | Message> {
  const { catalogue } = page;
  const ask = openQuestions(ports, root, host.signal);
  switch (question.kind) {
    case 'go': {
      const found = await ask(whyGo(root, question.asksShell ? 'always' : 'when-not-found'));
      if (format === 'json') return goAnswerJson(found, page);
      return format === 'markdown' ? goAnswerMarkdown(found, page) : goAnswerText(found, page, style);
    }
    case 'env': {
      const found = await ask(whereFrom(root));
      if (format === 'json') return environmentJson(found, page);
      return format === 'markdown' ? environmentMarkdown(found, page) : environmentText(found, page, style);
    }
    case 'targets': {
      const { config } = await loadConfig({ file: joinPath(root, configFileName), flags: {} }, ports, []);
      const found = await ask(buildMatrix({ folder: root, targets: config.targets, tags: [] }));
      if (format === 'json') return buildMatrixJson(found, page);
      return format === 'markdown' ? buildMatrixMarkdown(found, page) : buildMatrixText(found, page, style);
    }
    case 'versions': {
      const found = await ask(versionTable(root));
      if (format === 'json') return versionTableJson(found, page);
      return format === 'markdown' ? versionTableMarkdown(found, page) : versionTableText(found, page, style);
    }
    case 'module': {
      const found = await moduleIn(root, question.path, ask);
      if ('id' in found) return found;
      if (format === 'json') return whyJson(found, catalogue);
      return format === 'markdown' ? whyMarkdown(found, catalogue) : whyText(found, catalogue, style);
    }
  }
}

async function snapshot(
  { output }: Asked<'snapshot'>,
  { root, ports, host }: Place,
  page: AnswerPage,
): Promise<Answered> {
  const done = await writeSnapshot(root, output, ports, host);
  if (typeof done === 'string') return { kind: 'text', text: done, code: exitCodes.clean };
  if ('refused' in done) return refused(done.refused, page);
  const lines = done.written.map((message) => `${printable(page.catalogue.render(message))}\n`);
  return { kind: 'text', text: lines.join(''), code: exitCodes.clean };
}

async function diff(
  question: Asked<'diff'>,
  { root, ports, host }: Place,
  { format, style }: AnswerForm,
  page: AnswerPage,
): Promise<Answered> {
  const compared = await comparedSides(root, question.sides, ports, host);
  if ('id' in compared) return refused(compared, page);
  const code = exitCodeOfDiff(compared, question);
  if (format === 'json') return { kind: 'text', text: comparisonJson(compared, page), code };
  const text = format === 'markdown' ? comparisonMarkdown(compared, page) : comparisonText(compared, page, style);
  return { kind: 'text', text, code };
}

/** The program that prints the message does not have the words of the answers. */
function refused(message: Message, { catalogue }: AnswerPage): Answered {
  return { kind: 'refused', message: say('cli.refused', { message: catalogue.render(message) }) };
}

/** Secrets never leave; Markdown is made to be shown to others, so it does not tell who somebody is either. */
function hiding({ format }: AnswerForm, { environment }: Ports, host: CliHost): (text: string) => string {
  const secrets = secretValues(environment.variables);
  if (format !== 'markdown') return (text) => maskSecrets(text, secrets);
  const identity = { homeDir: environment.homeDir, userName: host.userName };
  return (text) => maskIdentity(maskSecrets(text, secrets), identity);
}

async function catalogueOf(language: Language, host: CliHost): Promise<Catalogue> {
  const text = language === 'en' ? undefined : await host.readResource(`messages.${language}.json`);
  const translations = text === undefined ? {} : (JSON.parse(text) as Templates);
  const templates = [
    cliWords,
    reportWords,
    askMessages,
    goMessages,
    environmentMessages,
    versionMessages,
    matrixMessages,
    snapshotMessages,
  ];
  return createCatalogue({ language, checks: [], templates, translations });
}

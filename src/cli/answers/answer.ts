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
import { environmentJson, environmentMarkdown, environmentText } from '../../report/answers/environmentAnswer';
import { goAnswerJson, goAnswerMarkdown, goAnswerText } from '../../report/answers/goAnswer';
import { versionTableJson, versionTableMarkdown, versionTableText } from '../../report/answers/versionTable';
import type { AnswerPage } from '../../report/answers/page';
import { maskIdentity, maskSecrets, secretValues } from '../../report/redact';
import type { CliHost } from '../host';
import { cliWords } from '../words';
import { moduleIn, whyJson, whyText } from './module';
import type { AnswerForm, CliQuestion } from './question';

/** Answers a question of a subcommand: the text to print, or a message that says what was asked wrongly. */
export async function answer(
  question: CliQuestion,
  root: string,
  ports: Ports,
  host: CliHost,
  form: AnswerForm,
): Promise<string | Message> {
  const { format, style } = form;
  const catalogue = await catalogueOf(form.language, host);
  const ask = openQuestions(ports, root, host.signal);
  const page: AnswerPage = { catalogue, hide: hiding(form, ports, host) };
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
      return format === 'json' ? whyJson(found, catalogue) : whyText(found, catalogue, style);
    }
  }
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
  const templates = [cliWords, askMessages, goMessages, environmentMessages, versionMessages, matrixMessages];
  return createCatalogue({ language, checks: [], templates, translations });
}

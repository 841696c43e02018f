import {
  Cancelled,
  allChecks,
  configFileName,
  createCatalogue,
  loadConfig,
  profileAllows,
  say,
  type Catalogue,
  type Check,
  type Config,
  type FileSystem,
  type Language,
  type Message,
  type Ports,
  type Profile,
  type RunResult,
  type Templates,
} from '../engine/index';
import { dirname, joinPath } from '../base/paths';
import type { ReportContext } from '../report/context';
import { formatHuman } from '../report/human';
import { formatJson } from '../report/json';
import { ciWords } from '../report/ciWords';
import { formatMarkdown, markdownWords } from '../report/markdown';
import { printable } from '../report/printable';
import { secretValues } from '../report/redact';
import { createStyle, type Style } from '../report/style';
import { reportWords } from '../report/words';
import type { AnswerForm, CliQuestion } from './answers/question';
import { explainText, findCheck } from './explain';
import { fixesText } from './fix/fixesText';
import { exitCodeOf, exitCodes, type ExitCode, type FailOn } from './exitCode';
import { helpText } from './help';
import { OutputLost, type CliHost, type Output, type Streams } from './host';
import { speaksUtf8, terminalLanguage } from './language';
import { listJson, listText } from './list';
import { answerFormats, noSuchFolder, parseArguments, type AnswerFormat, type Arguments, type Format } from './options';
import { Progress } from './progress';
import { profileProblem, selectionOf } from './selection';
import { Verification, type Verified } from './verify';
import { cliWords } from './words';

/** What was asked for cannot be done; the message says what was expected. */
class UsageError extends Error {
  readonly said: Message;

  constructor(said: Message) {
    super(said.id);
    this.said = said;
  }
}

/**
 * The command line: arguments to an exit code. Never rejects, never ends the process.
 * @param checks for tests; every check of the registry where absent
 */
export async function run(
  argv: readonly string[],
  streams: Streams,
  host: CliHost,
  checks: readonly Check[] = allChecks,
): Promise<ExitCode> {
  const session = new Session(streams, host, checks);
  try {
    return await session.main(argv);
  } catch (error) {
    return session.failed(error);
  }
}

class Session {
  readonly #streams: Streams;
  readonly #host: CliHost;
  readonly #checks: readonly Check[];
  readonly #progress: Progress;
  #catalogue: Catalogue;
  #verification: Verification | undefined;

  constructor(streams: Streams, host: CliHost, checks: readonly Check[]) {
    this.#streams = streams;
    this.#host = host;
    this.#checks = checks;
    this.#progress = new Progress(streams.stderr);
    this.#catalogue = this.#catalogueOf('en', {});
  }

  async main(argv: readonly string[]): Promise<ExitCode> {
    const parsed = parseArguments(argv);
    const asked = parsed.kind === 'error' ? parsed.language : (parsed.arguments.value('lang') as Language | undefined);
    this.#catalogue = await this.#load(asked ?? terminalLanguage(this.#host.variables));
    if (parsed.kind === 'error') throw new UsageError(parsed.message);
    const args = parsed.arguments;
    if (args.has('help')) return this.#print(helpText(this.#catalogue));
    if (args.has('version')) return this.#print(`${this.#host.version}\n`);
    const format = (args.value('format') ?? 'human') as Format;
    // A program that reads JSON must not see other words on another machine.
    const language = asked ?? (format === 'json' ? 'en' : this.#catalogue.language);
    const catalogue = language === this.#catalogue.language ? this.#catalogue : await this.#load(language);
    const style = this.#style(args);
    const explain = args.value('explain');
    if (explain !== undefined) return this.#explain(explain, style);
    const question = questionOf(args);
    const folder = question?.kind === 'diff' ? '.' : (args.folder ?? '.');
    if (question) return this.#answer(question, { format: answerFormat(format), language, style }, folder);
    if (args.has('list'))
      return this.#print(
        answerFormat(format) === 'json' ? listJson(this.#checks, catalogue) : listText(this.#checks, catalogue, style),
      );
    return this.#verify(args, format, catalogue, style);
  }

  async failed(error: unknown): Promise<ExitCode> {
    await this.#progress.clear();
    const { stderr } = this.#streams;
    if (error instanceof UsageError) {
      await stderr.write(this.#line(error.said) + `${this.#catalogue.render(say('cli.seeHelp'))}\n`);
      return exitCodes.usage;
    }
    if (error instanceof Cancelled || this.#host.signal.aborted) {
      const changed = this.#verification !== undefined && this.#verification.fixed.length > 0;
      await stderr.write(this.#line(say(changed ? 'cli.cancelledFixing' : 'cli.cancelled')));
      return exitCodes.cancelled;
    }
    if (error instanceof OutputLost) {
      await stderr.write(this.#line(say('cli.outputLost', { reason: error.message })));
      return exitCodes.internalError;
    }
    const text = error instanceof Error ? error.message : String(error);
    await stderr.write(this.#line(say('cli.internalError', { error: text, version: this.#host.version })));
    if (error instanceof Error && error.stack !== undefined) await stderr.write(`${error.stack}\n`);
    return exitCodes.internalError;
  }

  /** A sentence of our own on one line, whatever the names in it hold. */
  #line(message: Message): string {
    return `${printable(this.#catalogue.render(say('cli.error', { message: this.#catalogue.render(message) })))}\n`;
  }

  async #explain(id: string, style: Style): Promise<ExitCode> {
    const check = findCheck(this.#checks, id);
    if (!('severity' in check)) throw new UsageError(check);
    const { columns } = this.#streams.stdout;
    return this.#print(await explainText(check, this.#catalogue, this.#host, style, columns));
  }

  async #answer(question: CliQuestion, form: AnswerForm, folder: string): Promise<ExitCode> {
    const open = this.#host.openPorts();
    try {
      const root = await this.#root(folder, open.ports.files);
      // Verifications, which are many and must start fast, need none of it.
      const { answer } = await import('./answers/answer');
      const answered = await answer(question, root, open.ports, this.#host, form);
      if (answered.kind === 'refused') throw new UsageError(answered.message);
      await this.#print(answered.text);
      return answered.code;
    } finally {
      await open.dispose();
    }
  }

  async #verify(args: Arguments, format: Format, catalogue: Catalogue, style: Style): Promise<ExitCode> {
    const flag = args.value('profile') as Profile | undefined;
    const problem = flag && profileProblem(flag, this.#checks);
    if (problem) throw new UsageError(problem);
    const selection = selectionOf(args, this.#checks);
    if (selection.kind === 'error') throw new UsageError(selection.message);
    const open = this.#host.openPorts();
    try {
      const { ports } = open;
      const root = await this.#root(args.folder ?? '.', ports.files);
      const config = await this.#config(args, flag, root, ports);
      this.#verification = new Verification(open, this.#host, this.#progress, this.#catalogue, this.#checks);
      const verified = await this.#verification.run({ root, config, fix: args.has('fix'), ...selection.selection });
      const { summary, byCheck } = verified.result;
      this.#host.verified((1 + summary.goFiles) * byCheck.length);
      const failOn = (args.value('fail-on') ?? 'error') as FailOn;
      await this.#report(verified, { format, failOn, style }, this.#context(catalogue, ports.environment));
      return exitCodeOf(verified.result, { failOn, strict: args.has('strict') });
    } finally {
      await open.dispose();
    }
  }

  /** Flag over file over default. Only the flag agrees to more than offline: a repository cannot agree for its user. */
  async #config(args: Arguments, flag: Profile | undefined, root: string, ports: Ports): Promise<Config> {
    const typed = args.value('config');
    const file = typed === undefined ? joinPath(root, configFileName) : this.#host.resolve(typed);
    const content = typed === undefined || file === undefined ? undefined : await ports.files.readFile(file);
    if (file === undefined || (typed !== undefined && content?.kind !== 'file')) {
      const reason = content?.kind === 'unreadable' ? content.reason : this.#catalogue.render(say('cli.missing'));
      throw new UsageError(say('cli.noConfigFile', { file: typed ?? '', reason }));
    }
    const flags = flag ? { profile: flag } : {};
    const { config } = await loadConfig({ file, flags }, ports, this.#checks);
    if (flag !== undefined || profileAllows('offline', config.profile)) return config;
    const note = profileProblem(config.profile, this.#checks);
    await this.#streams.stderr.write(this.#line(note ?? say('cli.profileNeedsFlag', { profile: config.profile })));
    return { ...config, profile: 'offline' };
  }

  #context(catalogue: Catalogue, { arch, homeDir, variables }: Ports['environment']): ReportContext {
    const { platform } = this.#host;
    return {
      catalogue,
      checks: new Map(this.#checks.map((check) => [check.id, check])),
      version: this.#host.version,
      port: `${platform === 'win32' ? 'windows' : platform}/${arch}`,
      homeDir,
      secrets: secretValues(variables),
    };
  }

  async #report(
    { result, sources, fixes }: Verified,
    { format, failOn, style }: ReportForm,
    context: ReportContext,
  ): Promise<void> {
    const { stdout, stderr } = this.#streams;
    // What was done is told beside a report for machines, and before one for people.
    if (fixes && format === 'human') await stdout.write(`${fixesText(fixes, result, context)}\n`);
    else if (fixes) await stderr.write(fixesText(fixes, result, context));
    switch (format) {
      case 'human':
        return stdout.write(formatHuman(result, context, { style, source: (file) => sources.get(file) }));
      case 'json':
        return stdout.write(formatJson(result, context));
      case 'markdown':
        return stdout.write(this.#markdown(result, context));
      default: {
        const { ciReport } = await import('./ciReport');
        await stdout.write(ciReport(format, result, context, this.#host, failOn));
        if (format === 'github') await this.#stepSummary(this.#markdown(result, context));
      }
    }
  }

  #markdown(result: RunResult, context: ReportContext): string {
    return formatMarkdown(result, context, { homeDir: context.homeDir, userName: this.#host.userName });
  }

  /** GitHub shows ten annotations of a kind; the whole report stands on the page of the run. */
  async #stepSummary(page: string): Promise<void> {
    const file = this.#host.variables['GITHUB_STEP_SUMMARY'] ?? '';
    if (file === '') return;
    const { stepSummary } = await import('./ciReport');
    try {
      await this.#host.appendFile(file, stepSummary(page));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await this.#streams.stderr.write(this.#line(say('cli.noStepSummary', { file, reason })));
    }
  }

  /** The folder to verify, absolute. */
  async #root(typed: string, files: Pick<FileSystem, 'stat' | 'readDirectory'>): Promise<string> {
    const folder = this.#host.resolve(typed);
    const stat = folder === undefined ? undefined : await files.stat(folder);
    if (folder === undefined || stat === undefined) throw new UsageError(noSuchFolder(typed));
    if (stat.kind !== 'directory')
      throw new UsageError(say('cli.notAFolder', { file: typed, folder: dirname(typed.replaceAll('\\', '/')) }));
    if ((await files.readDirectory(folder)) === undefined)
      throw new UsageError(say('cli.folderUnreadable', { folder: typed }));
    return folder;
  }

  async #print(text: string): Promise<ExitCode> {
    await this.#streams.stdout.write(text);
    return exitCodes.clean;
  }

  #style(args: Arguments): Style {
    const { variables, platform } = this.#host;
    const { stdout } = this.#streams;
    return createStyle({
      colours: !args.has('no-color') && wantsColours(variables, stdout),
      unicode: this.#catalogue.language !== 'en' || speaksUtf8(variables, platform),
      columns: stdout.columns ?? 120,
    });
  }

  async #load(language: Language): Promise<Catalogue> {
    if (language === 'en') return this.#catalogueOf('en', {});
    const text = await this.#host.readResource(`messages.${language}.json`);
    return this.#catalogueOf(language, text === undefined ? {} : (JSON.parse(text) as Templates));
  }

  #catalogueOf(language: Language, translations: Templates): Catalogue {
    return createCatalogue({
      language,
      checks: this.#checks,
      templates: [reportWords, markdownWords, ciWords, cliWords],
      translations,
    });
  }
}

/** How a verification is reported. */
interface ReportForm {
  readonly format: Format;
  readonly failOn: FailOn;
  readonly style: Style;
}

/** Formats of CI services hold findings: nothing else can be said in them. */
function answerFormat(format: Format): AnswerFormat {
  const found = answerFormats.find((one) => one === format);
  if (found === undefined)
    throw new UsageError(say('cli.formatOfFindings', { format, words: answerFormats.join(', ') }));
  return found;
}

/** What is asked instead of a verification; `--why MODULE` is the older form of `why MODULE`. */
function questionOf(args: Arguments): CliQuestion | undefined {
  const { subcommand } = args;
  if (subcommand === 'snapshot') {
    const format = args.value('format') ?? 'json';
    if (format !== 'json') throw new UsageError(say('cli.snapshotFormat', { format }));
    return { kind: 'snapshot', output: args.value('output') };
  }
  if (subcommand === 'diff') {
    const failOn = (args.value('fail-on') ?? 'error') as FailOn;
    return { kind: 'diff', sides: [args.subject ?? '.', args.folder ?? '.'], failOn, strict: args.has('strict') };
  }
  if (subcommand === 'env' || subcommand === 'targets' || subcommand === 'versions') return { kind: subcommand };
  const about = args.subcommand === 'why' ? args.subject : args.value('why');
  if (about === undefined) return undefined;
  return about === 'go' && args.subcommand === 'why'
    ? { kind: 'go', asksShell: args.has('shell') }
    : { kind: 'module', path: about };
}

/** NO_COLOR (any value) wins over FORCE_COLOR, which wins over what the stream is. */
function wantsColours(variables: Readonly<Record<string, string>>, stdout: Output): boolean {
  if ((variables['NO_COLOR'] ?? '') !== '') return false;
  const forced = variables['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return stdout.isTerminal && variables['TERM'] !== 'dumb';
}

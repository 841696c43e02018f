import { join, resolve } from 'node:path';
import { allChecks, createCatalogue, type Finding } from '../../../src/engine/index';
import type { GoCall, ProcessEnd, ReplayObserver } from '../../support/goScript/replay';
import type { ScriptState } from '../../support/goScript/scriptState';
import { defaultFailures, type DefaultFailure } from './defaultCalls';
import { classify, messageClasses, type MessageClass } from './messageClasses';
import { rootOf, treeHash, verdictOf, type StateRoot, type StateVerdict } from './stateVerdict';

/** One go call of a script, judged. */
export interface JudgedCall {
  readonly script: string;
  readonly line: number;
  readonly command: string;
  readonly succeeded: boolean;
  /** class of the message, for a failure that is about the state and not about the call's own arguments */
  readonly failure?: { readonly name: string; readonly network: boolean; readonly message: string };
  /** `found`: a loud finding of a check that answers for the class; `unknown`: such a check says what it lacks */
  readonly recall?: 'found' | 'unknown' | 'missed';
  /** what else was said of a state that was missed */
  readonly said: readonly string[];
  /** errors on a state on which no default go command fails */
  readonly falseAlarms: readonly string[];
  /** errors that another default go command confirms, though this call succeeds */
  readonly confirmed: readonly string[];
  /** loud drift findings after a successful tidy or vendor */
  readonly drift: readonly string[];
  readonly untouched: boolean;
}

const catalogue = createCatalogue({ language: 'en', checks: allChecks, translations: {} });

/** Calls that load no state, or whose failure is a matter of their arguments and of the network. */
const unjudged =
  /^(?:help|version|env|clean|doc|fmt|bug|telemetry|get|tool|mod (?:init|edit|download)|work (?:init|edit|use))\b/;
const tidyDrift =
  /^(?:require-|gomod-(?:tidy-drift|updates-needed)|gosum-(?:missing|file-missing|stale|two-zip)|import-)/;

/** Verifies every state that a go call of a script finds or makes, and compares with what go says. */
export class ScriptJudge implements ReplayObserver {
  readonly calls: JudgedCall[] = [];
  readonly #script: string;
  readonly #go: string;
  readonly #verdicts = new Map<string, StateVerdict>();
  readonly #failures = new Map<string, readonly DefaultFailure[]>();

  constructor(script: string, go: string) {
    this.#script = script;
    this.#go = go;
  }

  async beforeGo({ args, state, line }: GoCall): Promise<(end: ProcessEnd) => Promise<void>> {
    const inFolder = args[0] === '-C' ? args[1] : undefined;
    const words = inFolder === undefined ? args : args.slice(2);
    const cwd = resolve(state.cwd, inFolder ?? '.');
    const command = words.join(' ');
    const special = `${command} ${state.variables.GOFLAGS ?? ''}`;
    const root = rootOf(cwd, state.variables);
    // Scripts that look at GOROOT itself tell nothing about module files.
    if (!root?.dir.startsWith(`${state.work}/`)) return ignored;
    if (unjudged.test(command) || /-(?:modfile|overlay)\b/.test(special)) return ignored;
    const key = await keyOf(state, root);
    const verdict = await this.#verdict(key, state, root);
    const errors = judged(verdict.findings, root).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) await this.#defaultFailures(key, state, root);
    return async (end) => {
      const drift = end.code === 0 ? await this.#driftAfter(words, state, cwd) : [];
      const place = { script: this.#script, line, command, succeeded: end.code === 0, drift };
      const { untouched } = verdict;
      if (end.code !== 0) {
        const failed = await this.#failed(key, state, root, end, verdict);
        this.calls.push({ ...place, falseAlarms: [], confirmed: [], said: [], untouched, ...failed });
        return;
      }
      const failures = this.#failures.get(key) ?? [];
      const lines = (those: readonly Finding[]): readonly string[] => those.map((finding) => this.#line(finding, root));
      const falseAlarms = lines(errors.filter((finding) => !isConfirmed(finding, failures)));
      const confirmed = lines(errors.filter((finding) => isConfirmed(finding, failures)));
      this.calls.push({ ...place, falseAlarms, confirmed, said: [], untouched });
    };
  }

  async #verdict(key: string, state: ScriptState, root: StateRoot): Promise<StateVerdict> {
    const known = this.#verdicts.get(key);
    if (known) return known;
    const verdict = await verdictOf(root.dir, state.variables);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  async #defaultFailures(key: string, state: ScriptState, root: StateRoot): Promise<readonly DefaultFailure[]> {
    const known = this.#failures.get(key);
    if (known) return known;
    const failures = await defaultFailures(state, root, this.#go);
    this.#failures.set(key, failures);
    return failures;
  }

  async #failed(
    key: string,
    state: ScriptState,
    root: StateRoot,
    { stdout, stderr }: ProcessEnd,
    verdict: StateVerdict,
  ): Promise<Pick<JudgedCall, 'failure' | 'recall' | 'said'> | undefined> {
    const output = `${stderr}\n${stdout}`;
    const found = classify(output);
    if (found === undefined) return undefined;
    const failures = await this.#defaultFailures(key, state, root);
    if (!failures.some((own) => classify(own.output) === found || found.pattern.test(own.output))) return undefined;
    const message = output
      .trim()
      .replace(/^go: downloading .*\n/gm, '')
      .slice(0, 300);
    const failure = { name: found.name, network: found.network === true, message };
    const isLoud = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';
    const demanded = await this.#demanded(found, state, root, verdict);
    if ([...verdict.findings, ...demanded].some((finding) => isLoud(finding) && found.checks.test(finding.check)))
      return { failure, recall: 'found', said: [] };
    const lacking = verdict.outcomes.filter(
      ({ kind, check, unknown }) => kind === 'unknown' && found.checks.test(check) && unknown?.needs !== 'profile',
    );
    // Where go itself cannot say it offline, nobody can.
    const offline = { ...state.variables, GOPROXY: 'off', GONOPROXY: 'none' };
    const stillFails = await defaultFailures({ work: state.work, cwd: state.cwd, variables: offline }, root, this.#go);
    const network = failure.network || !stillFails.some(({ output }) => found.pattern.test(output));
    const said = [
      ...verdict.findings
        .filter((finding) => isLoud(finding) && finding.subject !== 'machine')
        .map((finding) => this.#line(finding, root)),
      ...lacking.map(({ check, reason }) => `unknown ${check}: ${reason ? catalogue.render(reason) : ''}`),
    ];
    return { failure: { ...failure, network }, recall: lacking.length > 0 ? 'unknown' : 'missed', said };
  }

  /** What checks say that hash whole modules, as go mod verify does: people run them on demand. */
  async #demanded(
    { checks }: MessageClass,
    state: ScriptState,
    root: StateRoot,
    { outcomes }: StateVerdict,
  ): Promise<readonly Finding[]> {
    const gated = outcomes.filter(({ check, unknown }) => unknown?.needs === 'profile' && checks.test(check));
    const ids = gated.map(({ check }) => check).filter((id) => /^modcache-/.test(id));
    return ids.length === 0 ? [] : (await verdictOf(root.dir, state.variables, ids)).findings;
  }

  /** After go itself made the state good, nothing of what it takes care of may be reported. */
  async #driftAfter(words: readonly string[], state: ScriptState, cwd: string): Promise<readonly string[]> {
    const [verb = '', sub = ''] = words;
    const isTidy = verb === 'mod' && sub === 'tidy' && !words.includes('-diff') && !words.includes('-e');
    const isVendor =
      (verb === 'mod' || verb === 'work') && sub === 'vendor' && !words.includes('-o') && !words.includes('-e');
    const root = rootOf(cwd, isTidy ? { ...state.variables, GOWORK: 'off' } : state.variables);
    if (!(isTidy || isVendor) || root === undefined) return [];
    const key = await keyOf(state, root);
    const { findings } = await this.#verdict(key, state, root);
    const drift = judged(findings, root).filter(
      ({ severity, check, family }) =>
        (severity === 'error' || severity === 'warning') && (isTidy ? tidyDrift.test(check) : family === 'vendor'),
    );
    if (drift.length === 0) return [];
    const failures = await this.#defaultFailures(key, state, root);
    // The default tidy has something to say as well: flags of the call (-go, -compat) made another state.
    if (isTidy && failures.some(({ command }) => command === 'go mod tidy -diff')) return [];
    return drift.map((finding) => this.#line(finding, root));
  }

  #line({ check, severity, location, anchor, message }: Finding, root: StateRoot): string {
    const place = location
      ? `${location.file.replace(`${root.dir}/`, '')}:${location.range.start.line + 1}`
      : (anchor ?? '');
    return `${severity} ${check} ${place}: ${catalogue.render(message)}`;
  }
}

/** A default go command stops for what the finding says: the class of its message is one that the check answers for. */
function isConfirmed({ check, family }: Finding, failures: readonly DefaultFailure[]): boolean {
  return failures.some(({ output }) => {
    // tidy's difference stops nobody
    if (/^diff current\//m.test(output)) return false;
    const said = messageClasses.filter(({ pattern }) => pattern.test(output));
    if (said.length === 0) return !/^(?:modules|sums|vendor|workspace)$/.test(family);
    return said.some(({ checks }) => checks.test(check));
  });
}

const ignored = (): Promise<void> => Promise.resolve();

/** Findings about the machine, the root, and the modules that a go command there loads. */
function judged(findings: readonly Finding[], { subjects }: StateRoot): readonly Finding[] {
  return findings.filter(({ subject }) => subject === 'machine' || subjects.has(subject));
}

/** Two calls with one key find the same state: files, names in the module cache, variables. */
async function keyOf(state: ScriptState, root: StateRoot): Promise<string> {
  const cache = join(state.work, 'gopath', 'pkg');
  const hash = await treeHash(state.work, (path) => path === cache || path === join(state.work, 'tmp'));
  return `${hash} ${root.dir} ${JSON.stringify({ ...state.variables, PWD: '' })}`;
}

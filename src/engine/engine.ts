import { getOrSet } from '../base/getOrSet';
import { late } from '../base/late';
import { isWithin, joinPath } from '../base/paths';
import { allChecks } from './checks/registry';
import type { Question } from './ask/question';
import { defaultConfig, type Config } from './config/config';
import { Cancelled, FactStore, type Fact } from './facts/factStore';
import { goInfo } from './facts/go/goInstallation';
import type { Check, CheckMeta, Root } from './model/check';
import type { Finding } from './model/finding';
import type { Outcome } from './model/outcome';
import type { CheckOutcomes, RunResult } from './model/report';
import type { Profile } from './model/severity';
import type { Tree } from './model/tree';
import type { Ports } from './ports';
import { compareGroups, compareText } from './run/checkOutcomes';
import { SortedFindings } from './run/findingOrder';
import { OutcomeMemory } from './run/outcomeMemory';
import { findingsSoFar } from './run/findingsSoFar';
import type { RunObserver } from './run/jobs';
import { outcomeFact, outcomeFactName } from './run/outcomeFact';
import { runChecks } from './run/runChecks';
import { subjectOf } from './run/subject';
import { isOfInterest } from './tree/treeRules';
import type { TimedResult } from './run/timedResult';
import { isIncomplete, summarize } from './run/summary';

export interface RunRequest {
  /** absolute folder */
  readonly root: string;
  readonly config: Config;
  /** what trust and consent allow; the run does the lesser of this and `config.profile` */
  readonly granted: Profile;
  /** ids or families to run; everything where absent */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** outcomes of earlier runs that stand for the checks this run leaves out: they count as its own */
  readonly retained?: readonly CheckOutcomes[];
  /** files that somebody works on: the modules that hold them are judged first by what takes long */
  readonly near?: readonly string[];
  /**
   * After so long no more module is judged by a process: the rest is unknown, says so, and is where the next run goes on.
   * Without it all are judged, however long it takes.
   */
  readonly budgetMs?: number;
}

/** The engine: verifies roots, remembers what it learned, and learns again only what changed. */
export interface Engine {
  readonly checks: readonly CheckMeta[];
  /** Rejects with `Cancelled` when the signal fires; never otherwise. One run at a time a root: the caller's duty. */
  run(request: RunRequest, signal: AbortSignal, observer?: RunObserver): Promise<RunResult>;
  /** What the run under way over a folder has found so far; of what it has not come to, what was found before. */
  findingsSoFar(root: string, before: readonly CheckOutcomes[]): readonly Finding[];
  /**
   * Answers a question from the facts that the checks of this root rest on; may be asked during a run. Not while
   * `invalidate`, `renew` or `glance` is called: what is being computed then would count as fresh.
   * @param signal fires when nothing is asked of this root any more, not when one answer is unwanted: what a question
   * computes is shared with runs
   */
  ask<T>(root: string, question: Question<T>, signal: AbortSignal): Promise<T>;
  /** Does what the first `invalidate` of a root would have to do, at leisure; may be called at any time. */
  expectChanges(root: string): void;
  /** Whether an answer may be another one now that this file (absolute) has come, or has changed; may be called at any time. */
  restsOn(path: string): boolean;
  /** Tells that files or folders (absolute) may have changed. Neither during a run nor while something is asked. */
  invalidate(paths: readonly string[]): void;
  /** As `invalidate`, where editors show other texts of these files than before, and nothing changed on disk. */
  invalidateTexts(paths: readonly string[]): void;
  /**
   * Distrusts what was remembered of the world that nobody watches: what processes said, and the files outside the
   * roots. With `checks` (ids): everything that these rest on, and nothing else. Not during a run.
   */
  renew(checks?: readonly string[]): void;
  /**
   * As `renew()`, but processes are asked again for these checks (ids) alone: what they said of the others stands as long
   * as the files that it rests on are the same. Cheap enough for each time that somebody comes back to the window.
   */
  glance(checks: readonly string[]): void;
  /** Forgets everything, as after a change of the environment. */
  forget(): void;
}

interface RootState {
  readonly root: Root;
  readonly store: FactStore;
  readonly outcomeFactOf: (check: Check) => Fact<TimedResult>;
  memory: OutcomeMemory | undefined;
  readonly findings: SortedFindings;
  /** folders of the modules in the order of their subjects; the same array as long as the tree's list is the same */
  modules: {
    readonly listed: readonly string[];
    readonly dirs: readonly string[];
    readonly subjects: ReadonlyMap<string, string>;
  };
}

export function createEngine(ports: Ports, checks: readonly Check[] = allChecks): Engine {
  const states = new Map<string, RootState>();
  const metas = new Map<string, CheckMeta>(checks.map((check) => [check.id, check]));

  /** One store a root and set of options: another option is another question. */
  const stateFor = (request: Pick<RunRequest, 'root' | 'config'>): RootState => {
    const { profile, targets, knownTags, file } = request.config;
    const options = { profile, targets, knownTags, ...(file !== undefined && { configFile: file }) };
    const root: Root = { dir: request.root, options };
    const known = states.get(request.root);
    if (known && JSON.stringify(known.root) === JSON.stringify(root)) return known;
    const outcomeFacts = new Map<string, Fact<TimedResult>>();
    const state: RootState = {
      root,
      store: new FactStore(ports, request.root),
      outcomeFactOf: (check) => getOrSet(outcomeFacts, check.id, () => outcomeFact(check, root)),
      memory: undefined,
      findings: new SortedFindings(),
      modules: { listed: [], dirs: [], subjects: new Map() },
    };
    states.set(request.root, state);
    return state;
  };

  let underWay = 0;
  /** What is made of packed folders is made once for all that is under way, and let go after it. */
  const work = async <T>(task: () => Promise<T>): Promise<T> => {
    underWay++;
    try {
      return await task();
    } finally {
      if (--underWay === 0) ports.tree.pack();
    }
  };

  const run = async (request: RunRequest, signal: AbortSignal, observer: RunObserver = {}): Promise<RunResult> => {
    const started = ports.clock.now();
    const state = stateFor(request);
    const { root, store, outcomeFactOf } = state;
    const facts = store.session(signal);
    const { config } = request;
    const requested = config.profile;
    const granted = lesser(request.granted, requested);
    const tree = await facts.tree(root.dir);
    const chosen = chosenOf(checks, request);
    const question = { config, granted, requested, today: ports.clock.today() };
    if (!state.memory?.isFor(question)) state.memory = new OutcomeMemory(question);
    const { dirs, subjects } = modulesOf(state, tree);
    const { near = [], budgetMs } = request;
    const plan = {
      root,
      config,
      granted,
      requested,
      checks: chosen,
      outcomeFactOf,
      memory: state.memory,
      subjects,
      store,
      near,
      deadline: budgetMs === undefined ? undefined : { at: started + budgetMs, seconds: Math.round(budgetMs / 1000) },
    };
    const own = await runChecks(plan, dirs, facts, observer);
    const ran = new Set(chosen.map(({ id }) => id));
    const leftOut = (request.retained ?? []).filter(({ check }) => !ran.has(check));
    const groups = leftOut.length === 0 ? own : [...own, ...leftOut].toSorted(compareGroups);
    // An editor shows groups: of hundreds of modules there are too many outcomes to put into one list after every key.
    const outcomes = late(() => ([] as Outcome[]).concat(...groups.map((group) => group.outcomes)));
    const judged = { groups, checks: metas, profile: granted, requestedProfile: requested };
    const incomplete = isIncomplete(judged);
    const durationMs = ports.clock.now() - started;
    return {
      root: root.dir,
      profile: granted,
      requestedProfile: requested,
      go: await facts.get(goInfo),
      summary: summarize({
        ...judged,
        incomplete,
        modules: tree.modules.length,
        goFiles: tree.goFileCount,
        durationMs,
      }),
      modules: tree.modules,
      nothingToCheck: hasNoGo(tree),
      incomplete,
      byCheck: groups,
      get outcomes() {
        return outcomes();
      },
      findings: state.findings.of(groups),
    };
  };

  return {
    checks,
    invalidate: (paths) => {
      for (const state of states.values()) state.store.invalidate(paths);
    },
    invalidateTexts: (paths) => {
      for (const state of states.values()) state.store.invalidateTexts(paths);
    },
    restsOn: (path) => isOfInterest(path) || [...states.values()].some(({ store }) => store.restsOn(path)),
    expectChanges: (root) => states.get(root)?.store.connect(),
    renew: (ids) => {
      for (const { root, store } of states.values()) {
        if (ids === undefined) store.distrust((path) => !isWithin(root.dir, path));
        else {
          store.distrust(
            () => true,
            ids.map((id) => outcomeFactName(id)),
          );
        }
      }
    },
    glance: (ids) => {
      for (const { root, store } of states.values()) {
        store.distrust((path) => !isWithin(root.dir, path), undefined, false);
        store.distrust(
          () => false,
          ids.map((id) => outcomeFactName(id)),
        );
      }
    },
    forget: () => states.clear(),
    findingsSoFar: (root, before) => {
      const memory = states.get(root)?.memory;
      return memory ? findingsSoFar(memory, before) : before.flatMap(({ findings }) => findings);
    },
    ask: async (root, question, signal) => {
      const { store } = states.get(root) ?? stateFor({ root, config: defaultConfig });
      for (;;) {
        try {
          return await work(() => question(store.session(signal)));
        } catch (error) {
          // A run that was cancelled took with it what both waited for.
          if (!(error instanceof Cancelled) || signal.aborted) throw error;
        }
      }
    },
    run: (request, signal, observer) => work(() => run(request, signal, observer)),
  };
}

/** The folders of the modules in the order of their subjects, and these. */
function modulesOf(state: RootState, { modules }: Tree): RootState['modules'] {
  if (state.modules.listed !== modules) {
    const { root } = state;
    const named = modules
      .map((path) => joinPath(root.dir, path))
      .map((dir) => [dir, subjectOf(root, { scope: 'module' }, dir)] as const)
      .toSorted(([, a], [, b]) => compareText(a, b));
    state.modules = { listed: modules, dirs: named.map(([dir]) => dir), subjects: new Map(named) };
  }
  return state.modules;
}

function hasNoGo(tree: Tree): boolean {
  return tree.goFileCount + tree.modules.length + tree.workspaces.length + tree.problems.length === 0;
}

function lesser(a: Profile, b: Profile): Profile {
  const order: readonly Profile[] = ['static', 'offline', 'network', 'build'];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

/** @returns the same list where all are wanted */
function chosenOf(checks: readonly Check[], { only, skip }: RunRequest): readonly Check[] {
  if (only === undefined && skip === undefined) return checks;
  return checks.filter(({ id, family }) => {
    const named = (list: readonly string[]): boolean => list.includes(id) || list.includes(family);
    return !(skip && named(skip)) && (only === undefined || named(only));
  });
}

import { isWithin } from '../base/paths';
import { allChecks } from './checks/registry';
import type { Config } from './config/config';
import { FactStore, type Fact } from './facts/factStore';
import { goInfo } from './facts/go/goInstallation';
import type { Check, CheckMeta, Root } from './model/check';
import type { Finding } from './model/finding';
import type { Outcome } from './model/outcome';
import { comparePositions } from './model/range';
import type { RunResult } from './model/report';
import type { Profile } from './model/severity';
import type { Tree } from './model/tree';
import type { Ports } from './ports';
import { OutcomeMemory } from './run/outcomeMemory';
import { modulesOf, outcomeFact, outcomeFactName, runChecks, type RunPlan } from './run/runChecks';
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
  readonly retained?: readonly Outcome[];
}

/** The engine: verifies roots, remembers what it learned, and learns again only what changed. */
export interface Engine {
  readonly checks: readonly CheckMeta[];
  /** Rejects with `Cancelled` when the signal fires; never otherwise. One run at a time a root: the caller's duty. */
  run(
    request: RunRequest,
    signal: AbortSignal,
    onOutcome?: (outcome: Outcome, total: number) => void,
  ): Promise<RunResult>;
  /** Tells that files or folders (absolute) may have changed. Not during a run. */
  invalidate(paths: readonly string[]): void;
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
  readonly outcomeFacts: ReadonlyMap<string, Fact<TimedResult>>;
  memory: OutcomeMemory | undefined;
}

export function createEngine(ports: Ports, checks: readonly Check[] = allChecks): Engine {
  const states = new Map<string, RootState>();
  const metas = new Map<string, CheckMeta>(checks.map((check) => [check.id, check]));

  /** One store a root and set of options: another option is another question. */
  const stateFor = (request: RunRequest): RootState => {
    const { profile, targets, knownTags, file } = request.config;
    const options = { profile, targets, knownTags, ...(file !== undefined && { configFile: file }) };
    const root: Root = { dir: request.root, options };
    const known = states.get(request.root);
    if (known && JSON.stringify(known.root) === JSON.stringify(root)) return known;
    const outcomeFacts = new Map(checks.map((check) => [check.id, outcomeFact(check, root)]));
    const state = { root, store: new FactStore(ports, request.root), outcomeFacts, memory: undefined };
    states.set(request.root, state);
    return state;
  };

  return {
    checks,
    invalidate: (paths) => {
      for (const state of states.values()) state.store.invalidate(paths);
    },
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
    run: async (request, signal, onOutcome = () => undefined) => {
      const started = ports.clock.now();
      const state = stateFor(request);
      const { root, store, outcomeFacts } = state;
      const facts = store.session(signal);
      const requested = request.config.profile;
      const granted = lesser(request.granted, requested);
      const tree = await facts.tree(root.dir);
      const modules = modulesOf(root, tree.modules);
      const chosen = checks.filter((check) => isChosen(check, request));
      const { config } = request;
      if (!state.memory?.isFor(config, granted, requested))
        state.memory = new OutcomeMemory(config, granted, requested);
      const watch: RunPlan['watch'] = (fact, key) => store.watch(fact, key);
      const { memory } = state;
      const plan = { root, config, granted, requested, checks: chosen, outcomeFacts, memory, watch };
      const own = await runChecks(plan, modules, facts, onOutcome);
      const ran = new Set(chosen.map(({ id }) => id));
      const leftOut = (request.retained ?? []).filter(({ check }) => !ran.has(check));
      const outcomes = [...own, ...leftOut].toSorted(compareOutcomes);
      const durationMs = ports.clock.now() - started;
      const goFiles = tree.goFileCount;
      const judged = { outcomes, checks: metas, profile: granted, requestedProfile: requested };
      return {
        root: root.dir,
        profile: granted,
        requestedProfile: requested,
        go: await facts.get(goInfo),
        summary: summarize({ ...judged, modules: modules.length, goFiles, durationMs }),
        modules: modules.map((module) => module.path),
        nothingToCheck: hasNoGo(tree),
        incomplete: isIncomplete(judged),
        outcomes,
        findings: outcomes.flatMap((outcome) => outcome.findings).toSorted(compareFindings),
      };
    },
  };
}

function hasNoGo(tree: Tree): boolean {
  return tree.goFileCount + tree.modules.length + tree.workspaces.length + tree.problems.length === 0;
}

function lesser(a: Profile, b: Profile): Profile {
  const order: readonly Profile[] = ['static', 'offline', 'network', 'build'];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

function isChosen(check: CheckMeta, { only, skip }: RunRequest): boolean {
  const named = (list: readonly string[]): boolean => list.includes(check.id) || list.includes(check.family);
  if (skip && named(skip)) return false;
  return only === undefined || named(only);
}

function compareOutcomes(a: Outcome, b: Outcome): number {
  return compareText(a.family, b.family) || compareText(a.check, b.check) || compareText(a.subject, b.subject);
}

function compareFindings(a: Finding, b: Finding): number {
  if (a.location && b.location) {
    return (
      compareText(a.location.file, b.location.file) ||
      comparePositions(a.location.range.start, b.location.range.start) ||
      compareText(a.check, b.check)
    );
  }
  if (a.location) return -1;
  if (b.location) return 1;
  return compareText(a.anchor ?? '', b.anchor ?? '') || compareText(a.check, b.check);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Facts } from '../facts/factStore';
import type { CheckResult } from './outcome';
import type { Templates } from './message';
import type { Confidence, Family, Profile, Severity } from './severity';

/**
 * The contract of a check: one question about one subject. Metadata is data; `run` reads facts and returns a result. It
 * never writes, never prints, never rejects but for cancellation. Everything a face shows comes from here, from the
 * findings, and from the page `<id>.md` beside the check.
 */
export interface CheckMeta {
  /** kebab-case; the name of the file and of its page; never reused after removal */
  readonly id: string;
  readonly family: Family;
  /** the state that is wished for, as a short statement: "Every import has a hash in go.sum" */
  readonly title: string;
  /** one or two sentences: what follows when it is not so */
  readonly why: string;
  /** one sentence: how to get there */
  readonly fix: string;
  /** the severity of its findings where a finding does not say otherwise */
  readonly severity: Severity;
  /** the worst severity it can report: decides whether an `unknown` of it makes the verdict "not verified". Default: `severity` */
  readonly worst?: Severity;
  readonly confidence: Confidence;
  /** the least profile under which it can say anything */
  readonly profile: Profile;
  /** above the static profile it only reads more: it waits for no process, and none waits for it */
  readonly readsOnly?: true;
  /** templates of its messages: findings, related places, reasons, titles of fixes */
  readonly messages: Templates;
  /** version of Go Preflight that brought it */
  readonly since: string;
}

/** One verification root: a workspace folder of the editor, or the CLI's folder. */
export interface Root {
  /** absolute */
  readonly dir: string;
  /** what is asked of this run: see `config/` */
  readonly options: CheckOptions;
}

/** A module of the root. */
export interface Module {
  readonly root: Root;
  /** absolute folder of its go.mod */
  readonly dir: string;
  /** relative to the root, '' for the root itself */
  readonly path: string;
}

/** What the configuration tells checks, whole; each reads the little that it needs. */
export interface CheckOptions {
  readonly profile: Profile;
  /** build configurations the repository declares, such as `linux/amd64,cgo,tags=a+b` */
  readonly targets: readonly string[];
  /** tags that the repository declares as known */
  readonly knownTags: readonly string[];
  /** absolute path of the configuration; `<root>/go-preflight.jsonc` where absent */
  readonly configFile?: string;
}

/** A question about the machine: toolchain, variables. Subject `machine`. */
export interface MachineCheck extends CheckMeta {
  readonly scope: 'machine';
  run(root: Root, facts: Facts): Promise<CheckResult> | CheckResult;
}

/** A question about the repository as a whole: go.work, CI files. Subject `.`. */
export interface RootCheck extends CheckMeta {
  readonly scope: 'root';
  run(root: Root, facts: Facts): Promise<CheckResult> | CheckResult;
}

/** A question about each module. */
export interface ModuleCheck extends CheckMeta {
  readonly scope: 'module';
  run(module: Module, facts: Facts): Promise<CheckResult> | CheckResult;
}

export type Check = MachineCheck | RootCheck | ModuleCheck;

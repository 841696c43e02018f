import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allChecks, createCatalogue, type Finding } from '../../../src/engine/index';
import { SeededRandom } from '../../support/seededRandom';
import { goAnswer } from '../trees';
import type { Change, ModFileMutation } from './mutations/lines';
import type { MutationTree } from './mutationTrees';
import { verdictOf, type StateVerdict } from './stateVerdict';

/** One mutation of one module, judged by go. */
export interface MutationRun {
  readonly mutation: string;
  readonly tree: string;
  /** what go minds: the build, tidy's difference, or nothing */
  readonly breaks: 'build' | 'tidy' | 'vendor' | 'nothing';
  readonly outcome: 'found' | 'elsewhere' | 'unknown' | 'missed' | 'quiet' | 'false alarm';
  readonly goSaid: string;
  readonly weSaid: readonly string[];
  readonly untouched: boolean;
}

const kinds = ['build', 'tidy', 'vendor'] as const;
const catalogue = createCatalogue({ language: 'en', checks: allChecks, translations: {} });
const moduleFamilies = new Set(['modules', 'sums', 'vendor', 'workspace', 'toolchain']);
/** what tidy takes care of: wrong where tidy has nothing to say */
const tidyDrift =
  /^(?:require-(?!two-majors)|gomod-(?:tidy-drift|updates-needed)|gosum-(?:missing|file-missing|stale)|import-)/;
const offline = { GOPROXY: 'off', GONOPROXY: 'none', GOSUMDB: 'off', GOTOOLCHAIN: 'local' };

/** @returns undefined where the module has nothing of the kind */
export function changeOf({ subject }: MutationTree, mutation: ModFileMutation, seed: number): Change | undefined {
  const change = mutation.apply({ ...subject, random: new SeededRandom(seed) });
  const before = change && subject.files.get(change.file);
  return before === undefined || change?.text === before ? undefined : change;
}

/** Applies mutations to a tree one at a time; every run begins and ends with the tree as it was. */
export class MutationBench {
  readonly #tree: MutationTree;
  readonly #clean: StateVerdict;
  readonly #usual: GoOpinion;

  private constructor(tree: MutationTree, clean: StateVerdict, usual: GoOpinion) {
    this.#tree = tree;
    this.#clean = clean;
    this.#usual = usual;
  }

  static async create(tree: MutationTree): Promise<MutationBench> {
    return new MutationBench(tree, await verdictOf(tree.dir, variables(tree)), await opinionOf(tree));
  }

  async run({ name }: ModFileMutation, change: Change): Promise<MutationRun> {
    const file = join(this.#tree.dir, change.file);
    try {
      await (change.text === undefined ? rm(file) : writeFile(file, change.text));
      const verdict = await verdictOf(this.#tree.dir, variables(this.#tree));
      return await this.#judge(name, change, verdict);
    } finally {
      await writeFile(file, this.#tree.subject.files.get(change.file) ?? '');
    }
  }

  async #judge(mutation: string, change: Change, verdict: StateVerdict): Promise<MutationRun> {
    const opinion = await opinionOf(this.#tree);
    const breaks: MutationRun['breaks'] = kinds.find((of) => opinion[of] !== this.#usual[of]) ?? 'nothing';
    const known = new Set(this.#clean.findings.map(sameAs));
    const fresh = verdict.findings.filter((finding) => !known.has(sameAs(finding)));
    const base = {
      mutation,
      tree: this.#tree.name,
      breaks,
      goSaid: breaks === 'nothing' ? '' : opinion[breaks].slice(0, 400),
      weSaid: fresh.map((finding) => this.#line(finding)),
      untouched: verdict.untouched,
    };
    const wrong = await this.#falseAlarms(fresh, opinion, breaks);
    if (wrong.length > 0) return { ...base, outcome: 'false alarm', weSaid: wrong.map((own) => this.#line(own)) };
    if (breaks === 'nothing') return { ...base, outcome: 'quiet' };
    const counts = fresh.filter(({ severity }) => breaks !== 'build' || severity === 'error' || severity === 'warning');
    if (counts.some((finding) => this.#isThere(finding, change))) return { ...base, outcome: 'found' };
    if (counts.some(({ family }) => moduleFamilies.has(family))) return { ...base, outcome: 'elsewhere' };
    const lacking = this.#newlyUnknown(verdict);
    return { ...base, outcome: lacking.length > 0 ? 'unknown' : 'missed', weSaid: [...base.weSaid, ...lacking] };
  }

  #isThere({ location, message, about, related }: Finding, { file, lines, names }: Change): boolean {
    const path = join(this.#tree.dir, file);
    const stands = (at: {
      readonly file: string;
      readonly range: { readonly start: { readonly line: number } };
    }): boolean => at.file === path && (lines.includes(0) || lines.includes(at.range.start.line + 1));
    if (location && stands(location)) return true;
    if (related.some(stands)) return true;
    return names !== undefined && (about.includes(names) || catalogue.render(message).includes(names));
  }

  /** Errors where every default go command goes on; drift where tidy has nothing to change. */
  async #falseAlarms(fresh: readonly Finding[], opinion: GoOpinion, breaks: string): Promise<readonly Finding[]> {
    const errors = fresh.filter(({ severity }) => severity === 'error');
    const drift = fresh.filter(
      ({ severity, check }) => severity === 'warning' && tidyDrift.test(check) && opinion.tidy === this.#usual.tidy,
    );
    const wrong = breaks === 'nothing' ? drift : [];
    if (errors.length === 0 || opinion.build !== this.#usual.build) return wrong;
    return (await anyDefaultFails(this.#tree)) ? wrong : [...errors, ...wrong];
  }

  #newlyUnknown({ outcomes }: StateVerdict): readonly string[] {
    const isUnknown = ({ unknown, family }: StateVerdict['outcomes'][number]): boolean =>
      unknown !== undefined && unknown.needs !== 'profile' && moduleFamilies.has(family);
    const name = ({ check, subject }: StateVerdict['outcomes'][number]): string => `${check} ${subject}`;
    const before = new Set(this.#clean.outcomes.filter(isUnknown).map(name));
    return outcomes
      .filter((outcome) => isUnknown(outcome) && !before.has(name(outcome)))
      .map((outcome) => `unknown ${name(outcome)}: ${outcome.reason ? catalogue.render(outcome.reason) : ''}`);
  }

  #line({ check, severity, location, anchor, message }: Finding): string {
    const place = location
      ? `${location.file.replace(`${this.#tree.dir}/`, '')}:${location.range.start.line + 1}`
      : (anchor ?? '');
    return `${severity} ${check} ${place}: ${catalogue.render(message)}`;
  }
}

/** The same finding, whatever lines were added above it. */
function sameAs({ check, message, location }: Finding): string {
  return `${check} ${location?.file ?? ''} ${catalogue.render(message)}`;
}

function variables({ form }: MutationTree): Readonly<Record<string, string | undefined>> {
  return { ...process.env, GOFLAGS: '-buildvcs=false', GOWORK: form === 'workspace' ? undefined : 'off' };
}

/** What go says: '' where it has nothing against the tree. */
interface GoOpinion {
  readonly build: string;
  readonly tidy: string;
  readonly vendor: string;
}

async function opinionOf({ dir, form }: MutationTree): Promise<GoOpinion> {
  const flags = form === 'module' ? '-mod=readonly' : '-buildvcs=false';
  const env = { ...offline, GOFLAGS: flags, GOWORK: form === 'workspace' ? '' : 'off' };
  const build = await complaint(dir, ['list', '-deps', '-test', './...'], env);
  const tidy = form === 'workspace' ? '' : await complaint(dir, ['mod', 'tidy', '-diff'], env);
  return { build, tidy, vendor: form === 'vendor' ? await vendorDifference(dir, env) : '' };
}

async function complaint(dir: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout, stderr } = await goAnswer(dir, args, env);
  return code === 0 ? '' : `go ${args.join(' ')}: ${stderr}${stdout}`;
}

/** Whether `go mod vendor` would write another modules.txt. */
async function vendorDifference(dir: string, env: Readonly<Record<string, string>>): Promise<string> {
  const fresh = `${dir}.vendor`;
  const failed = await complaint(dir, ['mod', 'vendor', '-o', fresh], env);
  const said =
    failed === '' ? await difference(join(fresh, 'modules.txt'), join(dir, 'vendor', 'modules.txt')) : failed;
  await rm(fresh, { recursive: true, force: true });
  return said;
}

async function difference(wanted: string, there: string): Promise<string> {
  const [fresh, own] = await Promise.all([wanted, there].map((file) => readFile(file, 'utf8').catch(() => '')));
  return fresh === own ? '' : 'go mod vendor writes another modules.txt';
}

/** Another default command that stops, where listing packages does not. */
async function anyDefaultFails(tree: MutationTree): Promise<boolean> {
  const env = { ...offline, GOFLAGS: '-buildvcs=false', GOWORK: tree.form === 'workspace' ? '' : 'off' };
  for (const args of [
    ['list', '-m', 'all'],
    ['mod', 'verify'],
    ['mod', 'graph'],
    ['build', './...'],
  ])
    if ((await complaint(tree.dir, args, env)) !== '') return true;
  const tidy = await complaint(tree.dir, ['mod', 'tidy', '-diff'], env);
  return tidy !== '' && !/^diff current\//m.test(tidy);
}

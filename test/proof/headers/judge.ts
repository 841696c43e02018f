import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../../src/engine/index';
import { firstClassTargets } from '../../support/clashOracle';
import { allOracleTargets, printTarget } from '../../support/goListOracle';
import type { HeaderOracle, HeaderQuestion } from '../../support/headerOracle';
import { askGoSync, offline } from '../../support/realGo';
import type { FaultProof } from './faults';
import type { Planted } from './plantedTrees';

/**
 * How a planted fault was answered.
 * - `harmless`: go does not show it there, and so much the better
 * - `spared`: nothing is said of a tag that a document or a script names
 * - `missed`: go shows it, and nothing is said at its place
 * - `wrong witness`: it is told of a build that does not show it
 * - `also`: it is told, and something else is called an error or a warning in the same package
 */
export interface FaultVerdict {
  readonly planted: Planted;
  readonly kind: 'found' | 'harmless' | 'spared' | 'missed' | 'wrong witness' | 'also';
  readonly why?: string;
}

const everyTarget = allOracleTargets().map(printTarget);

/** While the faults are on the disk. @param fresh what is found since they are */
export function judgePlanted(
  planted: readonly Planted[],
  fresh: readonly Finding[],
  oracle: HeaderOracle,
): readonly FaultVerdict[] {
  const questions = planted.map(questionsOf);
  const answers = oracle.ask(questions.flat());
  let at = 0;
  return planted.map((each, index) => {
    const own = answers.slice(at, (at += questions[index]?.length ?? 0));
    const here = fresh.filter(({ location }) => location?.file.startsWith(`${each.folder.dir}/`));
    const told = here.find((finding) => isTold(each, finding));
    const { proof } = each.fault;
    const judged = (kind: FaultVerdict['kind'], why?: string): FaultVerdict => ({
      planted: each,
      kind,
      ...(why !== undefined && { why }),
    });
    const shown = proof.kind === 'texts' ? proof.shows(own) : shows(each, own[0]?.Folder ?? {}, told);
    if (!shown) return judged('harmless');
    if (!told && each.fault.tag !== undefined && isNamed(each, each.fault.tag)) return judged('spared');
    if (!told) return judged('missed', here.map(describe).join('; '));
    const wrong = wrongWitness(proof, own[0]?.Folder ?? {}, told);
    if (wrong !== undefined) return judged('wrong witness', `${describe(told)}: not ${wrong}`);
    const loud = here.filter(
      ({ check, severity, location }) =>
        !each.fault.checks.includes(check) &&
        !consequences.has(check) &&
        (severity === 'error' || severity === 'warning') &&
        each.fault.changes.has(location?.file.slice(each.folder.dir.length + 1) ?? ''),
    );
    return loud.length === 0 ? judged('found') : judged('also', loud.map(describe).join('; '));
  });
}

/** Whether a script or a document of the tree names the tag, or hands go tags that only its run knows: somebody may pass it. */
function isNamed({ folder: { module } }: Planted, tag: string): boolean {
  const word = new RegExp(`\\b${tag}\\b|-tags[= ]*["']?[$]`, 'i');
  return readdirSync(module.root, { recursive: true, withFileTypes: true }).some(
    (entry) =>
      entry.isFile() &&
      /\.(md|ya?ml|sh|bash|toml|json|mk|py|bat|rc)$|file$/i.test(entry.name) &&
      word.test(readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  );
}

/** What follows for the package, and for those that import it. */
const consequences: ReadonlySet<string> = new Set([
  'import-of-excluded-package',
  'package-excluded-on-target',
  'package-clause-mismatch',
  'c-source-without-cgo-file',
]);

function questionsOf({ folder, fault: { proof } }: Planted): readonly HeaderQuestion[] {
  if (proof.kind === 'texts')
    return proof.asked.map(({ name, text, tags = [] }) => ({
      Name: name,
      Text: text,
      Tags: tags,
      Targets: everyTarget,
    }));
  return proof.kind === 'folder' ? [{ Dir: folder.dir, Targets: firstClassTargets }] : [];
}

function isTold({ folder, fault }: Planted, { check, location }: Finding): boolean {
  if (!fault.checks.includes(check) || location === undefined) return false;
  const at = location.range.start.line + 1;
  return location.file === join(folder.dir, fault.file) && at === fault.line;
}

function shows(
  { folder, fault: { file, line, proof } }: Planted,
  said: Readonly<Record<string, Parameters<Extract<FaultProof, { kind: 'folder' }>['shows']>[0][number]>>,
  told: Finding | undefined,
): boolean {
  switch (proof.kind) {
    case 'texts':
      return false;
    case 'folder':
      return proof.shows(Object.values(said));
    case 'compiler':
      return isRefusedByCompiler(join(folder.dir, file), line, proof.words);
    case 'command':
      return go(folder.dir, proof.args, {}).includes(proof.words);
    case 'list': {
      const target = told && namedTargets(told)[0];
      const [port = '', cgo] = (target ?? proof.target).split(',');
      const [GOOS = '', GOARCH = ''] = port.split('/');
      const env = { GOOS, GOARCH, CGO_ENABLED: cgo === 'cgo' ? '1' : '0' };
      return go(folder.dir, ['list', '-e', proof.deps ? '-deps' : '-find', '-json=Error', '.'], env).includes(
        proof.words,
      );
    }
  }
}

/** Of the header alone: what the file imports cannot be had everywhere. */
function isRefusedByCompiler(path: string, line: number, words: string): boolean {
  const text = readFileSync(path, 'utf8').split('\n');
  const end = Math.max(line, text.findIndex((each) => /^package\s/.test(each)) + 1);
  const work = mkdtempSync(join(tmpdir(), 'gp-header-'));
  try {
    writeFileSync(join(work, 'header.go'), `${text.slice(0, end).join('\n')}\n\nvar planted = 0\n`);
    const said = go(work, ['tool', 'compile', '-p', 'p', '-o', 'header.o', 'header.go'], {});
    return said.split('\n').some((each) => each.startsWith(`header.go:${line}:`) && each.includes(words));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A build that the finding names and that go/build does not find fault with; undefined where all is well. */
function wrongWitness(proof: FaultProof, said: Parameters<typeof shows>[1], told: Finding): string | undefined {
  if (proof.kind !== 'folder') return undefined;
  return namedTargets(told).find((target) => {
    const answer = said[target];
    return answer !== undefined && !proof.shows([answer]);
  });
}

/** The builds that a finding names: all of them, or those of its words "GOOS=linux, cgo off". */
function namedTargets({ targets = [], message: { args } }: Finding): readonly string[] {
  if (targets.length > 0) return targets;
  const words = String(args['target'] ?? '');
  const system = /GOOS=(\w+)/.exec(words)?.[1];
  const arch = /GOARCH=(\w+)/.exec(words)?.[1];
  if (system === undefined) return [];
  return firstClassTargets.filter((target) => {
    const [port = '', cgo] = target.split(',');
    if (/cgo off/.test(words) ? cgo !== undefined : /cgo/.test(words) && cgo === undefined) return false;
    return port.startsWith(`${system}/`) && (arch === undefined || port === `${system}/${arch}`);
  });
}

function describe({ check, severity, message, location }: Finding): string {
  const at = (location?.range.start.line ?? 0) + 1;
  return `${severity} ${check} at ${location?.file.split('/').at(-1) ?? '?'}:${at} (${JSON.stringify(message.args)})`;
}

function go(cwd: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  return askGoSync(args, { cwd, env: { ...offline, ...env } }).output;
}

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  stubSignatureDrift,
  symbolMissingInConfiguration,
  symbolRedeclaredInConfiguration,
} from '../../../src/engine/checks/build-tags/symbols-in-configurations';
import type { Finding } from '../../../src/engine/index';
import { firstClassTargets, type ClashesByTarget, type ClashOracle } from '../../support/clashOracle';
import { EngineOnDisk } from '../../support/engineOnDisk';
import type { SeededRandom } from '../../support/seededRandom';
import { readPlantFile, type Plant, type PlantFile } from './plantFile';
import { planters } from './plants';

/** How one planted fault was answered. `harmless`: go/types says nothing new of any first-class build */
export type PlantVerdict =
  | { readonly kind: 'found'; readonly severity: string }
  | { readonly kind: 'harmless' }
  /** fails alike on every first-class port: any machine's compiler tells, and we need not */
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'unloadable' }
  | { readonly kind: 'missed' | 'wrong'; readonly why: string };

export const symbolChecks = [symbolMissingInConfiguration, symbolRedeclaredInConfiguration, stubSignatureDrift];

/** Copies of one package, broken in one way after the other. */
export class PlantedPackage {
  readonly #dir: string;
  readonly #files: readonly PlantFile[];
  readonly #engine: EngineOnDisk;
  readonly #oracle: ClashOracle;
  /** what go/types says of the package as it is, by the tag that is set */
  readonly #usual = new Map<string, ClashesByTarget>();
  readonly #taken: Set<string>;
  /** what is found in the package as it is */
  #known: ReadonlySet<string> | undefined;

  /** @param source the package's folder, which stays as it is @param taken the places that faults were planted in */
  constructor(source: string, work: string, oracle: ClashOracle, taken: Set<string>) {
    this.#taken = taken;
    this.#dir = work;
    this.#oracle = oracle;
    // A run that was stopped leaves its package there.
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    const names = readdirSync(source, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.go'))
      .map(({ name }) => name);
    for (const name of names) cpSync(join(source, name), join(work, name));
    writeFileSync(join(work, 'go.mod'), 'module planted.example/m\n\ngo 1.26\n');
    this.#files = names.map((name) => readPlantFile(name, readFileSync(join(work, name), 'utf8')));
    this.#engine = new EngineOnDisk(work, symbolChecks, process.env);
  }

  /** @returns undefined where the package has no place for the fault, or none that was not taken before */
  async plant(kind: string, random: SeededRandom): Promise<{ plant: Plant; verdict: PlantVerdict } | undefined> {
    const plant = planters[kind]?.(this.#files, random);
    if (plant === undefined || this.#taken.has(plant.what)) return undefined;
    this.#taken.add(plant.what);
    const targets = firstClassTargets.map((target) => (plant.tag ? `${target},tags=${plant.tag}` : target));
    const usual = this.#usual.get(plant.tag ?? '') ?? (await this.#oracle.ask(this.#dir, targets));
    this.#usual.set(plant.tag ?? '', usual);
    this.#known ??= new Set((await this.#engine.run()).findings.map(identity));
    const known = this.#known;
    this.#write(plant, (name) => plant.changes.get(name));
    try {
      const broken = await this.#oracle.ask(this.#dir, targets);
      const { findings } = await this.#engine.run();
      const fresh = findings.filter((finding) => !known.has(identity(finding)));
      const beyond = await this.#oracle.ask(this.#dir, targetsBeyond(fresh, targets));
      return { plant, verdict: judge({ ...beyond, ...broken }, newIn(broken, usual), fresh) };
    } finally {
      this.#write(plant, (name) => this.#files.find((file) => file.name === name)?.text);
    }
  }

  #write({ changes }: Plant, textOf: (name: string) => string | undefined): void {
    for (const name of changes.keys()) {
      const text = textOf(name);
      if (text === undefined) rmSync(join(this.#dir, name), { force: true });
      else writeFileSync(join(this.#dir, name), text);
      this.#engine.invalidate(join(this.#dir, name));
    }
  }

  async dispose(): Promise<void> {
    await this.#engine.dispose();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}

function identity({ check, message, location, targets }: Finding): string {
  return JSON.stringify([check, message, location, targets]);
}

/** Of the builds that a finding names besides those that are asked about always: the first and the last. */
function targetsBeyond(findings: readonly Finding[], asked: readonly string[]): readonly string[] {
  const named = findings.flatMap(({ targets = [] }) => {
    const beyond = targets.filter((target) => !asked.includes(target));
    return [...beyond.slice(0, 1), ...beyond.slice(-1)];
  });
  return [...new Set(named)];
}

/** What go/types says only since the fault was planted. */
function newIn(broken: ClashesByTarget, usual: ClashesByTarget): ClashesByTarget {
  return Object.fromEntries(
    Object.entries(broken).map(([target, said]) => [target, said.filter((each) => !usual[target]?.includes(each))]),
  );
}

/** @param said all that go/types says now @param fresh of it what it says of first-class ports only since the fault is there */
function judge(said: ClashesByTarget, fresh: ClashesByTarget, findings: readonly Finding[]): PlantVerdict {
  if (Object.values(fresh).some((each) => each.some((line) => line.startsWith('load ')))) return { kind: 'unloadable' };
  const failing = Object.entries(fresh).filter(([, each]) => each.length > 0);
  for (const finding of findings) {
    const unshown = (finding.targets ?? []).filter((target) => target in said && !isShown(said[target] ?? [], finding));
    if (unshown.length > 0) return { kind: 'wrong', why: `${describe(finding)}, but not for ${unshown.join(' ')}` };
  }
  if (failing.length === 0) return { kind: 'harmless' };
  // A build that fails is accounted for by a finding that names it.
  const told = new Set(findings.flatMap(({ targets = [] }) => targets));
  const untold = failing.filter(([target]) => !told.has(target));
  if (untold.length === 0) return { kind: 'found', severity: findings[0]?.severity ?? '' };
  // What fails alike on every port, be it with cgo alone, is nothing that hides in a build.
  const ports = new Set(Object.keys(fresh).map(portOf));
  const isEverywhere = (line: string): boolean =>
    new Set(
      Object.keys(fresh)
        .filter((target) => said[target]?.includes(line))
        .map(portOf),
    ).size === ports.size;
  const silent = untold.filter(([, lines]) => !lines.every(isEverywhere));
  if (silent.length === 0) return { kind: 'everywhere' };
  const [target, lines] = silent[0] ?? ['', []];
  return {
    kind: 'missed',
    why: `${silent.length} of ${failing.length} builds, ${target}: ${lines.slice(0, 3).join('; ')}`,
  };
}

function portOf(target: string): string {
  return target.split(',')[0] ?? '';
}

/** Whether go/types says the same of the same name. */
function isShown(said: readonly string[], { check, about }: Finding): boolean {
  const words: Readonly<Record<string, string>> = {
    [symbolMissingInConfiguration.id]: 'undefined',
    [stubSignatureDrift.id]: 'miscalled',
  };
  return said.includes(`${words[check] ?? 'redeclared'} ${about[0] ?? ''}`);
}

function describe({ check, about, targets = [] }: Finding): string {
  return `${check} of ${about[0] ?? ''} for ${targets.length} targets`;
}

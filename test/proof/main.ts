import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWithGoParser, goFilesBelow } from '../support/declarationsOracle';
import { proveDecisionsOn, treesOfGo } from './buildTags';
import { proveCache } from './cache/main';
import { proveGate } from './gate/main';
import { proveHeaders } from './headers/main';
import { proveBrokenModules, proveFiles, proveScriptStates } from './modules/main';
import { proveTree } from './realInput';
import { proveReleases } from './releases';
import { proveSyntax } from './syntax/main';
import { proveImported } from './tags/imported';
import { proveSymbols } from './tags/main';
import { allTaggedTrees } from './tags/trees';
import { prepareTrees, type Tree } from './trees';

/** The proofs, by the word that `--only` takes. Each returns how often it does not hold. */
const proofs = {
  files: proveDecisions,
  releases: (_work, _trees, wanted) => proveReleases(wanted),
  headers: async (work, trees, wanted, seed) => proveHeaders(await headerTrees(await trees(), work), seed, wanted),
  gate: async (work, trees) => proveGate(await trees(), work),
  cache: (work, _trees, wanted) => proveCache(work, wanted),
  declarations: async (_work, trees) => proveDeclarations(await trees()),
  syntax: async (work, trees, _wanted, seed) => proveSyntax(await trees(), work, seed),
  symbols: async (work, trees, wanted, seed) => proveSymbols(await trees(), work, { seed, wanted }),
  imported: async (work, trees, _wanted, seed) => {
    const modules = (await headerTrees(await trees(), work)).filter(({ name }) => !name.startsWith('GOROOT'));
    return proveImported(modules, work, seed, (line) => {
      console.log(line);
    });
  },
  parsers: async (_work, trees) => proveFiles(await trees()),
  scripts: (_work, _trees, wanted) => proveScriptStates(wanted),
  mutations: async (work, trees, wanted, seed) => proveBrokenModules(await trees(), { work, wanted, seed }),
  real: (_work, trees, wanted) => proveReal(trees, wanted),
} satisfies Record<string, Proof>;

/** What runs unless something else is asked for: on each machine the same. */
const whole = Object.keys(proofs).filter((name) => name !== 'cache');

/** Words that stand for several. */
const groups: Readonly<Record<string, readonly string[]>> = {
  modules: ['parsers', 'scripts', 'mutations'],
  tags: ['files', 'releases', 'headers', 'gate', 'declarations', 'syntax', 'symbols', 'imported'],
};

type Proof = (
  work: string,
  trees: () => Promise<readonly Tree[]>,
  wanted: readonly string[],
  seed: number,
) => Promise<number>;

/**
 * `npm run prove`: the long proofs, whole, with their counts. `--only modules,files` chooses proofs; words choose trees of
 * the proof `real`, scripts of `scripts`, mutations of `mutations`, kinds of plants of `headers` and `symbols`, modules of `cache`,
 * which runs only where it is chosen. `--work DIR` keeps the copies of modules there, for the next run; `--seed N` draws other mutations. Exit code 1 where one does not hold.
 */
async function main(): Promise<number> {
  const options = { only: { type: 'string' }, work: { type: 'string' }, seed: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const named = values.only?.split(',') ?? (positionals.length > 0 ? ['real'] : whole);
  const chosen = named.flatMap((name) => groups[name] ?? [name]);
  const strange = chosen.find((name) => !(name in proofs));
  if (strange !== undefined)
    throw new Error(`no proof ${strange}; there are ${[...Object.keys(proofs), ...Object.keys(groups)].join(', ')}`);
  const work = values.work ?? (await mkdtemp(join(tmpdir(), 'go-preflight-prove-')));
  let prepared: Promise<readonly Tree[]> | undefined;
  const trees = (): Promise<readonly Tree[]> => (prepared ??= prepareTrees(work));
  try {
    let bad = 0;
    for (const [name, prove] of Object.entries(proofs) as [string, Proof][])
      if (chosen.includes(name)) bad += await prove(work, trees, positionals, Number(values.seed ?? 20261121));
    return bad === 0 ? 0 : 1;
  } finally {
    if (values.work === undefined) await rm(work, { recursive: true, force: true });
  }
}

/** Real modules, as published and broken. @returns the number of faults of ours */
async function proveReal(trees: () => Promise<readonly Tree[]>, wanted: readonly string[]): Promise<number> {
  let bad = 0;
  for (const tree of await trees()) {
    if (wanted.length > 0 && !wanted.some((word) => tree.name.includes(word))) continue;
    const proof = await proveTree(tree);
    bad += proof.unconfirmed.length + proof.missed.length + proof.different.length;
    console.log(
      `${proof.tree}: ${proof.found.length} of ${proof.found.length + proof.missed.length} faults found, ` +
        `${proof.without.length} not possible there; ${proof.confirmed.length} confirmed and ${proof.unconfirmed.length} unconfirmed loud findings; ` +
        `the language server said the same ${proof.different.length === 0 ? 'every time' : `but for ${proof.different.length} runs`}`,
    );
    for (const line of proof.unconfirmed) console.log(`  UNCONFIRMED ${line}`);
    for (const line of proof.missed) console.log(`  MISSED ${line}`);
    for (const line of proof.different) console.log(`  DIFFERENT ${line}`);
    for (const line of proof.without) console.log(`  none: ${line}`);
    for (const line of proof.confirmed) console.log(`  confirmed ${line}`);
  }
  return bad;
}

/** Which files a build takes, on every port, with a tree's own tags, as `go list` decides. @returns the number of disagreements */
async function proveDecisions(work: string, trees: () => Promise<readonly Tree[]>): Promise<number> {
  let bad = 0;
  let all = 0;
  const modules = (await allTaggedTrees(await trees(), work)).filter(({ name }) => !name.startsWith('GOROOT'));
  for (const tree of [...treesOfGo(work), ...modules]) {
    const { decisions, targets, tagSets, disagreements } = proveDecisionsOn(tree);
    bad += disagreements.length;
    all += decisions;
    console.log(
      `${tree.name}: ${decisions} decisions about files on ${targets} targets with ${tagSets.length} sets of tags, ${disagreements.length} unlike go list`,
    );
    for (const line of disagreements.slice(0, 20)) console.log(`  UNLIKE ${line}`);
  }
  console.log(`${all} decisions, ${bad} unlike go list`);
  return bad;
}

/** The commands of the Go distribution are part of its tree. */
async function headerTrees(trees: readonly Tree[], work: string): Promise<readonly Tree[]> {
  return (await allTaggedTrees(trees, work)).filter(({ name }) => name !== 'GOROOT/src/cmd');
}

/** What Go files declare and use, as go/parser resolves it. @returns the number of disagreements */
async function proveDeclarations(trees: readonly Tree[]): Promise<number> {
  let bad = 0;
  for (const { name, dir } of trees) {
    const proof = await compareWithGoParser(process.cwd(), goFilesBelow(dir));
    bad += proof.differences.length;
    console.log(
      `${name}: ${proof.files} Go files, ${proof.declarations} declarations and ${proof.uses} uses of names, ` +
        `${proof.differences.length} unlike go/parser; ${proof.refused} files that it refuses`,
    );
    for (const line of proof.differences.slice(0, 20)) console.log(`  UNLIKE ${line}`);
  }
  return bad;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 5;
  },
);

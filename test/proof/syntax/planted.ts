import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntaxErrorOnTarget } from '../../../src/engine/checks/build-tags/syntax-error-on-target';
import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import { EngineOnDisk } from '../../support/engineOnDisk';
import { SeededRandom } from '../../support/seededRandom';
import { mutations } from '../../support/syntaxMutations';
import type { SyntaxOracle } from '../../support/syntaxOracle';
import { go, type Tree } from '../trees';

export interface PlantCount {
  /** told at the compiler's line, of a build that takes the file */
  found: number;
  /** the compiler refuses the file, and nothing was said */
  readonly missed: string[];
  /** the compiler reads it, and nothing was said */
  harmless: number;
  readonly wrong: string[];
}

/** Breaks files that only some ports build, one at a time, and asks the check: its line by the compiler, its build by `go list`. */
export async function plantSyntax(
  trees: readonly Tree[],
  work: string,
  oracle: SyntaxOracle,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<PlantCount> {
  const random = new SeededRandom(seed);
  const packages = random.sample(
    trees.flatMap(({ dir }) => packagesIn(dir)),
    Math.ceil(count / 10),
  );
  const counts: PlantCount = { found: 0, missed: [], harmless: 0, wrong: [] };
  for (const folder of packages) {
    const dir = join(work, 'planted');
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    for (const name of goFilesOf(folder)) cpSync(join(folder, name), join(dir, name));
    writeFileSync(join(dir, 'go.mod'), 'module planted.example/m\n\ngo 1.26\n');
    const engine = new EngineOnDisk(dir, [syntaxErrorOnTarget], process.env);
    try {
      for (let turn = 0; turn < 10; turn++) await plant(dir, random, oracle, engine, counts);
    } finally {
      await engine.dispose();
    }
  }
  return counts;
}

async function plant(
  dir: string,
  random: SeededRandom,
  oracle: SyntaxOracle,
  engine: EngineOnDisk,
  counts: PlantCount,
): Promise<void> {
  const name = random.pick(goFilesOf(dir).filter(isOfPorts));
  const path = join(dir, name);
  const before = readFileSync(path);
  const { kind, apply } = random.pick(mutations);
  const after = new TextEncoder().encode(apply(before.toString('utf8'), random));
  writeFileSync(path, after);
  engine.invalidate(path);
  const { findings } = await engine.run();
  const [answer] = await oracle.ask([after]);
  const line = answer?.Compiler?.Line;
  const told = findings.map(({ location }) => `${location?.file ?? ''}:${(location?.range.start.line ?? 0) + 1}`);
  const complain = (why: string): void => void counts.wrong.push(`${path} (${kind}): ${why}; ${told.join(', ')}`);
  if (line === undefined && told.length === 0) counts.harmless++;
  else if (line === undefined) complain('the compiler reads it');
  else if (told.length === 0) counts.missed.push(`${path} (${kind}): ${answer?.Compiler?.Words ?? ''}`);
  else if (told.length > 1 || told[0] !== `${path}:${line}`) complain(`the compiler stops at line ${line}`);
  else if (!(await isTaken(dir, name, findings[0]?.targets?.[0] ?? ''))) complain(findings[0]?.targets?.[0] ?? '');
  else counts.found++;
  writeFileSync(path, before);
  engine.invalidate(path);
}

/** Whether the build takes the file, or stops at its header. */
async function isTaken(dir: string, name: string, target: string): Promise<boolean> {
  const [port = '', ...words] = target.split(',');
  const [GOOS = '', GOARCH = ''] = port.split('/');
  const tags =
    words
      .find((word) => word.startsWith('tags='))
      ?.slice('tags='.length)
      .replaceAll('+', ',') ?? '';
  const env = { GOOS, GOARCH, CGO_ENABLED: words.includes('cgo') ? '1' : '0' };
  const said = await go(
    dir,
    ['list', '-e', '-find', `-tags=${tags}`, '-json=Error,GoFiles,CgoFiles,TestGoFiles,XTestGoFiles'],
    env,
  );
  return said.includes(name);
}

function goFilesOf(dir: string): readonly string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[^._].*\.go$/.test(entry.name))
    .map(({ name }) => name);
}

/** By its name. */
function isOfPorts(name: string): boolean {
  return nameTagsOf(name) !== undefined;
}

function packagesIn(dir: string): readonly string[] {
  const entries = readdirSync(dir, { withFileTypes: true });
  const own = entries.some((entry) => entry.isFile() && isPlantable(join(dir, entry.name), entry.name)) ? [dir] : [];
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !/^(?:[._].*|testdata|vendor|cmd)$/.test(entry.name),
  );
  return [...own, ...folders.flatMap(({ name }) => packagesIn(join(dir, name)))];
}

function isPlantable(path: string, name: string): boolean {
  return /^[^._].*\.go$/.test(name) && isOfPorts(name) && statSync(path).size < 100_000;
}

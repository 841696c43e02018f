import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { importedSymbolMissingInConfiguration } from '../../../src/engine/checks/build-tags/imported-symbol-missing-in-configuration';
import { createEngine, defaultConfig } from '../../../src/engine/index';
import { createNodePorts } from '../../../src/host/index';
import { goEnv } from '../../support/realGo';
import { SeededRandom } from '../../support/seededRandom';
import { copyWritable, go, goAnswer, type Tree } from '../trees';

/** Each is declared alone, and go is asked the same. */
const firstClass = ['linux/amd64', 'linux/386', 'linux/arm', 'windows/amd64', 'darwin/arm64'];
const targets = [...firstClass, 'freebsd/amd64'];

/**
 * A file of each package of the trees is given the use of a name of syscall that some systems lack. On each target alone it must
 * be told exactly where go list takes the file and the compiler finds no such name.
 * @returns the number of faults of ours
 */
export async function proveImported(
  trees: readonly Tree[],
  work: string,
  seed: number,
  print: (line: string) => void,
): Promise<number> {
  const random = new SeededRandom(seed);
  const lacking = await lackingNames(join(work, 'syscall-names'));
  const names = [...new Set(targets.flatMap((target) => [...(lacking.get(target) ?? [])]))].filter((name) =>
    // What no build that is looked at has is the compiler's business.
    firstClass.some((target) => lacking.get(target)?.has(name) !== true),
  );
  print(
    `${names.length} names of syscall that some of ${targets.length} targets have and others lack, by the compiler`,
  );
  const total = { planted: 0, told: 0, silent: 0, bad: 0 };
  for (const tree of trees) {
    const dir = join(work, `imported-${basename(tree.dir)}`);
    await copyWritable(tree.dir, dir);
    try {
      const plants = plantedIn(await folders(dir), names, random);
      let told = 0;
      let bad = 0;
      for (const target of targets) {
        const files = await builtFiles(dir, target);
        const found = await toldAt(dir, target);
        for (const { file, line, name } of plants) {
          const isFault = files.has(file) && lacking.get(target)?.has(name) === true;
          const isTold = found.has(`${file}:${line}`);
          if (isFault) told++;
          if (isFault === isTold) continue;
          bad++;
          print(`  ${isFault ? 'MISSED' : 'FALSE'} ${target} ${file}:${line} syscall.${name}`);
        }
      }
      const silent = plants.length * targets.length - told;
      print(`${tree.name}: ${plants.length} uses, told on ${told} targets, silent on ${silent}, ${bad} unlike go`);
      total.planted += plants.length;
      total.told += told;
      total.silent += silent;
      total.bad += bad;
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
  print(`${total.planted} uses: ${total.told} faults, ${total.silent} none, ${total.bad} unlike go`);
  return total.bad;
}

/** Names that a text search finds in syscall, and that the compiler does not, by target. */
async function lackingNames(dir: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const source = join(goEnv('GOROOT'), 'src', 'syscall');
  const texts = readdirSync(source)
    .filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'))
    .map((name) => readFileSync(join(source, name), 'latin1'));
  const names = new Set(
    texts.flatMap((text) =>
      Array.from(text.matchAll(/^(?:func |type |var |const |\t)([A-Z]\w*)\b/gm), ([, name = '']) => name),
    ),
  );
  await mkdir(dir, { recursive: true });
  writeFileSync(join(dir, 'go.mod'), 'module probe\n\ngo 1.21\n');
  writeFileSync(
    join(dir, 'probe.go'),
    `package probe\n\nimport "syscall"\n\n${[...names].map((name) => `var _ = syscall.${name}\n`).join('')}`,
  );
  const lacking = new Map<string, ReadonlySet<string>>();
  for (const target of targets) {
    const { output } = await goAnswer(dir, ['build', '-gcflags=-e', '.'], environmentOf(target));
    lacking.set(target, new Set(Array.from(output.matchAll(/undefined: syscall\.(\w+)$/gm), ([, name = '']) => name)));
  }
  return lacking;
}

function environmentOf(target: string): Record<string, string> {
  const [GOOS = '', GOARCH = ''] = target.split('/');
  return { GOOS, GOARCH, CGO_ENABLED: '0' };
}

interface Listed {
  readonly Dir: string;
  readonly GoFiles?: readonly string[];
  readonly IgnoredGoFiles?: readonly string[];
}

async function list(dir: string, target: string): Promise<readonly Listed[]> {
  const args = ['list', '-e', '-find', '-json=Dir,GoFiles,IgnoredGoFiles', './...'];
  const text = await go(dir, args, environmentOf(target));
  return text
    .split(/^\}\n/m)
    .filter((part) => part.trim() !== '')
    .map((part) => JSON.parse(`${part}}`) as Listed);
}

/** By folder the files of its packages that some build may take. */
async function folders(dir: string): Promise<readonly (readonly string[])[]> {
  return (await list(dir, 'linux/amd64')).map(({ Dir, GoFiles = [], IgnoredGoFiles = [] }) =>
    [...GoFiles, ...IgnoredGoFiles].filter((name) => !name.endsWith('_test.go')).map((name) => join(Dir, name)),
  );
}

async function builtFiles(dir: string, target: string): Promise<ReadonlySet<string>> {
  const listed = await list(dir, target);
  return new Set(listed.flatMap(({ Dir, GoFiles = [] }) => GoFiles.map((name) => join(Dir, name))));
}

interface PlantedUse {
  /** absolute */
  readonly file: string;
  /** one-based */
  readonly line: number;
  readonly name: string;
}

function plantedIn(
  packages: readonly (readonly string[])[],
  names: readonly string[],
  random: SeededRandom,
): readonly PlantedUse[] {
  return packages.flatMap((files): readonly PlantedUse[] => {
    const [file] = random.sample(files, 1);
    if (file === undefined) return [];
    const text = readFileSync(file, 'utf8');
    const clauses = text.match(/^package \w+.*\n/gm) ?? [];
    // What only some releases take is passed over: others than the installed one count too.
    const isForSome = /^\/\/go:build.*\bgo1\./m.test(text);
    if (clauses.length !== 1 || isForSome || text.includes('import "C"') || text.includes('\r')) return [];
    const name = random.pick(names);
    const planted = text.replace(/^package \w+.*\n/m, (clause) => `${clause}import planted "syscall"\n`);
    const whole = `${planted}\nfunc _() { _ = planted.${name} }\n`;
    writeFileSync(file, whole);
    return [{ file, line: whole.split('\n').length - 1, name }];
  });
}

/** Places of errors, `file:line`, as a declared target. */
async function toldAt(dir: string, target: string): Promise<ReadonlySet<string>> {
  const logger = { info: () => undefined, debug: () => undefined, trace: () => undefined };
  const host = createNodePorts({ logger, variables: { ...process.env, GOWORK: 'off', GOTOOLCHAIN: 'local' } });
  try {
    const engine = createEngine(host.ports, [importedSymbolMissingInConfiguration]);
    const config = { ...defaultConfig, profile: 'offline' as const, targets: [`${target},nocgo`] };
    const { findings } = await engine.run({ root: dir, config, granted: 'offline' }, new AbortController().signal);
    const places = findings
      .filter(({ severity }) => severity === 'error')
      .flatMap((one) => [one.location, ...one.related]);
    return new Set(places.map((place) => `${place?.file ?? ''}:${(place?.range.start.line ?? -1) + 1}`));
  } finally {
    await host.dispose();
  }
}

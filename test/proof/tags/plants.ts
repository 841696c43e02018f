import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import { goDeclarations, type GoDeclaration } from '../../../src/engine/parse/goSource/goDeclarations';
import type { SeededRandom } from '../../support/seededRandom';

/** A Go file of a package that something is planted in. */
export interface PlantFile {
  readonly name: string;
  readonly text: string;
  readonly declarations: readonly GoDeclaration[];
  /** the text of its `//go:build` line after the word */
  readonly line: string | undefined;
  readonly isConstrained: boolean;
}

/** A fault that a person could make. */
export interface Plant {
  readonly what: string;
  /** new texts by name; undefined: the file goes */
  readonly changes: ReadonlyMap<string, string | undefined>;
  /** a tag that has to be set to see it */
  readonly tag?: string;
}

export function readPlantFile(name: string, text: string): PlantFile {
  const line = /^\/\/go:build (.*)$/m.exec(text)?.[1];
  const { declarations } = goDeclarations(Buffer.from(text));
  const isConstrained = line !== undefined || nameTagsOf(name) !== undefined || /^\s*(import\s+)?"C"/m.test(text);
  return { name, text, declarations, line, isConstrained };
}

type Planter = (files: readonly PlantFile[], random: SeededRandom) => Plant | undefined;

/** Every class of fault; each finds a place of its own, or none. */
export const planters: Readonly<Record<string, Planter>> = {
  'a file of a per-system set is lost': (files, random) => {
    const file = pick(constrained(files), random);
    return file && { what: `${file.name} deleted`, changes: new Map([[file.name, undefined]]) };
  },
  'a name is declared in a second file': (files, random) => {
    const [from, to] = [pick(constrained(files), random), pick(sources(files), random)];
    const name = from && pick(topNames(from), random);
    if (!from || !to || name === undefined || to.declarations.some((own) => own.name === name)) return undefined;
    return {
      what: `${name} of ${from.name} declared in ${to.name} too`,
      changes: new Map([[to.name, `${to.text}\nvar ${name} = 0\n`]]),
    };
  },
  'a name is declared under a tag': (files, random) => {
    const from = pick(
      sources(files).filter(({ isConstrained }) => !isConstrained),
      random,
    );
    const name = from && pick(topNames(from), random);
    const packageName = from && packageOf(from);
    if (!from || name === undefined || packageName === undefined) return undefined;
    return {
      what: `${name} of ${from.name} declared with the tag planted`,
      changes: new Map([['zz_planted.go', `//go:build planted\n\npackage ${packageName}\n\nvar ${name} = 0\n`]]),
      tag: 'planted',
    };
  },
  'a function of one variant is renamed': (files, random) => {
    const file = pick(constrained(files), random);
    const declaration =
      file &&
      pick(
        file.declarations.filter(({ kind, name }) => kind === 'func' && name !== 'main'),
        random,
      );
    if (!file || !declaration) return undefined;
    const bytes = Buffer.from(file.text);
    const text = `${bytes.subarray(0, declaration.end).toString()}Planted${bytes.subarray(declaration.end).toString()}`;
    return { what: `${declaration.name} renamed in ${file.name}`, changes: new Map([[file.name, text]]) };
  },
  'a constraint takes one system more': (files, random) =>
    changeLine(files, random, (line, os) => `(${line}) || ${os}`),
  'a constraint loses one system': (files, random) => changeLine(files, random, (line, os) => `(${line}) && !${os}`),
  'a constraint is lost': (files, random) => {
    const file = pick(
      files.filter(({ line }) => line !== undefined && line !== 'ignore'),
      random,
    );
    return (
      file && {
        what: `//go:build ${file.line ?? ''} of ${file.name} deleted`,
        changes: new Map([[file.name, file.text.replace(/^\/\/go:build .*$/m, '')]]),
      }
    );
  },
  'a file imports "C"': (files, random) => {
    const file = pick(sources(files), random);
    if (!file || /"C"/.test(file.text)) return undefined;
    const text = file.text.replace(/^package \w+.*$/m, (clause) => `${clause}\n\nimport "C"`);
    return { what: `import "C" in ${file.name}`, changes: new Map([[file.name, text]]) };
  },
  'a file name gets an architecture': (files, random) => {
    const file = pick(
      sources(files).filter(({ name }) => !/_(amd64|arm64|386|arm)\.go$/.test(name)),
      random,
    );
    if (!file) return undefined;
    const name = file.name.replace(/\.go$/, '_arm64.go');
    if (files.some((other) => other.name === name)) return undefined;
    return {
      what: `${file.name} renamed to ${name}`,
      changes: new Map([
        [file.name, undefined],
        [name, file.text],
      ]),
    };
  },
};

function changeLine(
  files: readonly PlantFile[],
  random: SeededRandom,
  change: (line: string, os: string) => string,
): Plant | undefined {
  const file = pick(
    files.filter(({ line }) => line !== undefined && line !== 'ignore'),
    random,
  );
  if (file?.line === undefined) return undefined;
  const line = change(file.line, random.pick(['linux', 'darwin', 'windows']));
  return {
    what: `//go:build ${file.line} of ${file.name} becomes ${line}`,
    changes: new Map([[file.name, file.text.replace(/^\/\/go:build .*$/m, () => `//go:build ${line}`)]]),
  };
}

function sources(files: readonly PlantFile[]): readonly PlantFile[] {
  return files.filter(({ name, line }) => !name.endsWith('_test.go') && line !== 'ignore');
}

function constrained(files: readonly PlantFile[]): readonly PlantFile[] {
  return sources(files).filter(({ isConstrained }) => isConstrained);
}

function topNames({ declarations }: PlantFile): readonly string[] {
  return declarations.filter(({ kind, name }) => kind !== 'method' && name !== 'main').map(({ name }) => name);
}

function packageOf({ text }: PlantFile): string | undefined {
  return /^package (\w+)/m.exec(text)?.[1];
}

function pick<T>(items: readonly T[], random: SeededRandom): T | undefined {
  return items.length === 0 ? undefined : random.pick(items);
}

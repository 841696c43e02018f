import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import type { GoDeclaration } from '../../../src/engine/parse/goSource/goDeclarations';
import type { SeededRandom } from '../../support/seededRandom';
import type { Plant, PlantFile } from './plantFile';

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
    return file && renamed(file, pick(file.declarations.filter(isFunction), random));
  },
  'a variable, constant or type of one variant is renamed': (files, random) => {
    const file = pick(constrained(files), random);
    const named = file?.declarations.filter(({ kind }) => kind === 'var' || kind === 'const' || kind === 'type');
    return file && renamed(file, pick(named ?? [], random));
  },
  'a method is declared in a second file': (files, random) => {
    const [from, to] = [pick(constrained(files), random), pick(sources(files), random)];
    const method = pick(from?.declarations.filter(({ kind }) => kind === 'method') ?? [], random)?.name;
    const [type, name] = method?.split('.') ?? [];
    if (!from || !to || method === undefined || to.declarations.some((own) => own.name === method)) return undefined;
    if (files.some(({ text }) => text.includes(`${type ?? ''}[`))) return undefined;
    const text = `${to.text}\nfunc (*${type ?? ''}) ${name ?? ''}() {}\n`;
    return { what: `${method} of ${from.name} declared in ${to.name} too`, changes: new Map([[to.name, text]]) };
  },
  'a variant is copied': (files, random) => {
    const file = pick(constrained(files), random);
    if (!file) return undefined;
    const suffix = /(_[a-z0-9]+){1,2}\.go$/.exec(file.name)?.[0] ?? '.go';
    const name = `zz_copy${nameTagsOf(file.name) ? suffix : '.go'}`;
    return { what: `${file.name} copied to ${name}`, changes: new Map([[name, file.text]]) };
  },
  'every build uses a name of one variant': (files, random) => {
    const from = pick(constrained(files), random);
    const to = pick(
      sources(files).filter(({ isConstrained }) => !isConstrained),
      random,
    );
    const name = from && pick(from.declarations.filter(isValue), random)?.name;
    if (!to || name === undefined) return undefined;
    return { what: `${name} used in ${to.name}`, changes: new Map([[to.name, `${to.text}\nvar _ = ${name}\n`]]) };
  },
  'every test uses a name of one variant': (files, random) => {
    const from = pick(constrained(files), random);
    const name = from && pick(from.declarations.filter(isValue), random)?.name;
    const packageName = from && packageOf(from);
    if (name === undefined || packageName === undefined) return undefined;
    const text = `package ${packageName}\n\nvar _ = ${name}\n`;
    return { what: `${name} used in a test`, changes: new Map([['zz_planted_test.go', text]]) };
  },
  'a constraint takes one system more': (files, random) =>
    changeLine(files, random, (line, os) => `(${line}) || ${os}`),
  'a constraint loses one system': (files, random) => changeLine(files, random, (line, os) => `(${line}) && !${os}`),
  'a constraint is turned round': (files, random) => changeLine(files, random, (line) => `!(${line})`),
  'a file name loses its system': (files, random) => {
    const file = pick(
      sources(files).filter(({ name }) => nameTagsOf(name) !== undefined),
      random,
    );
    if (!file) return undefined;
    const name = file.name.replace(/\.go$/, '_planted.go');
    return {
      what: `${file.name} renamed to ${name}`,
      changes: new Map([
        [file.name, undefined],
        [name, file.text],
      ]),
    };
  },
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
  'a function of one variant takes one parameter more': (files, random) => {
    const file = pick(constrained(files), random);
    const bytes = file && Buffer.from(file.text);
    const plain = sources(files).flatMap(({ isConstrained, text }) => (isConstrained ? [] : [text]));
    const others = files.filter((each) => each !== file).flatMap(({ declarations }) => declarations);
    const from = (file?.declarations ?? []).filter(
      ({ kind, name, end }) =>
        kind === 'func' &&
        others.some((other) => other.name === name) &&
        plain.some((text) => new RegExp(`\\b${name}\\(`).test(text)) &&
        bytes &&
        namedParameters.test(bytes.subarray(end).toString()),
    );
    const declaration = pick(from, random);
    if (!file || !bytes || !declaration) return undefined;
    const after = bytes.subarray(declaration.end).toString();
    const more = /^\(\s*\)/.test(after) ? 'planted int' : 'planted int, ';
    const text = `${bytes.subarray(0, declaration.end).toString()}(${more}${after.slice(1)}`;
    return { what: `${declaration.name} of ${file.name} takes one more`, changes: new Map([[file.name, text]]) };
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

/** An empty list, or one whose parameters have names: the two do not mix. */
const namedParameters = /^\(\s*(?:\)|\w+(?:, \w+)* [^,)\s])/;

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

/** Where it is declared, not where it is used. */
function renamed(file: PlantFile, declaration: GoDeclaration | undefined): Plant | undefined {
  if (!declaration) return undefined;
  const bytes = Buffer.from(file.text);
  const text = `${bytes.subarray(0, declaration.end).toString()}Planted${bytes.subarray(declaration.end).toString()}`;
  return { what: `${declaration.name} renamed in ${file.name}`, changes: new Map([[file.name, text]]) };
}

function isFunction({ kind, name }: GoDeclaration): boolean {
  return kind === 'func' && name !== 'main';
}

function isValue(declaration: GoDeclaration): boolean {
  return isFunction(declaration) || declaration.kind === 'var' || declaration.kind === 'const';
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeededRandom } from '../../support/seededRandom';
import { plainSourceOf, type FaultPlanter } from './faults';
import type { PackageFolder } from './packages';

/** Faults of what a makefile hands to -tags. */

interface Passing {
  /** the arguments of go, as the recipe writes them */
  readonly recipe: string;
  /** how the installed go shows it: arguments, and words that it answers */
  readonly args: readonly string[];
  readonly words: string;
}

function recipe(check: string, choose: (random: SeededRandom) => Passing): FaultPlanter {
  return ({ names }, random) => {
    if (names.includes('Makefile')) return undefined;
    const { recipe: line, args, words } = choose(random);
    return {
      what: `Makefile: ${line}`,
      changes: new Map([['Makefile', `.PHONY: planted\n\nplanted:\n\t${line}\n`]]),
      checks: [check],
      file: 'Makefile',
      line: 4,
      proof: { kind: 'command', args, words },
    };
  };
}

const listed = (...flags: readonly string[]): readonly string[] => [
  'list',
  '-find',
  ...flags,
  '-f',
  '{{context.BuildTags}}',
  'unsafe',
];

function tagName(random: SeededRandom): string {
  return `pass${random.below(1_000_000)}`;
}

export const passFaults: Readonly<Record<string, FaultPlanter>> = {
  'a list with a space and a comma': recipe('tags-separator', (random) => {
    const [verb, a, b] = [random.pick(['build', 'test', 'install']), tagName(random), tagName(random)];
    const args = [verb, `-tags=${a}, ${b}`, 'unsafe'];
    return { recipe: `go ${verb} -tags "${a}, ${b}" ./...`, args, words: 'space-separated list contains comma' };
  }),
  'a tag with an operator': recipe('tags-invalid-name', (random) => {
    const value = tagName(random) + random.pick(['+', ';', '||', '&&']) + tagName(random);
    // One tag, which constraint.Parse takes nowhere.
    return { recipe: `go vet -tags '${value}' ./...`, args: listed(`-tags=${value}`), words: `[${value}]` };
  }),
  'a negated tag': recipe('tags-invalid-name', (random) => {
    const value = `!${tagName(random)}`;
    return { recipe: `go test -tags '${value}' ./...`, args: listed(`-tags=${value}`), words: `[${value}]` };
  }),
  'two times -tags': recipe('tags-overridden', (random) => {
    const [a, b] = [tagName(random), tagName(random)];
    return {
      recipe: `go build -tags ${a} -tags ${b} ./...`,
      args: listed(`-tags=${a}`, `-tags=${b}`),
      words: `[${b}]`,
    };
  }),
  'a tag of the target': recipe('tags-collide-with-environment', (random) => {
    const tag = random.pick(['windows', 'darwin', 'arm64', 'unix', 'cgo', 'go1.99', 'race', 'gccgo', 'amd64.v3']);
    return { recipe: `go build -tags ${tag} ./...`, args: listed(`-tags=${tag}`), words: `[${tag}]` };
  }),
  'the tag ignore': recipe('tags-ignore', (random) => {
    const verb = random.pick(['build', 'test', 'vet']);
    return { recipe: `go ${verb} -tags ignore ./...`, args: listed('-tags=ignore'), words: '[ignore]' };
  }),
  'a tag that nothing names': (folder, random) => {
    const tag = tagName(random);
    // Of a module that is not in the cache nobody knows which tags its files name.
    if (requiresOthers(folder)) return undefined;
    return recipe('tag-passed-but-unused', () => ({
      recipe: `go build -tags ${tag} ./...`,
      args: listed(`-tags=${tag}`),
      words: `[${tag}]`,
    }))(folder, random);
  },
  'a misspelt tag that is passed': (folder, random) => {
    const file = plainSourceOf(folder, random);
    if (file === undefined || folder.names.includes('Makefile') || requiresOthers(folder)) return undefined;
    const [named, passed] = random.pick([
      ['zzplanted_feature', 'zzplanted_faeture'],
      ['zzplanted_feature', 'zzplanted_featur'],
      ['zzplantedbackend', 'zzplantdbackend'],
      ['zzPlantedStorage', 'zzplantedstorage'],
    ] as const);
    return {
      what: `Makefile passes ${passed}, zz_planted.go names ${named}`,
      changes: new Map([
        ['Makefile', `planted:\n\tgo build -tags ${passed} .\n`],
        ['zz_planted.go', `//go:build ${named}\n\npackage ${file.packageName}\n`],
      ]),
      checks: ['tag-passed-but-unused'],
      file: 'Makefile',
      line: 2,
      proof: {
        kind: 'command',
        args: ['list', '-find', `-tags=${passed}`, '-f', '{{.IgnoredGoFiles}}', '.'],
        words: 'zz_planted.go',
      },
    };
  },
};

function requiresOthers({ module }: PackageFolder): boolean {
  return /^require\b/m.test(readFileSync(join(module.dir, 'go.mod'), 'utf8'));
}

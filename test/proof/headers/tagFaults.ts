import { tagKind } from '../../../src/engine/constraints/tagKind';
import type { SeededRandom } from '../../support/seededRandom';
import {
  alike,
  clauseLineOf,
  plainlyNowhere,
  plainSourceOf,
  sourceOf,
  testOf,
  withConstraint,
  withoutConstraint,
  type FaultPlanter,
  type FaultProof,
} from './faults';
import type { HeaderFile, PackageFolder } from './packages';

/** Tags that are well formed and mean something else than they say. */

interface Choice {
  readonly expression: string;
  readonly proof: (file: HeaderFile, text: string) => FaultProof;
}

/** A line `//go:build` in one file, told where it stands. */
function line(
  checks: readonly string[],
  choose: (random: SeededRandom, folder: PackageFolder) => Choice | undefined,
  fileOf: (folder: PackageFolder, random: SeededRandom) => HeaderFile | undefined = sourceOf,
): FaultPlanter {
  return (folder, random) => {
    const file = fileOf(folder, random);
    const choice = choose(random, folder);
    if (file === undefined || choice === undefined) return undefined;
    const now = withConstraint(file, [`//go:build ${choice.expression}`]);
    return {
      what: `${file.name}: //go:build ${choice.expression}`,
      changes: new Map([[file.name, now.text]]),
      ...ownTag(choice.expression),
      checks,
      file: file.name,
      line: now.line,
      proof: choice.proof(file, now.text),
    };
  };
}

function ownTag(expression: string): { readonly tag?: string } {
  const tag = expression.match(/[\w.]+/g)?.find((word) => tagKind(word).kind === 'custom');
  return tag === undefined ? {} : { tag };
}

/** Such a line in a file that plain builds take nowhere for it. */
function idle(
  checks: readonly string[],
  choose: (random: SeededRandom, folder: PackageFolder) => string | undefined,
  fileOf: (folder: PackageFolder, random: SeededRandom) => HeaderFile | undefined = sourceOf,
): FaultPlanter {
  return line(
    checks,
    (random, folder) => {
      const expression = choose(random, folder);
      return expression === undefined
        ? undefined
        : { expression, proof: (file, text) => plainlyNowhere(file.name, text) };
    },
    fileOf,
  );
}

/** Two letters change their places, one is lost, or one comes twice. */
function misspell(tag: string, random: SeededRandom): string {
  const at = 1 + random.below(tag.length - 2);
  const [before, a, b, after] = [tag.slice(0, at), tag.charAt(at), tag.charAt(at + 1), tag.slice(at + 2)];
  const wrong = random.pick([before + b + a + after, before + b + after, before + a + a + b + after]);
  return wrong === tag ? before + a + a + b + after : wrong;
}

/** Letters of other scripts that look like these. */
const lookalikes: Readonly<Record<string, string>> = {
  a: '\u0430',
  o: '\u043e',
  i: '\u0456',
  c: '\u0441',
  e: '\u0435',
  x: '\u0445',
};
const rareAliases = [
  'macosx',
  'i686',
  'win64',
  'armv6',
  'armv7',
  'osx',
  'x64',
  'win32',
  'aarch64',
  'x86_64',
  'macos',
  'i386',
];

export const tagFaults: Readonly<Record<string, FaultPlanter>> = {
  'no Go version': idle(['constraint-invalid-release-tag'], (random) =>
    random.pick([
      `go1${10 + random.below(17)}`,
      `go1.${18 + random.below(8)}.${random.below(5)}`,
      `go1.${18 + random.below(8)}rc1`,
      `GO1.${18 + random.below(8)}`,
      `go1.0${1 + random.below(9)}`,
      'go1',
      'go1.0',
      'go2',
      'go2.1',
    ]),
  ),
  'a Go to come': idle(['constraint-future-release-tag'], (random) => `go1.${30 + random.below(60)}`),
  'a Go below the go line': idle(['constraint-dead-release-tag'], (random, { module: { goMinor } }) =>
    goMinor < 21 ? undefined : `!go1.${1 + random.below(goMinor)}`,
  ),
  'a lower language version': line(['constraint-lowers-language-version'], (random, { module: { goMinor } }) => {
    if (goMinor < 22) return undefined;
    const minor = 1 + random.below(goMinor - 1);
    const proof: Choice['proof'] = (file, text) => ({
      kind: 'texts',
      asked: [{ name: file.name, text }],
      shows: ([now]) => now?.Version === `go1.${minor}`,
    });
    return { expression: `go1.${minor}`, proof };
  }),
  'a higher language version': line(['constraint-raises-language-version'], (_, { module: { goMinor } }) => {
    const minor = Math.max(goMinor + 1, 22);
    const proof: Choice['proof'] = (file, text) => ({
      kind: 'texts',
      asked: [{ name: file.name, text }],
      shows: ([now]) => now?.Version === `go1.${minor}`,
    });
    return minor > 27 ? undefined : { expression: `go1.${minor}`, proof };
  }),
  'a misspelt tag': idle(
    ['tag-misspelt'],
    (random) =>
      misspell(
        random.pick(['windows', 'darwin', 'freebsd', 'openbsd', 'android', 'integration', 'dragonfly', 'solaris']),
        random,
      ),
    plainSourceOf,
  ),
  'letters of another script': idle(['homoglyph-tag'], (random) => {
    const tag = random.pick(['linux', 'darwin', 'windows', 'android', 'freebsd', 'cgo', 'race']);
    const at = tag.search(/[aoicex]/);
    return tag.slice(0, at) + (lookalikes[tag.charAt(at)] ?? '') + tag.slice(at + 1);
  }),
  'a name of another tool': idle(['tag-foreign-alias'], (random) => random.pick(rareAliases), plainSourceOf),
  'true as a tag': idle(
    ['boolean-literal-tag'],
    (random) => random.pick(['true', 'linux && true', 'true && (linux || darwin)']),
    plainSourceOf,
  ),
  'an architecture level that is none': idle(
    ['feature-tag-invalid'],
    (random) =>
      random.pick([
        `amd64.v${5 + random.below(5)}`,
        `arm.${8 + random.below(3)}`,
        'arm64.v8',
        'arm64.v7.0',
        'riscv64.rva22',
        'riscv64.rva24u64',
        'mips.hard',
        'mips64le.soft',
        `ppc64le.power${6 + random.below(2)}`,
        'wasm.bulkmemory',
      ]),
    plainSourceOf,
  ),
  'a misspelt experiment': idle(['goexperiment-unknown'], (random) => {
    const name = random.pick([
      'greenteagc',
      'jsonv2',
      'synctest',
      'aliastypeparams',
      'boringcrypto',
      'fieldtrack',
      'arenas',
    ]);
    return `goexperiment.${name}${random.pick(['s', 'x', '2'])}`;
  }),
  'a port that is none': line(
    ['port-unsupported'],
    (random, { files }) => {
      // It is told once for each folder.
      if (files.some(({ isConstrained }) => isConstrained)) return undefined;
      const [system = '', arch = ''] = random.pick([
        ['linux', 'sparc64'],
        ['darwin', 'mips'],
        ['windows', 'riscv64'],
        ['plan9', 'arm64be'],
        ['solaris', 'arm64'],
        ['js', 'amd64p32'],
        ['aix', 'amd64'],
      ]);
      const expression = `${system} && ${arch}`;
      return { expression, proof: (file, text) => plainlyNowhere(file.name, text) };
    },
    plainSourceOf,
  ),
  'ignore in a library': (folder, random) => {
    const file = plainSourceOf(folder, random);
    if (file === undefined || file.packageName === 'main') return undefined;
    const { text } = withConstraint(file, ['//go:build ignore']);
    return {
      what: `${file.name}: //go:build ignore`,
      changes: new Map([[file.name, text]]),
      checks: ['ignore-file-not-main'],
      file: file.name,
      line: clauseLineOf(text),
      proof: plainlyNowhere(file.name, text),
    };
  },
  'another word for ignore': idle(
    ['pseudo-ignore'],
    (random) => random.pick(['never', 'disabled', 'exclude', 'ignored', 'skip', 'todo']),
    plainSourceOf,
  ),
  'tests wait for a tag': idle(
    ['test-tag-assumed', 'tagged-tests-never-run'],
    (random) => random.pick(['testing', 'gotest', 'unittest', 'go_test', 'test']),
    testOf,
  ),
  'all tests behind a tag': (folder, random) => {
    const tests = folder.files.filter(({ isTest }) => isTest);
    const first = tests[0];
    if (first === undefined || folder.names.filter((name) => name.endsWith('_test.go')).length !== tests.length)
      return undefined;
    const tag = `planted${random.below(1_000_000)}`;
    const texts = tests.map((file) => [file.name, withConstraint(file, [`//go:build ${tag}`]).text] as const);
    return {
      what: `//go:build ${tag} in ${tests.length} tests`,
      changes: new Map(texts),
      checks: ['tagged-tests-never-run'],
      tag,
      file: first.name,
      line: withConstraint(first, [`//go:build ${tag}`]).line,
      proof: { kind: 'folder', shows: (said) => said.every(({ Test }) => (Test?.length ?? 0) === 0) },
    };
  },
  'a tag that nothing passes': idle(
    ['tag-never-enabled'],
    (random) => `planted${random.below(1_000_000)}`,
    plainSourceOf,
  ),
  'a tag in two spellings': (folder, random) => {
    const files = random.sample(
      folder.files.filter(({ isConstrained }) => !isConstrained),
      5,
    );
    const last = files.at(-1);
    if (files.length < 5 || last === undefined) return undefined;
    const number = random.below(1_000_000);
    // The usual one in three files, the other in two.
    const spelling = (at: number): string => (at < 3 ? `planted_tag_${number}` : `plantedtag${number}`);
    const texts = files.map((file, at) => withConstraint(file, [`//go:build ${spelling(at)}`]));
    return {
      what: `${spelling(0)} in three files and ${spelling(4)} in two, one of them ${last.name}`,
      changes: new Map(files.map(({ name }, at) => [name, texts[at]?.text])),
      checks: ['tag-near-duplicates'],
      file: last.name,
      line: texts.at(-1)?.line ?? 0,
      proof: {
        kind: 'texts',
        asked: [0, 4].map((at) => ({ name: 'x.go', text: texts[at]?.text ?? '', tags: [spelling(0)] })),
        shows: ([usual, other]) => (usual?.Any.length ?? 0) > 0 && other?.Any.length === 0,
      },
    };
  },
  'a condition of cgo that go reads otherwise': (folder, random) => {
    const packageName = folder.files.find(({ isTest }) => !isTest)?.packageName;
    if (packageName === undefined || folder.names.includes('zz_planted.go')) return undefined;
    const condition = random.pick(['linux && arm64', '(linux && arm64)', 'darwin && amd64', '(windows || darwin)']);
    const text = `package ${packageName}\n\n// #cgo ${condition} LDFLAGS: -lplanted\nimport "C"\n`;
    const isNever = condition.startsWith('(');
    return {
      what: `#cgo ${condition}`,
      changes: new Map([['zz_planted.go', text]]),
      checks: ['cgo-directive-condition'],
      file: 'zz_planted.go',
      line: 3,
      // Words are alternatives, and one in parentheses is never true.
      proof: {
        kind: 'folder',
        shows: (said) => {
          const taken = said.filter(({ LDFLAGS }) => LDFLAGS?.includes('-lplanted')).length;
          return isNever ? taken === 0 : taken > 1;
        },
      },
    };
  },
  'a package called documentation': (folder, random) => {
    const file = plainSourceOf(folder, random);
    if (file === undefined) return undefined;
    const text = file.text.replace(/^package .*$/m, 'package documentation');
    return {
      what: `${file.name}: package documentation`,
      changes: new Map([[file.name, text]]),
      checks: ['documentation-package'],
      file: file.name,
      line: clauseLineOf(text),
      proof: { kind: 'folder', shows: (said) => said.every(({ Go }) => !Go?.includes(file.name)) },
    };
  },
  'the line says nothing': line(['constraint-dead-release-tag'], (_, { module: { goMinor } }) =>
    goMinor < 21
      ? undefined
      : {
          expression: `go1.${goMinor}`,
          proof: (file, text) => alike(file.name, text, withoutConstraint(file)),
        },
  ),
};

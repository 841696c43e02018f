import { nameTagsOf } from '../../../src/engine/constraints/fileName';
import type { SeededRandom } from '../../support/seededRandom';
import {
  aboveClause,
  alike,
  belowClause,
  nowhere,
  pick,
  plainlyNowhere,
  plainSourceOf,
  refused,
  sourceOf,
  systems,
  unlike,
  withConstraint,
  withoutConstraint,
  type FaultPlanter,
  type FaultProof,
  type HeaderText,
} from './faults';
import type { HeaderFile, PackageFolder } from './packages';

/** Faults of the lines themselves: malformed, misplaced, at odds with one another or with themselves. */

/** A fault in one source file of the package, told where its block of lines begins. */
function inSource(
  checks: readonly string[],
  write: (
    file: HeaderFile,
    random: SeededRandom,
  ) => { readonly now: HeaderText; readonly proof: FaultProof; readonly at?: number },
  choose = sourceOf,
): FaultPlanter {
  return (folder, random) => {
    const file = choose(folder, random);
    if (file === undefined) return undefined;
    const { now, proof, at = 0 } = write(file, random);
    const line = now.line + at;
    const what = `${file.name}:${line} ${now.text.split('\n')[line - 1] ?? ''}`;
    return { what, changes: new Map([[file.name, now.text]]), checks, file: file.name, line, proof };
  };
}

/** A line that was meant as a constraint, and that go passes over. */
function passedOver(
  checks: string | readonly string[],
  put: (file: HeaderFile, block: readonly string[]) => HeaderText,
  blocks: readonly ((system: string) => readonly string[])[],
  at = 0,
): FaultPlanter {
  return inSource(
    [checks].flat(),
    (file, random) => {
      const system = random.pick(systems);
      const now = put(file, random.pick(blocks)(system));
      const meant = withConstraint(file, [`//go:build ${system}`]).text;
      return { now, proof: unlike(file.name, now.text, meant), at };
    },
    plainSourceOf,
  );
}

/** Before this release of the go line it is no fault. */
function since(minor: number, choose: typeof sourceOf): typeof sourceOf {
  return (folder, random) => (folder.module.goMinor < minor ? undefined : choose(folder, random));
}

/** The old form of a generated file is left alone. */
function handwrittenOf(folder: PackageFolder, random: SeededRandom): HeaderFile | undefined {
  const file = plainSourceOf(folder, random);
  return file && /^\/\/ Code generated /m.test(file.text) ? undefined : file;
}

const tagPairs = ['cert', 'bench', 'slow', 'vendored'];

export const lineFaults: Readonly<Record<string, FaultPlanter>> = {
  'syntax error': inSource(['go-build-syntax-error'], (file, random) => {
    const wrong = random.pick([
      'linux &&',
      '|| darwin',
      '(linux || darwin',
      'linux)',
      'linux & amd64',
      'linux | darwin',
      'linux, darwin',
      'linux darwin',
      '!!windows',
      'my-tag',
      'linux && (darwin || )',
      'not windows',
      'linux // only there',
      '"linux"',
      'linux;darwin',
      '',
    ]);
    const now = withConstraint(file, [`//go:build ${wrong}`.trimEnd()]);
    return { now, proof: refused(file.name, now.text, 'parsing //go:build line') };
  }),
  'two lines': inSource(
    ['go-build-multiple'],
    (file, random) => {
      const [a, b] = random.sample(systems, 2);
      const now = withConstraint(file, [
        `//go:build ${a ?? ''}`,
        ...random.pick([[], ['// and']]),
        `//go:build ${b ?? ''}`,
      ]);
      const at = now.text.split('\n').findLastIndex((line) => line.startsWith('//go:build')) + 1 - now.line;
      return { now, proof: refused(file.name, now.text, 'multiple //go:build'), at };
    },
    plainSourceOf,
  ),
  'below the package clause': inSource(['go-build-misplaced'], (file, random) => {
    const now = belowClause(file, [`//go:build ${random.pick(systems)}`, '']);
    return { now, proof: { kind: 'compiler', words: 'misplaced compiler directive' } };
  }),
  'behind a block comment on its line': inSource(['go-build-after-block-comment-on-line'], (file, random) => {
    const now = withConstraint(file, [
      `/* ${random.pick(['', 'x', 'only there'])} */ //go:build ${random.pick(systems)}`,
    ]);
    return { now, proof: { kind: 'compiler', words: 'misplaced compiler directive' } };
  }),
  'in a block comment': passedOver(
    'go-build-in-block-comment',
    withConstraint,
    [
      (system) => ['/*', `//go:build ${system}`, '*/'],
      (system) => ['/*', `//go:build ${system}`, '', 'A package.', '*/'],
    ],
    1,
  ),
  'a space behind the slashes': passedOver('go-build-space-after-slashes', withConstraint, [
    (system) => [`// go:build ${system}`],
  ]),
  'almost a constraint': passedOver('go-build-near-miss', withConstraint, [
    (system) => [`//go:build: ${system}`],
    (system) => [`//Go:build ${system}`],
    (system) => [`//go:buid ${system}`],
    (system) => [`//go:biuld ${system}`],
    (system) => [`//build ${system}`],
    (system) => [`//GO:BUILD ${system}`],
    (system) => [`///go:build ${system}`],
    (system) => [`// build +${system}`],
    (system) => [`// +bulid ${system}`],
  ]),
  // Below a licence in a block comment it is both.
  '+build too close to the clause': passedOver(
    ['plus-build-too-close', 'plus-build-after-block-comment'],
    aboveClause,
    [(system) => [`// +build ${system}`]],
  ),
  '+build behind a block comment': passedOver(
    'plus-build-after-block-comment',
    (file, block) => withConstraint({ ...file, text: withoutConstraint(file).replace(/^(?:\/\/.*\n)+\n?/, '') }, block),
    [(system) => ['/* A comment. */', '', `// +build ${system}`]],
    2,
  ),
  '+build with what is no tag': inSource(['plus-build-invalid-literal'], (file, random) => {
    const literal = random.pick(['my-tag', '!!linux', 'a/b', '"linux"', 'linux&&amd64', 'linux||darwin']);
    const now = withConstraint(file, [`// +build ${literal}`]);
    return { now, proof: plainlyNowhere(file.name, now.text) };
  }),
  '+build with a space behind the comma': inSource(
    ['plus-build-dangling-comma'],
    (file, random) => {
      const [a, b] = [random.pick(systems), random.pick(['amd64', '!arm64', '!cgo'])];
      const now = withConstraint(file, [`// +build ${a}, ${b}`]);
      return { now, proof: unlike(file.name, now.text, withConstraint(file, [`// +build ${a},${b}`]).text) };
    },
    plainSourceOf,
  ),
  '+build without a word': inSource(['plus-build-empty'], (file) => {
    const now = withConstraint(file, ['// +build']);
    return { now, proof: plainlyNowhere(file.name, now.text) };
  }),
  '+build too complex': inSource(['plus-build-too-complex'], (file, random) => {
    const words = Array.from({ length: 102 + random.below(40) }, (_, at) => `t${at}`).join(random.pick([' ', ',']));
    const now = withConstraint(file, [`// +build ${words}`]);
    return { now, proof: alike(file.name, now.text, withoutConstraint(file)) };
  }),
  'two forms that differ': inSource(
    ['go-build-plus-build-mismatch'],
    (file, random) => {
      const [a = '', b = ''] = random.sample(systems, 2);
      const [build, plus] = random.pick([
        [a, b],
        [`${a} || ${b}`, `${a},${b}`],
        [`${a} && amd64`, `${a} amd64`],
        [`!${a}`, a],
        [`!${a} && !${b}`, `!${a} !${b}`],
      ] as const);
      const now = withConstraint(file, [`//go:build ${build}`, `// +build ${plus}`]);
      const asked = [
        { name: 'x.go', text: withConstraint(file, [`//go:build ${build}`]).text },
        { name: 'x.go', text: withConstraint(file, [`// +build ${plus}`]).text },
      ];
      return { now, proof: unlike('x.go', asked[0]?.text ?? '', asked[1]?.text ?? ''), at: 1 };
    },
    plainSourceOf,
  ),
  'both forms': inSource(
    ['plus-build-obsolete'],
    (file, random) => {
      const system = random.pick(systems);
      const now = withConstraint(file, [`//go:build ${system}`, `// +build ${system}`]);
      return { now, proof: alike(file.name, now.text, withConstraint(file, [`//go:build ${system}`]).text), at: 1 };
    },
    since(18, plainSourceOf),
  ),
  'the old form alone': inSource(
    ['plus-build-only'],
    (file, random) => {
      const system = random.pick(systems);
      const now = withConstraint(file, [`// +build ${system}`]);
      return { now, proof: alike(file.name, now.text, withConstraint(file, [`//go:build ${system}`]).text) };
    },
    since(17, handwrittenOf),
  ),
  'an odd space': inSource(
    ['constraint-odd-whitespace'],
    (file, random) => {
      const system = random.pick(systems);
      const now = withConstraint(file, [`//go:build${random.pick(['\u00a0', ' \u00a0', '\u2003'])}${system}`]);
      return { now, proof: alike(file.name, now.text, withConstraint(file, [`//go:build ${system}`]).text) };
    },
    plainSourceOf,
  ),
  'a contradiction': inSource(['constraint-unsatisfiable'], (file, random) => {
    const tag = random.pick(tagPairs);
    const wrong = random.pick([
      'linux && windows',
      'darwin && !unix',
      'ios && !darwin',
      'amd64 && arm64 && linux',
      'go1.21 && !go1.20',
      `${tag} && !${tag}`,
      `(linux || ${tag}) && !linux && !${tag}`,
      'js && cgo && !cgo',
      'gc && gccgo',
      'unix && windows',
      'android && !linux',
    ]);
    const now = withConstraint(file, [`//go:build ${wrong}`]);
    return { now, proof: nowhere(file.name, now.text, [tag]) };
  }),
  'true everywhere': inSource(['constraint-always-true'], (file, random) => {
    const system = random.pick(systems);
    const right = random.pick([`${system} || !${system}`, `!(${system} && !${system})`, `cgo || ${system} || !cgo`]);
    const now = withConstraint(file, [`//go:build ${right}`]);
    return { now, proof: alike(file.name, now.text, withoutConstraint(file)) };
  }),
  'another system than its name': (folder, random) => {
    const file = plainSourceOf(folder, random);
    const [named = '', said = ''] = random.sample(systems, 2);
    if (file === undefined) return undefined;
    const name = file.name.replace(/\.go$/, `_${named}.go`);
    if (folder.names.includes(name)) return undefined;
    const line = random.pick([`!${named}`, said, `${said} && amd64`, `!${named} && cgo`]);
    const now = withConstraint(file, [`//go:build ${line}`]);
    return {
      what: `${name}: //go:build ${line}`,
      changes: new Map([
        [file.name, undefined],
        [name, now.text],
      ]),
      checks: ['constraint-contradicts-file-name'],
      file: name,
      line: now.line,
      proof: nowhere(name, now.text),
    };
  },
  'without cgo and with C': (folder, random) => {
    const file = pick(
      folder.files.filter(
        ({ name, isTest, isConstrained, cgo }) =>
          !isTest && (!isConstrained || (cgo && nameTagsOf(name) === undefined)),
      ),
      random,
    );
    if (file === undefined) return undefined;
    const line = random.pick(['!cgo', 'linux && !cgo', 'js', 'plan9 || wasip1']);
    const withC = file.cgo ? file.text : file.text.replace(/^package .*$/m, (clause) => `${clause}\n\nimport "C"`);
    const now = withConstraint({ ...file, text: withC }, [`//go:build ${line}`]);
    return {
      what: `${file.name}: import "C" and //go:build ${line}`,
      changes: new Map([[file.name, now.text]]),
      checks: ['constraint-contradicts-cgo'],
      file: file.name,
      line: now.line,
      proof: {
        kind: 'folder',
        shows: (said) => said.every(({ Go, Cgo }) => !Go?.includes(file.name) && !Cgo?.includes(file.name)),
      },
    };
  },
};

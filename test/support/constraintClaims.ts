/**
 * One case for each thing that the family build-tags claims about go, with what go does that shows it.
 * - `builds-nowhere`: go list names the file on no port
 * - `builds-everywhere`: go list names the file on every port, although its author meant otherwise
 * - `build-fails`: go build of the folder fails with these words
 * - `vet-fails`: go vet of the folder fails with these words
 * - `prints`: go run prints this, and something else without the constraint
 */
export interface Claim {
  readonly check: string;
  readonly file: string;
  readonly text: string;
  /** files beside it */
  readonly others?: Readonly<Record<string, string>>;
  readonly proof:
    | { readonly kind: 'builds-nowhere' | 'builds-everywhere' }
    | { readonly kind: 'build-fails' | 'vet-fails'; readonly words: string }
    | { readonly kind: 'prints'; readonly words: string; readonly without: string };
}

const nowhere = { kind: 'builds-nowhere' } as const;
const everywhere = { kind: 'builds-everywhere' } as const;
const buildFails = (words: string): Claim['proof'] => ({ kind: 'build-fails', words });

/** Files beside one that gcc reads. */
const withCgo = { 'c.go': 'package m\n\nimport "C"\n' };

const loops = `package main

import "os"

func main() {
	var prints []func()
	for i := 0; i < 3; i++ {
		prints = append(prints, func() { os.Stdout.WriteString(string(rune('0' + i))) })
	}
	for _, print := range prints {
		print()
	}
}
`;

/** The module that the claims are written into. */
export const claimsModule = 'module claims.example/m\n\ngo 1.26\n';

export const claims: readonly Claim[] = [
  ...['linux &&', 'linux darwin', 'my-tag', '!!linux', '(linux', 'linux // x', ''].map((expression): Claim => ({
    check: 'go-build-syntax-error',
    file: 'x.go',
    text: `//go:build ${expression}\n\npackage m\n`,
    proof: buildFails('parsing //go:build line'),
  })),
  {
    check: 'go-build-multiple',
    file: 'x.go',
    text: '//go:build linux\n\n// y\n//go:build linux\n\npackage m\n',
    proof: buildFails('multiple //go:build comments'),
  },
  ...['package m\n\n//go:build linux\n', 'package m\n\n// F\n//\n//go:build x\nfunc F() {\n\t//go:build y\n}\n'].map(
    (text): Claim => ({
      check: 'go-build-misplaced',
      file: 'x.go',
      text,
      proof: buildFails('misplaced compiler directive'),
    }),
  ),
  {
    check: 'go-build-misplaced',
    file: 'x.s',
    text: '#include "textflag.h"\n//go:build windows\nTEXT ·F(SB), NOSPLIT, $0\n\tRET\n',
    proof: buildFails('misplaced //go:build comment'),
  },
  {
    check: 'go-build-misplaced',
    file: 'x.s',
    text: '\t.text\n//go:build windows\n',
    others: withCgo,
    proof: everywhere,
  },
  ...['linux &&', 'my-tag'].map((expression): Claim => ({
    check: 'go-build-syntax-error',
    file: 'x.s',
    text: `//go:build ${expression}\n\nTEXT ·F(SB), 4, $0\n`,
    proof: buildFails('parsing //go:build line'),
  })),
  {
    check: 'go-build-multiple',
    file: 'x.s',
    text: '//go:build windows\n//go:build linux\n\nTEXT ·F(SB), 4, $0\n',
    proof: everywhere,
  },
  {
    check: 'go-build-after-block-comment-on-line',
    file: 'x.s',
    text: '/* x */ //go:build windows\n\nTEXT ·F(SB), 4, $0\n',
    proof: everywhere,
  },
  {
    check: 'constraint-contradicts-file-name',
    file: 'x_windows.s',
    text: '//go:build linux\n\nTEXT ·F(SB), 4, $0\n',
    proof: nowhere,
  },
  { check: 'plus-build-too-close', file: 'x.s', text: '// +build windows\nTEXT ·F(SB), 4, $0\n', proof: everywhere },
  {
    check: 'go-build-after-block-comment-on-line',
    file: 'x.go',
    text: '/* x */ //go:build linux\n\npackage m\n',
    proof: buildFails('misplaced compiler directive'),
  },
  {
    check: 'package-excluded-on-target',
    file: 'port/port_plan9.go',
    text: 'package port\n',
    others: { 'x.go': 'package m\n\nimport _ "claims.example/m/FOLDER/port"\n' },
    proof: buildFails('build constraints exclude all Go files'),
  },
  {
    check: 'go-build-space-after-slashes',
    file: 'x.go',
    text: '// go:build windows\n\npackage m\n',
    proof: everywhere,
  },
  ...['//go:build: windows', '//Go:Build windows', '//build windows', '// build +windows', '// +bulid windows'].map(
    (line): Claim => ({ check: 'go-build-near-miss', file: 'x.go', text: `${line}\n\npackage m\n`, proof: everywhere }),
  ),
  {
    check: 'go-build-in-block-comment',
    file: 'x.go',
    text: '/*\n//go:build windows\n*/\n\npackage m\n',
    proof: everywhere,
  },
  { check: 'plus-build-too-close', file: 'x.go', text: '// +build windows\npackage m\n', proof: everywhere },
  { check: 'plus-build-too-close', file: 'x.go', text: 'package m\n\n// +build windows\n', proof: everywhere },
  {
    check: 'plus-build-after-block-comment',
    file: 'x.go',
    text: '/* x */\n\n// +build windows\n\npackage m\n',
    proof: everywhere,
  },
  { check: 'plus-build-invalid-literal', file: 'x.go', text: '// +build my-tag\n\npackage m\n', proof: nowhere },
  { check: 'plus-build-dangling-comma', file: 'x.go', text: '// +build linux, ignore\n\npackage m\n', proof: nowhere },
  {
    check: 'go-build-plus-build-mismatch',
    file: 'x.go',
    text: '//go:build linux || darwin\n// +build linux,darwin\n\npackage m\n',
    proof: { kind: 'vet-fails', words: '+build lines do not match //go:build condition' },
  },
  ...['linux && windows', '(a || b) && !a && !b', 'go1.21 && !go1.20', 'ios && !darwin', 'gc && gccgo'].map(
    (expression): Claim => ({
      check: 'constraint-unsatisfiable',
      file: 'x.go',
      text: `//go:build ${expression}\n\npackage m\n`,
      proof: nowhere,
    }),
  ),
  {
    check: 'constraint-contradicts-file-name',
    file: 'x_windows.go',
    text: '//go:build linux\n\npackage m\n',
    proof: nowhere,
  },
  {
    check: 'constraint-contradicts-file-name',
    file: 'x_linux_arm64.go',
    text: '//go:build amd64\n\npackage m\n',
    proof: nowhere,
  },
  {
    check: 'constraint-contradicts-cgo',
    file: 'x.go',
    text: '//go:build linux && !cgo\n\npackage m\n\nimport "C"\n',
    proof: nowhere,
  },
  { check: 'constraint-contradicts-cgo', file: 'x_js.go', text: 'package m\n\nimport "C"\n', proof: nowhere },
  ...['go113', 'go1.20.1', 'go1.18rc1', 'GO1.18', 'go1.01', 'go1', 'go1.0', 'go2'].map((tag): Claim => ({
    check: 'constraint-invalid-release-tag',
    file: 'x.go',
    text: `//go:build ${tag}\n\npackage m\n`,
    proof: nowhere,
  })),
  { check: 'tag-misspelt', file: 'x.go', text: '//go:build lniux\n\npackage m\n', proof: nowhere },
  { check: 'homoglyph-tag', file: 'x.go', text: '//go:build l\u0456nux\n\npackage m\n', proof: nowhere },
  { check: 'constraint-dead-release-tag', file: 'x.go', text: '//go:build !go1.21\n\npackage m\n', proof: nowhere },
  { check: 'constraint-dead-release-tag', file: 'x.go', text: '//go:build go1.26\n\npackage m\n', proof: everywhere },
  {
    check: 'constraint-lowers-language-version',
    file: 'main.go',
    text: `//go:build go1.20\n\n${loops}`,
    proof: { kind: 'prints', words: '333', without: '012' },
  },
  ...(
    [
      ['go1.18', 'func F() {\n\tfor i := range 10 {\n\t\tprintln(i)\n\t}\n}', 'requires go1.22'],
      ['go1.22', 'type S[T comparable] = map[T]int', 'requires go1.23'],
      ['go1.25', 'var P = new(42)', 'requires go1.26'],
    ] as const
  ).map(([tag, body, words]): Claim => ({
    check: 'constraint-lowers-language-version',
    file: 'x.go',
    text: `//go:build ${tag}\n\npackage m\n\n${body}\n`,
    proof: buildFails(words),
  })),
  { check: 'boolean-literal-tag', file: 'x.go', text: '//go:build true\n\npackage m\n', proof: nowhere },
  { check: 'boolean-literal-tag', file: 'x.go', text: '//go:build !false\n\npackage m\n', proof: everywhere },
  ...['amd64.v5', 'arm.8', 'arm64.v8', 'riscv64.rva22', 'mips.hard'].map((tag): Claim => ({
    check: 'feature-tag-invalid',
    file: 'x.go',
    text: `//go:build ${tag}\n\npackage m\n`,
    proof: nowhere,
  })),
  {
    check: 'goexperiment-unknown',
    file: 'x.go',
    text: '//go:build goexperiment.jsonv22\n\npackage m\n',
    proof: nowhere,
  },
  ...['macos', 'win32', 'x86_64', 'aarch64', 'osx'].map((tag): Claim => ({
    check: 'tag-foreign-alias',
    file: 'x.go',
    text: `//go:build ${tag}\n\npackage m\n`,
    proof: nowhere,
  })),
  { check: 'test-tag-assumed', file: 'x.go', text: '//go:build testing\n\npackage m\n', proof: nowhere },
  { check: 'file-name-accidental-constraint', file: 'unit_s390.go', text: 'package m\n', proof: nowhere },
  { check: 'file-name-not-a-constraint', file: 'x.pb_windows.go', text: 'package m\n', proof: everywhere },
  {
    check: 'file-name-not-a-constraint',
    file: 'x_unix.go',
    text: 'package m\n',
    others: { 'x_windows.go': 'package m\n' },
    proof: everywhere,
  },
  { check: 'constraint-future-release-tag', file: 'x.go', text: '//go:build go1.99\n\npackage m\n', proof: nowhere },
  {
    check: 'constraint-always-true',
    file: 'x.go',
    text: '//go:build linux || !linux\n\npackage m\n',
    proof: everywhere,
  },
  { check: 'port-unsupported', file: 'x.go', text: '//go:build linux && sparc64\n\npackage m\n', proof: nowhere },
  { check: 'ignore-file-not-main', file: 'x.go', text: '//go:build ignore\n\npackage m\n', proof: nowhere },
  { check: 'pseudo-ignore', file: 'x.go', text: '//go:build never\n\npackage m\n', proof: nowhere },
  { check: 'documentation-package', file: 'x.go', text: 'package documentation\n', proof: nowhere },
  { check: 'plus-build-empty', file: 'x.go', text: '// +build\n\npackage m\n', proof: nowhere },
  {
    check: 'plus-build-too-complex',
    file: 'x.go',
    text: `// +build ${Array.from({ length: 120 }, (_, at) => `a${at}`).join(' ')}\n\npackage m\n`,
    proof: everywhere,
  },
  {
    check: 'package-clause-mismatch',
    file: 'x.go',
    text: 'package main\n\nfunc main() {}\n',
    proof: buildFails('found packages'),
  },
  { check: 'package-clause-mismatch', file: 'x.go', text: 'package m_test\n', proof: buildFails('found packages') },
  {
    check: 'cgo-in-test-file',
    file: 'x_test.go',
    text: 'package m\n\nimport "C"\n',
    proof: { kind: 'vet-fails', words: 'use of cgo in test' },
  },
  {
    check: 'c-source-without-cgo-file',
    file: 'x.c',
    text: 'int f(void) { return 1; }\n',
    proof: buildFails('C source files not allowed when not using cgo or SWIG'),
  },
  { check: 'source-encoding', file: 'x.go', text: 'package\u0000 m\n', proof: buildFails('unexpected NUL') },
  { check: 'source-encoding', file: 'x.go', text: '// x\n\ufeffpackage m\n', proof: buildFails('') },
  {
    check: 'import-of-excluded-package',
    file: 'x.go',
    text: 'package m\n\nimport _ "claims.example/m/FOLDER/sub"\n',
    others: { 'sub/sub_windows.go': 'package sub\n' },
    proof: buildFails('build constraints exclude all Go files in'),
  },
  {
    check: 'import-of-excluded-package',
    file: 'x_test.go',
    text: 'package m_test\n\nimport _ "claims.example/m/FOLDER/sub"\n',
    others: { 'sub/sub_windows.go': 'package sub\n' },
    proof: { kind: 'vet-fails', words: 'build constraints exclude all Go files in' },
  },
  {
    check: 'function-body-missing',
    file: 'x.go',
    text: 'package m\n\nfunc add(a int) int\n',
    others: { 'x_windows.s': 'TEXT ·add(SB), 0, $0\n\tRET\n' },
    proof: buildFails('missing function body'),
  },
  {
    check: 'function-body-missing',
    file: 'x.go',
    text: 'package m\n\ntype T struct{}\n\nfunc (T) add(a int) int\n',
    others: { 'x.s': '//go:build !linux\n' },
    proof: buildFails('missing function body'),
  },
];

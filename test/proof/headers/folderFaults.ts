import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainSourceOf, sourceOf, testOf, unlike, clauseLineOf, withConstraint, type FaultPlanter } from './faults';

/** Files of one folder, or packages of one module, that do not go together. */

export const folderFaults: Readonly<Record<string, FaultPlanter>> = {
  'another package': (folder, random) => {
    const file = plainSourceOf(folder, random);
    const sources = folder.files.filter(({ isTest }) => !isTest);
    if (
      file === undefined ||
      sources.length < 3 ||
      sources.some(({ isConstrained }) => isConstrained) ||
      new Set(sources.map(({ packageName }) => packageName)).size > 1
    )
      return undefined;
    const name = random.pick([`${file.packageName}x`, 'main', `${file.packageName}_test`]);
    if (name === file.packageName) return undefined;
    const text = file.text.replace(/^package .*$/m, `package ${name}`);
    return {
      what: `${file.name}: package ${name}`,
      changes: new Map([[file.name, text]]),
      checks: ['package-clause-mismatch'],
      file: file.name,
      line: clauseLineOf(text),
      proof: { kind: 'folder', shows: (said) => said.some(({ Error }) => Error.startsWith('found packages')) },
    };
  },
  'another package on one system': (folder, random) => {
    const sources = folder.files.filter(({ isTest }) => !isTest);
    const name = `zz_planted_${random.pick(['linux', 'darwin', 'windows'])}.go`;
    const plain = sources.filter(({ isConstrained }) => !isConstrained);
    if (plain.length < 2 || plain.length < sources.length || folder.names.includes(name)) return undefined;
    return {
      what: `${name}: package planted`,
      changes: new Map([[name, 'package planted\n']]),
      checks: ['package-clause-mismatch'],
      file: name,
      line: 1,
      proof: { kind: 'folder', shows: (said) => said.some(({ Error }) => Error.startsWith('found packages')) },
    };
  },
  'C in a test': (folder, random) => {
    const file = testOf(folder, random);
    if (file === undefined) return undefined;
    const text = file.text.replace(/^package .*$/m, (clause) => `${clause}\n\nimport "C"`);
    return {
      what: `${file.name}: import "C"`,
      changes: new Map([[file.name, text]]),
      checks: ['cgo-in-test-file'],
      file: file.name,
      line: clauseLineOf(text) + 2,
      proof: { kind: 'folder', shows: (said) => said.some(({ Error }) => Error.includes('use of cgo in test')) },
    };
  },
  'C sources without cgo': (folder, random) => {
    if (/^(std|cmd)$/.test(folder.module.path)) return undefined;
    if (folder.files.some(({ cgo }) => cgo) || folder.names.some((name) => /\.(swig|swigcxx)$/.test(name)))
      return undefined;
    const name = `zz_planted${random.pick(['.c', '.cc', '.m', '_linux.c'])}`;
    if (folder.names.some((other) => /\.(c|cc|cpp|cxx|m|f|F|for|f90)$/.test(other))) return undefined;
    if (!folder.files.some(({ isTest, isConstrained }) => !isTest && !isConstrained)) return undefined;
    return {
      what: `${name} beside Go files without import "C"`,
      changes: new Map([[name, 'int planted(void) { return 1; }\n']]),
      checks: ['c-source-without-cgo-file'],
      file: name,
      line: 1,
      proof: {
        kind: 'list',
        deps: false,
        target: 'linux/amd64,cgo',
        words: 'source files not allowed when not using cgo or SWIG',
      },
    };
  },
  'a function without its body': (folder, random) => {
    const file = plainSourceOf(folder, random);
    // The compiler lets the standard library leave bodies out.
    if (file === undefined || /^(std|cmd)$/.test(folder.module.path)) return undefined;
    if (folder.files.some(({ cgo }) => cgo) || folder.names.some((name) => /\.(s|S|sx|syso|swig|swigcxx)$/.test(name)))
      return undefined;
    const assembly = `zz_planted_${random.pick(['arm64', '386', 'windows', 'darwin'])}.s`;
    return {
      what: `zz_planted.go has a function whose body only ${assembly} has`,
      changes: new Map([
        ['zz_planted.go', `package ${file.packageName}\n\nfunc zzPlanted()\n`],
        [assembly, 'TEXT ·zzPlanted(SB), 0, $0\n\tRET\n'],
      ]),
      checks: ['function-body-missing'],
      file: 'zz_planted.go',
      line: 3,
      // What go hands to the compiler for a build without assembly. Where it fails it removes its output, even a device.
      proof: {
        kind: 'command',
        args: ['tool', 'compile', '-complete', '-p', 'p', '-o', join(tmpdir(), 'gp-planted.o'), 'zz_planted.go'],
        words: 'missing function body',
      },
    };
  },
  'no UTF-8': (folder, random) => {
    const file = sourceOf(folder, random);
    if (file === undefined) return undefined;
    const [what, text, line] = random.pick([
      ['a NUL byte', file.text.replace(/^package /m, 'package\u0000 '), clauseLineOf(file.text)],
      ['a byte order mark below', file.text.replace(/^package /m, '\ufeffpackage '), clauseLineOf(file.text)],
    ] as const);
    return {
      what: `${file.name}: ${what}`,
      changes: new Map([[file.name, text]]),
      checks: ['source-encoding'],
      file: file.name,
      line,
      proof: { kind: 'folder', shows: (said) => said.some(({ Error }) => Error !== '') },
    };
  },
  'an import that some ports lack': (folder, random) => {
    const file = plainSourceOf(folder, random);
    // What the Go distribution imports go looks for in its own.
    if (file === undefined || /^(std|cmd)$/.test(folder.module.path)) return undefined;
    const system = random.pick(['linux', 'darwin', 'windows']);
    const clause = clauseLineOf(file.text);
    const path = `${folder.importPath}/zzplanted`;
    const text = file.text.replace(/^package .*$/m, (line) => `${line}\n\nimport _ "${path}"`);
    return {
      what: `${file.name} imports zzplanted, which only ${system} builds`,
      changes: new Map([
        [file.name, text],
        [`zzplanted/zz_${system}.go`, 'package zzplanted\n'],
      ]),
      checks: ['import-of-excluded-package'],
      file: file.name,
      line: clause + 2,
      proof: {
        kind: 'list',
        deps: true,
        target: system === 'linux' ? 'windows/amd64' : 'linux/amd64',
        words: 'build constraints exclude all Go files',
      },
    };
  },
  'a package that nothing first-class builds': (folder, random) => {
    const sources = folder.files.filter(({ isTest }) => !isTest);
    const all = folder.names.filter((name) => /^[^._].*\.go$/.test(name) && !name.endsWith('_test.go'));
    if (all.length !== sources.length || sources.some(({ isConstrained }) => isConstrained)) return undefined;
    const line = random.pick(['plan9', 'solaris || illumos', 'js && wasm', 'aix', 'dragonfly']);
    const texts = sources.map((file) => [file.name, withConstraint(file, [`//go:build ${line}`]).text] as const);
    const [first] = texts.toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (first === undefined) return undefined;
    return {
      what: `${sources.length} files for ${line} alone`,
      changes: new Map(texts),
      checks: ['package-excluded-on-target'],
      file: first[0],
      line: clauseLineOf(first[1]),
      proof: {
        kind: 'folder',
        shows: (said) => said.every(({ Go, Cgo }) => (Go?.length ?? 0) + (Cgo?.length ?? 0) === 0),
      },
    };
  },
  'the new form alone, for an old Go': (_, random) => {
    const system = random.pick(['linux', 'darwin', 'windows']);
    const text = `//go:build ${system}\n\npackage zzold\n`;
    return {
      what: `zzold/x.go of a module with go 1.16: //go:build ${system}`,
      changes: new Map([
        ['zzold/go.mod', 'module planted.example/zzold\n\ngo 1.16\n'],
        ['zzold/x.go', text],
      ]),
      checks: ['go-build-needs-plus-build'],
      file: 'zzold/x.go',
      line: 1,
      // To a go that does not know the line the file has none.
      proof: unlike('x.go', 'package zzold\n', text),
    };
  },
  'the old form in another order': (_, random) => {
    const [a = '', b = ''] = random.sample(['linux', 'darwin', 'windows', 'freebsd'], 2);
    const text = `//go:build ${a} || ${b}\n// +build ${b} ${a}\n\npackage zzold\n`;
    return {
      what: `zzold/x.go of a module with go 1.17: // +build ${b} ${a}`,
      changes: new Map([
        ['zzold/go.mod', 'module planted.example/zzold\n\ngo 1.17\n'],
        ['zzold/x.go', text],
        ['zzold/a.go', 'package zzold\n'],
      ]),
      checks: ['go-build-plus-build-order'],
      file: 'zzold/x.go',
      line: 2,
      proof: {
        kind: 'command',
        args: ['-C', 'zzold', 'vet', '.'],
        words: '+build lines do not match //go:build condition',
      },
    };
  },
};

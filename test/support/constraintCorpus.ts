/** Files that try every rule of names, headers and places in one module: each folder is a package. */

const names = [
  'x.go',
  'linux.go',
  'linux_test.go',
  'x_linux.go',
  'x_windows_test.go',
  'x_test_linux.go',
  'linux_amd64.go',
  'x_darwin_arm64.go',
  'x_amd64_windows.go',
  'x_windows_linux.go',
  'a__windows.go',
  'a_windows_.go',
  'a_windows_helper.go',
  'x_Linux.go',
  'x_unix.go',
  'foo_windows.pb.go',
  'foo.pb_windows.go',
  'y_ios.go',
  'y_android.go',
  'y_illumos_amd64.go',
  'y_js_wasm.go',
  'y_s390.go',
  'x_test_test.go',
  '_hidden_linux.go',
  '.dot.go',
];

/** Headers, up to the package clause. */
const headers = [
  '//go:build linux\n\n',
  '//go:build linux && !android\n\n',
  '//go:build linux || darwin || (solaris && !illumos)\n\n',
  '//go:build unix\n\n',
  '//go:build !unix && !windows\n\n',
  '//go:build cgo\n\n',
  '//go:build !cgo\n\n',
  '//go:build gc\n\n',
  '//go:build gccgo\n\n',
  '//go:build go1.1\n\n',
  '//go:build go1.99\n\n',
  '//go:build go1\n\n',
  '//go:build go1.0\n\n',
  '//go:build go1.01\n\n',
  '//go:build amd64.v1\n\n',
  '//go:build amd64.v2\n\n',
  '//go:build arm.7 || arm64.v8.0\n\n',
  '//go:build race\n\n',
  '//go:build ignore\n\n',
  '//go:build true\n\n',
  '//go:build custom\n\n',
  '//go:build boringcrypto || goexperiment.boringcrypto\n\n',
  '//go:build goexperiment.regabiwrappers\n\n',
  '//go:build goexperiment.dwarf5\n\n',
  '//go:build linux\npackage_glued_here:\n',
  '  \t//go:build windows\n\n',
  '\u00a0//go:build windows\n\n',
  '//go:build\u00a0windows\n\n',
  '\ufeff//go:build windows\n\n',
  '//go:build windows\r\n\r\n',
  '// Licence\n\n/* block */\n\n//go:build windows\n',
  '/*\n//go:build windows\n*/\n\n',
  '/* a */ //go:build windows\n\n',
  '/*\n*/ //go:build windows\n\n',
  '// go:build windows\n\n',
  '//go:buildx windows\n\n',
  '//Go:Build windows\n\n',
  '//go:build: windows\n\n',
  '//go:build linux &&\n\n',
  '//go:build linux darwin\n\n',
  '//go:build\n\n',
  '//go:build linux\n//go:build linux\n\n',
  '// +build linux\n\n',
  '// +build linux\n',
  '//+build linux darwin\n\n',
  '// +build linux,amd64 windows,!cgo\n\n',
  '// +build linux\n// +build amd64\n\n',
  '// +build\n\n',
  '// +build unit, !integration\n\n',
  '// +build my-tag\n\n',
  '// +build !my-tag\n\n',
  '/* Licence */\n\n// +build windows\n\n',
  '// +build windows\n\n/* Licence */\n\n',
  '// Licence\n\n// +build windows\n\n// doc\n',
  '//go:build linux\n// +build windows\n\n',
  `// +build ${'x '.repeat(102)}\n\n`,
];

const bodies = ['package p\n', 'package p\n\nimport "C"\n'];

/** Relative path -> content. Every header with a plain name, every name with a plain header, and both with cgo. */
export function constraintCorpus(): ReadonlyMap<string, string> {
  const files = new Map([['go.mod', 'module corpus.example/m\n\ngo 1.21\n']]);
  const add = (folder: string, name: string, text: string): void => {
    // A file without any condition keeps each package alive, so that go lists it.
    files.set(`${folder}/a.go`, 'package p\n');
    files.set(`${folder}/${name}`, text);
  };
  headers.forEach((header, at) => {
    if (header.includes('package_glued_here'))
      add(`h${at}`, 'x.go', header.replace('package_glued_here:\n', bodies[0] ?? ''));
    else bodies.forEach((body, cgo) => add(`h${at}c${cgo}`, 'x.go', header + body));
  });
  names.forEach((name, at) => {
    add(`n${at}`, name, 'package p\n');
    add(`n${at}e`, name, '//go:build !windows\n\npackage p\n');
  });
  return files;
}

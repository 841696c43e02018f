import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { gitIndexOf } from './gitIndexOf';
import { parseTxtar } from './txtar';

export interface CorpusFile {
  /** base name */
  readonly name: string;
  readonly text: string;
}

/** Every file of every fixture, and files of the Go distribution where there is one. */
export function fuzzCorpus(goroot: string | undefined): readonly CorpusFile[] {
  const files: CorpusFile[] = [
    {
      name: 'env',
      text: 'GOPROXY=https://proxy.example/a,https://u:p@b.example|direct\nGOFLAGS=-tags=a,b "-ldflags=-X a=b"\n',
    },
    {
      name: '.netrc',
      text: 'machine git.example.com login joe password hunter2\nmacdef init\nls\n\ndefault login x\n',
    },
    { name: 'index', text: Buffer.from(gitIndexOf(['go.mod', 'go.sum', 'a/b.go'])).toString('latin1') },
    { name: 'asm.s', text: '//go:build amd64\n\n#include "textflag.h"\n\nTEXT ·f(SB), $0\n\tRET\n' },
  ];
  const root = path.resolve('test/fixtures/checks');
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.txtar')) continue;
    const archive = parseTxtar(readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    for (const { name, data } of archive.files) {
      if (!name.endsWith('/')) files.push({ name: path.posix.basename(name), text: data });
    }
  }
  if (goroot === undefined) return files;
  const real = ['src/go.mod', 'src/go.sum', 'src/cmd/go.mod', 'src/cmd/go.sum', 'src/cmd/vendor/modules.txt', 'go.env'];
  for (const folder of ['src/os', 'src/net', 'src/go/build', 'src/runtime/cgo']) {
    if (!existsSync(path.join(goroot, folder))) continue;
    for (const name of readdirSync(path.join(goroot, folder)).slice(0, 40))
      if (/\.(go|s|c|h)$/.test(name)) real.push(`${folder}/${name}`);
  }
  for (const name of real) {
    const file = path.join(goroot, name);
    if (existsSync(file)) files.push({ name: path.basename(name), text: readFileSync(file, 'utf8').slice(0, 20_000) });
  }
  return files;
}

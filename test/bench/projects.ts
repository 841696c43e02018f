import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, chmodSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

export interface Project {
  readonly name: string;
  readonly dir: string;
  /** a Go file to edit: its header decides when it is built */
  readonly edited: string;
  /** the go.mod to edit, and a line to put below its others that is an error */
  readonly goMod: string;
  /** peers that need the module cache to be filled make sense */
  readonly hasModules: boolean;
  readonly isLarge: boolean;
}

export function goDistribution(goroot: string): readonly Project[] {
  const of = (name: string, folder: string, edited: string): Project => ({
    name,
    dir: path.join(goroot, folder),
    edited: path.join(goroot, folder, edited),
    goMod: path.join(goroot, folder, 'go.mod'),
    hasModules: false,
    isLarge: false,
  });
  return [of('Go src', 'src', 'os/exec_unix.go'), of('Go src/cmd', 'src/cmd', 'go/main.go')];
}

const thanos = 'github.com/thanos-io/thanos';

/** The tree of a module with some 400 requirements, fetched by `go mod download` and copied out of the module cache. */
export function thanosProject(scratch: string): Project {
  const dir = path.join(scratch, 'thanos');
  const answer = execFileSync('go', ['mod', 'download', '-json', `${thanos}@v0.39.2`], {
    cwd: scratch,
    encoding: 'utf8',
  });
  const { Dir } = JSON.parse(answer) as { Dir: string };
  cpSync(Dir, dir, { recursive: true });
  makeWritable(dir);
  return {
    name: 'thanos',
    dir,
    edited: path.join(dir, 'cmd/thanos/main.go'),
    goMod: path.join(dir, 'go.mod'),
    hasModules: true,
    isLarge: false,
  };
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(full);
    else if (entry.isFile()) chmodSync(full, 0o644);
  }
}

/** 100,000 files in 300 modules: the same every time. */
export function largeProject(scratch: string, files = 100_000, modules = 300): Project {
  const dir = path.join(scratch, 'large');
  const perModule = Math.ceil(files / modules);
  const perPackage = 12;
  for (let module = 0; module < modules && !existsSync(path.join(dir, `m${module}`)); module++) {
    const base = path.join(dir, `m${module}`);
    mkdirSync(base, { recursive: true });
    const previous =
      module > 0
        ? `\nrequire example.com/m${module - 1} v0.0.0\n\nreplace example.com/m${module - 1} => ../m${module - 1}\n`
        : '';
    writeFileSync(path.join(base, 'go.mod'), `module example.com/m${module}\n\ngo 1.24\n${previous}`);
    for (let file = 0; file < perModule; file++) {
      const name = `p${Math.floor(file / perPackage)}`;
      const folder = path.join(base, 'internal', name);
      if (file % perPackage === 0) mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, fileName(file)), goFile(module, file, name));
    }
  }
  const edited = path.join(dir, 'm7/internal/p1/f13.go');
  return { name: '100,000 files', dir, edited, goMod: path.join(dir, 'm7/go.mod'), hasModules: false, isLarge: true };
}

function fileName(file: number): string {
  return file % 12 === 5 ? `f${file}_linux.go` : file % 12 === 6 ? `f${file}_test.go` : `f${file}.go`;
}

function goFile(module: number, file: number, name: string): string {
  const constraint = file % 12 === 7 ? '//go:build linux && amd64\n\n' : file % 12 === 8 ? '//go:build !linux\n\n' : '';
  const local = module > 0 && file % 12 === 0 ? `\n\t_ "example.com/m${module - 1}"` : '';
  return `// Copyright The Authors. Licensed under the Apache License, Version 2.0.\n\n${constraint}package ${name}\n\nimport (\n\t"context"\n\t"fmt"\n\t"os"${local}\n)\n\n// F${file} does something.\nfunc F${file}(ctx context.Context) {\n${'\tfmt.Fprintln(os.Stderr, ctx)\n'.repeat(10)}}\n`;
}

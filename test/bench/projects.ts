import { cpSync, existsSync, mkdirSync, readdirSync, chmodSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { goPrints } from '../support/realGo';

export interface Project {
  readonly name: string;
  readonly dir: string;
  /** a Go file to edit: its header decides when it is built */
  readonly edited: string;
  /** the go.mod to edit; its module is the one that go commands for one module judge */
  readonly goMod: string;
  /** what `go` is told to look at */
  readonly packages: readonly string[];
  /** how `go` is run there */
  readonly goEnvironment: Readonly<Record<string, string>>;
}

/** Nothing is changed and no toolchain is fetched; a go.work that happens to lie above is none of ours. */
const harmless = { GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', GOWORK: 'off' };

/** How many Go files a tree has, wherever they lie: those that the bare scan reads. */
export function countGoFiles(dir: string): number {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go')).length;
}

/** A folder of the installed Go's own sources, which nobody writes to. */
export function goDistribution(name: string, folder: string, edited: string): Project {
  const dir = path.join(go(['env', 'GOROOT'], process.cwd()).trim(), folder);
  return {
    ...{ name, dir, edited: path.join(dir, edited), goMod: path.join(dir, 'go.mod'), packages: ['./...'] },
    goEnvironment: { ...harmless, GOPROXY: 'off' },
  };
}

/** Pinned to the newest version all of whose requirements a proxy serves that refuses zenhack.net. */
const thanos = 'github.com/thanos-io/thanos@v0.36.1';

/**
 * The tree of a module that requires many (600 in its module graph), copied out of the module cache. It and what it
 * requires are fetched by `go mod download`.
 */
export function thanosProject(scratch: string): Project {
  const dir = path.join(scratch, 'thanos');
  const { Dir } = JSON.parse(go(['mod', 'download', '-json', thanos], scratch)) as { Dir: string };
  cpSync(Dir, dir, { recursive: true });
  makeWritable(dir);
  go(['mod', 'download'], dir);
  return {
    ...{ name: 'thanos v0.36.1', dir, edited: path.join(dir, 'cmd/thanos/main.go'), goMod: path.join(dir, 'go.mod') },
    ...{ packages: ['./...'], goEnvironment: harmless },
  };
}

function go(args: readonly string[], cwd: string): string {
  return goPrints(args, { cwd, env: harmless, deadlineMs: 900_000 });
}

function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(full);
    else if (entry.isFile()) chmodSync(full, 0o644);
  }
}

/** 100,000 files in 300 modules: the same every time, and nothing wrong with them. */
export function largeProject(scratch: string, files = 100_000, modules = 300): Project {
  const dir = path.join(scratch, 'large');
  const perModule = Math.ceil(files / modules);
  const perPackage = 12;
  for (let module = 0; module < modules && !existsSync(path.join(dir, `m${module}`)); module++) {
    const base = path.join(dir, `m${module}`);
    mkdirSync(base, { recursive: true });
    writeFileSync(path.join(base, 'go.mod'), goMod(module));
    writeFileSync(path.join(base, 'doc.go'), `// Package m${module} is the front of its module.\npackage m${module}\n`);
    for (let file = 0; file < perModule; file++) {
      const name = `p${Math.floor(file / perPackage)}`;
      const folder = path.join(base, 'internal', name);
      if (file % perPackage === 0) mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, fileName(file)), goFile(module, file, name));
    }
  }
  // `go` sees so many modules at once through a go.work only. It lies outside: the repository itself has none.
  const names = Array.from({ length: modules }, (_, module) => `m${module}`);
  const goWork = path.join(scratch, 'large.work');
  writeFileSync(goWork, ['go 1.24', ...names.map((name) => `use ./large/${name}`), ''].join('\n'));
  return {
    ...{ name: '100,000 files, 300 modules', dir, edited: path.join(dir, 'm7/internal/p1/f13.go') },
    ...{ goMod: path.join(dir, 'm7/go.mod'), packages: names.map((name) => `./${name}/...`) },
    goEnvironment: { ...harmless, GOPROXY: 'off', GOWORK: goWork },
  };
}

function fileName(file: number): string {
  return file % 12 === 5 ? `f${file}_linux.go` : file % 12 === 6 ? `f${file}_test.go` : `f${file}.go`;
}

/** The modules that a module needs: the one that it imports comes first, then what that one needs. */
function needed(module: number): number[] {
  if (module === 0) return [];
  const imported = Math.floor(module / 10);
  return [imported, ...needed(imported)];
}

/** As `go mod tidy` writes it. */
function goMod(module: number): string {
  const needs = needed(module).map((other) => `example.com/m${other}`);
  const requires = needs.map((name, at) => `\nrequire ${name} v0.0.0${at > 0 ? ' // indirect' : ''}\n`);
  const replaces = needs.map((name) => `\nreplace ${name} => ../${path.basename(name)}\n`);
  return [`module example.com/m${module}\n\ngo 1.24\n`, ...requires, ...replaces].join('');
}

function goFile(module: number, file: number, name: string): string {
  const constraint = file % 12 === 7 ? '//go:build linux && amd64\n\n' : file % 12 === 8 ? '//go:build !linux\n\n' : '';
  const [imported] = needed(module);
  const local = imported !== undefined && file % 12 === 0 ? `\n\t_ "example.com/m${imported}"` : '';
  return `// Copyright The Authors. Licensed under the Apache License, Version 2.0.\n\n${constraint}package ${name}\n\nimport (\n\t"context"\n\t"fmt"\n\t"os"${local}\n)\n\n// F${file} does something.\nfunc F${file}(ctx context.Context) {\n${'\tfmt.Fprintln(os.Stderr, ctx)\n'.repeat(10)}}\n`;
}

import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ReportFinding } from './report';

/** One way in which a module breaks, and where the fault must be found. */
export interface Mutation {
  readonly name: string;
  /** Breaks the module; undefined where it has nothing of the kind to break. */
  apply(module: ModuleOnDisk): Promise<Broken | undefined>;
}

export interface Broken {
  /** any of these counts as found */
  readonly isFound: (finding: ReportFinding) => boolean;
  /** what was done, for the log */
  readonly what: string;
  /** the file that was changed or made, absolute */
  readonly file: string;
  /** puts everything back */
  readonly restore: () => Promise<void>;
}

export interface ModuleOnDisk {
  readonly dir: string;
  /** module paths that packages of the module import without tags, with the versions that go.mod requires */
  readonly direct: readonly Requirement[];
  /** a Go file without constraints, relative */
  readonly plainFile: string;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
}

/** Changes one file and says how to undo it. */
async function edit(file: string, change: (text: string) => string): Promise<() => Promise<void>> {
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the mutation changed nothing in ${file}`);
  await writeFile(file, after);
  return () => writeFile(file, before);
}

/** One-based line of the first line that `test` accepts. */
async function lineWhere(file: string, test: (line: string) => boolean): Promise<number> {
  const at = (await readFile(file, 'utf8')).split('\n').findIndex(test);
  if (at < 0) throw new Error(`no such line in ${file}`);
  return at + 1;
}

const requires =
  ({ path, version }: Requirement) =>
  (line: string): boolean =>
    line.split(/\s+/).includes(path) && line.split(/\s+/).includes(version);

function at(file: string, line: number, ...checks: string[]): Broken['isFound'] {
  return (finding) => checks.includes(finding.check) && finding.file === file && finding.range?.start.line === line;
}

function withoutSum({ path, version }: Requirement, suffix: string): (text: string) => string {
  return (text) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith(`${path} ${version}${suffix} `))
      .join('\n');
}

export const mutations: readonly Mutation[] = [
  {
    name: 'needed zip hash deleted',
    apply: ({ dir, direct }) => missingSum(dir, direct, '', ['gosum-missing-zip-hash']),
  },
  {
    name: '/go.mod hash deleted',
    apply: ({ dir, direct }) => missingSum(dir, direct, '/go.mod', ['gosum-missing-gomod-hash']),
  },
  {
    name: 'hash flipped',
    apply: async ({ dir, direct }) => {
      const target = direct[0];
      if (!target) return undefined;
      const sum = join(dir, 'go.sum');
      const isLine = (line: string): boolean => line.startsWith(`${target.path} ${target.version} h1:`);
      const line = await lineWhere(sum, isLine);
      const restore = await edit(sum, (text) =>
        text
          .split('\n')
          .map((row) =>
            isLine(row) ? row.replace(/h1:(.)/, (_, first: string) => `h1:${first === 'A' ? 'B' : 'A'}`) : row,
          )
          .join('\n'),
      );
      return { what: target.path, file: sum, restore, isFound: at('go.sum', line, 'gosum-cache-mismatch') };
    },
  },
  {
    name: 'require dropped',
    apply: async ({ dir, direct }) => {
      const target = leaf(direct);
      if (!target) return undefined;
      const lines = await importLines(dir, target.path);
      const restore = await edit(join(dir, 'go.mod'), (text) =>
        text
          .split('\n')
          .filter((line) => !requires(target)(line) || line.includes('=>'))
          .join('\n'),
      );
      return {
        what: target.path,
        file: join(dir, 'go.mod'),
        restore,
        isFound: (finding) =>
          ['require-missing', 'import-nested-module'].includes(finding.check) &&
          lines.has(`${finding.file ?? ''}:${finding.range?.start.line ?? 0}`) &&
          finding.message.includes(target.path),
      };
    },
  },
  {
    name: 'unused require added',
    apply: ({ dir }) => appended(dir, 'require example.com/never/imported v1.2.3', ['require-unused']),
  },
  {
    name: '// indirect flipped',
    apply: async ({ dir, direct }) => {
      const target = leaf(direct);
      if (!target) return undefined;
      const mod = join(dir, 'go.mod');
      const line = await lineWhere(mod, requires(target));
      const restore = await edit(mod, (text) =>
        text
          .split('\n')
          .map((row, at) => (at === line - 1 ? `${row} // indirect` : row))
          .join('\n'),
      );
      return { what: target.path, file: mod, restore, isFound: at('go.mod', line, 'require-should-be-direct') };
    },
  },
  {
    name: 'conflicting duplicate',
    apply: async ({ dir, direct }) => {
      const target = leaf(direct);
      if (!target) return undefined;
      const major = /\/v(\d+)$/.exec(target.path)?.[1];
      return appended(
        dir,
        `require ${target.path} ${major === undefined ? 'v0.0.0-20010101000000-000000000000' : `v${major}.0.0-0`}`,
        ['require-duplicate-conflicting'],
      );
    },
  },
  {
    name: 'replace to a missing folder',
    apply: async ({ dir, direct }) => {
      const target = leaf(direct);
      return (
        target &&
        appended(dir, `replace ${target.path} => ../go-preflight-no-such-folder`, [
          'replace-target-missing',
          'gomod-replace-target-missing',
        ])
      );
    },
  },
  {
    name: '//go:build linux &&',
    apply: async ({ dir, plainFile }) => {
      const restore = await edit(join(dir, plainFile), (text) => `//go:build linux &&\n\n${text}`);
      return {
        what: plainFile,
        file: join(dir, plainFile),
        restore,
        isFound: at(plainFile, 1, 'go-build-syntax-error'),
      };
    },
  },
  {
    name: 'x_windows.go with //go:build linux',
    apply: async ({ dir, plainFile }) => {
      const source = await readFile(join(dir, plainFile), 'utf8');
      const name = /^package (\w+)/m.exec(source)?.[1] ?? 'main';
      const file = join(dirname(plainFile), 'gopreflight_windows.go');
      await writeFile(join(dir, file), `//go:build linux\n\npackage ${name}\n`);
      return {
        what: file,
        file: join(dir, file),
        restore: () => rm(join(dir, file)),
        isFound: at(file, 1, 'constraint-contradicts-file-name'),
      };
    },
  },
];

/** A required module that no other one has as a path prefix, so that dropping it leaves no other provider. */
function leaf(direct: readonly Requirement[]): Requirement | undefined {
  return direct.find(
    ({ path }) =>
      !direct.some(
        (other) => other.path !== path && (path.startsWith(`${other.path}/`) || other.path.startsWith(`${path}/`)),
      ),
  );
}

async function missingSum(
  dir: string,
  direct: readonly Requirement[],
  suffix: string,
  checks: string[],
): Promise<Broken | undefined> {
  const target = leaf(direct);
  if (!target) return undefined;
  const restore = await edit(join(dir, 'go.sum'), withoutSum(target, suffix));
  const line = await lineWhere(join(dir, 'go.mod'), requires(target));
  return {
    what: `${target.path}${suffix}`,
    file: join(dir, 'go.sum'),
    restore,
    isFound: at('go.mod', line, ...checks),
  };
}

async function appended(dir: string, text: string, checks: string[]): Promise<Broken> {
  const mod = join(dir, 'go.mod');
  const restore = await edit(mod, (before) => `${before.trimEnd()}\n\n${text}\n`);
  const line = await lineWhere(mod, (row) => row === text);
  return { what: text, file: mod, restore, isFound: at('go.mod', line, ...checks) };
}

/** `file:line` of each import of a package of a module, by the text alone. */
async function importLines(dir: string, path: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.go')) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    if (!text.includes(`"${path}`)) continue;
    text.split('\n').forEach((line, at) => {
      const imported = /^(?:import)?\s*(?:[\w.]+\s+)?"([^"]+)"/.exec(line)?.[1];
      if (imported === path || imported?.startsWith(`${path}/`) === true)
        found.add(`${relative(dir, file).replaceAll('\\', '/')}:${at + 1}`);
    });
  }
  return found;
}

/** Finds what the mutations need to know of a module. */
export async function inspectModule(dir: string, direct: readonly Requirement[]): Promise<ModuleOnDisk> {
  const sum = existsSync(join(dir, 'go.sum')) ? await readFile(join(dir, 'go.sum'), 'utf8') : '';
  const hashed = direct.filter(
    ({ path, version }) => sum.includes(`\n${path} ${version} h1:`) || sum.startsWith(`${path} ${version} h1:`),
  );
  return { dir, direct: hashed, plainFile: await findPlainFile(dir) };
}

async function findPlainFile(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(dir.length + 1);
    if (!entry.isFile() || !/^[a-z]+\.go$/.test(entry.name) || entry.name === 'doc.go') continue;
    if (/(^|\/)(testdata|vendor|[._][^/]*)\//.test(`/${path}`)) continue;
    const text = await readFile(join(dir, path), 'utf8');
    if (!/^\/\/ ?(go:build|\+build)/m.test(text) && /^package \w+/m.test(text) && !/^package documentation/m.test(text))
      return path;
  }
  throw new Error(`${dir} has no plain Go file`);
}

import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  readonly from: string;
  /** as it is written */
  readonly specifier: string;
  /** the file of ours that it names; undefined for packages, Node's modules and data */
  readonly target: string | undefined;
}

export type Sources = ReadonlyMap<string, string>;

/**
 * Every import of a set of files, by TypeScript's own scanner: static, `import type`, re-export, `import()`, `require()`,
 * and `import('x').T` in a type.
 */
export function importsOf(sources: Sources): readonly Import[] {
  return [...sources].flatMap(([from, text]) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => ({
      from,
      specifier,
      target: specifier.startsWith('.') ? resolve(sources, from, specifier) : undefined,
    })),
  );
}

function resolve(sources: Sources, from: string, specifier: string): string | undefined {
  const base = posix.join(posix.dirname(from), specifier);
  return [`${base}.ts`, `${base}/index.ts`, base].find((file) => sources.has(file));
}

/** What each layer may import (DESIGN.md, "Layers"), written down a second time so that the fence cannot be wrong alone. */
export const allowedLayers: Readonly<Record<string, readonly string[]>> = {
  base: [],
  engine: ['base'],
  host: ['base', 'engine'],
  report: ['base', 'engine'],
  protocol: ['engine'],
  server: ['base', 'engine', 'host', 'report', 'protocol'],
  cli: ['base', 'engine', 'host', 'report'],
  webview: ['protocol'],
  extension: ['base', 'protocol'],
};

/** Inside the engine: what its parts may import beside themselves; `index.ts` and `engine.ts` see all of them. */
const allowedParts: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'ports.ts': ['model'],
  parse: ['model'],
  constraints: ['model', 'parse'],
  tree: ['model', 'ports.ts', 'parse', 'constraints'],
  l10n: ['model', 'messages.ts'],
  'messages.ts': ['model'],
  facts: ['model', 'ports.ts', 'parse', 'constraints', 'tree'],
  config: ['model', 'ports.ts', 'parse', 'messages.ts'],
  snapshot: ['model', 'parse', 'constraints', 'facts', 'ask'],
  symbols: ['model', 'parse', 'constraints', 'tree'],
  modfile: ['model', 'parse', 'facts'],
  checks: ['model', 'parse', 'constraints', 'facts', 'modfile', 'messages.ts'],
  ask: ['model', 'parse', 'constraints', 'facts', 'modfile'],
  fix: ['model', 'ports.ts', 'parse', 'facts'],
  run: ['model', 'ports.ts', 'parse', 'facts', 'config', 'messages.ts'],
};

/** Single files that see one part more, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'src/engine/model/check.ts': 'facts', // the contract of a check names what it is given
  'src/engine/ask/openQuestions.ts': 'ports.ts', // opens what questions are asked of
  'src/engine/checks/policy/config-invalid.ts': 'config', // its subject is the configuration
};

export const layerOf = (file: string): string => file.split('/')[1] ?? '';
const partOf = (file: string): string => file.split('/')[2] ?? '';
const familyOf = (file: string): string | undefined => /^src\/engine\/checks\/([^/]+)\//.exec(file)?.[1];

/** Imports between our own files that the table forbids. */
export function forbiddenImports(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, target, specifier }) => {
    const why = target === undefined ? undefined : objection(from, target);
    return why === undefined ? [] : [`${from} imports ${specifier}: ${why}`];
  });
}

function objection(from: string, target: string): string | undefined {
  const [own, other] = [layerOf(from), layerOf(target)];
  if (!target.startsWith('src/')) return `src imports nothing outside src`;
  if (own !== other) {
    if (!allowedLayers[own]?.includes(other)) return `${own} may not import ${other}`;
    if (other === 'engine' && target !== 'src/engine/index.ts') return 'other layers import the façade only';
    return undefined;
  }
  return own === 'engine' ? partObjection(from, target) : undefined;
}

function partObjection(from: string, target: string): string | undefined {
  const [own, other] = [partOf(from), partOf(target)];
  if (own === 'engine.ts' || own === 'index.ts') return undefined;
  if (own === other) {
    const [family, otherFamily] = [familyOf(from), familyOf(target)];
    const foreign = family !== undefined && otherFamily !== undefined && family !== otherFamily;
    return foreign ? `family ${family} may not import family ${otherFamily}` : undefined;
  }
  if (exceptions[from] === other) return undefined;
  return allowedParts[own]?.includes(other) ? undefined : `engine/${own} may not import engine/${other}`;
}

/** Cycles of imports, each as the files along it, the alphabetically first one first. */
export function cyclesOf(imports: readonly Import[]): readonly string[] {
  const graph = new Map<string, Set<string>>();
  for (const { from, target } of imports) {
    if (target === undefined) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(target));
  }
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.add(rotate(trail.slice(start)).join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return [...cycles];
}

function rotate(cycle: readonly string[]): readonly string[] {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  return [...cycle.slice(first), ...cycle.slice(0, first), cycle[first] ?? ''];
}

/** Relative imports that lead nowhere: a graph with holes proves nothing. */
export function danglingImports(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(
      ({ specifier, target }) => specifier.startsWith('.') && target === undefined && !/\.(json|mjs)$/.test(specifier),
    )
    .map(({ from, specifier }) => `${from} imports ${specifier}, which does not exist`);
}

/** Package imports that package.json does not declare, or that reach inside a package past its front door. */
export function strayPackages(
  imports: readonly Import[],
  declared: ReadonlySet<string>,
  doors: ReadonlySet<string>,
): readonly string[] {
  return imports.flatMap(({ from, specifier }) => {
    if (/^[./]|^node:/.test(specifier) || specifier === 'vscode') return [];
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    if (!declared.has(name)) return [`${from} imports ${specifier}, which package.json does not declare for it`];
    return specifier === name || doors.has(specifier) ? [] : [`${from} imports ${specifier}, the inside of ${name}`];
  });
}

import { whereFrom, type EnvironmentRow } from '../ask/environmentAnswer';
import { answerIn, type GoFound } from '../ask/goAnswerIn';
import type { Question } from '../ask/question';
import { versionTable } from '../ask/versionTable';
import { basename } from '../../base/paths';
import { cgoState } from '../facts/cgo/cgoState';
import { findOnPath, programOf } from '../facts/cgo/cgoDefault';
import { nativePath } from '../facts/environment/osVariable';
import type { Facts } from '../facts/factStore';
import { parseGoProxy } from '../parse/goProxy';
import { moduleFacts, workspaceFacts } from './moduleFacts';
import { checkedOutRevision } from './revision';
import {
  snapshotKind,
  snapshotVersion,
  type CompilerFacts,
  type ProxyFacts,
  type Snapshot,
  type ToolchainFacts,
  type VariableFacts,
} from './snapshot';
import { systemFacts } from './systemFacts';
import { toolFacts } from './toolFacts';

export interface SnapshotOptions {
  /** absolute */
  readonly folder: string;
  /** of Go Preflight */
  readonly version: string;
  /** ISO 8601, UTC */
  readonly takenAt: string;
  /** whether go may be asked which versions the tools have: the one process of all questions */
  readonly mayRun: boolean;
}

/**
 * The environment of a folder as it is: secrets, names and the home folder are in it. It leaves this process as
 * `redactedSnapshot` of the report layer makes it, never otherwise.
 */
export function takeSnapshot({ folder, version, takenAt, mayRun }: SnapshotOptions): Question<Snapshot> {
  return async (facts) => {
    const { rows } = await whereFrom(folder)(facts);
    const { rows: versions } = await versionTable(folder)(facts);
    return {
      schemaVersion: snapshotVersion,
      kind: snapshotKind,
      tool: { name: 'go-preflight', version },
      takenAt,
      folder: nativePath(facts.environment, folder),
      profile: mayRun ? 'offline' : 'static',
      system: await systemFacts(facts),
      toolchain: toolchainFacts(await answerIn(folder, facts), facts),
      variables: rows.map(variableFacts).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      proxies: proxyFacts(rows),
      compilers: await compilerFacts(rows, facts),
      tools: await toolFacts(mayRun, facts),
      revision: (await checkedOutRevision(folder, facts)) ?? null,
      workspace: await workspaceFacts(folder, facts),
      modules: await moduleFacts(folder, facts),
      versions: versions.map(({ path, kind, place, text, float, meaning }) => ({
        file: path,
        kind,
        about: place,
        text: float ?? text,
        meaning,
      })),
    };
  };
}

function toolchainFacts({ outcome, command, runs }: GoFound, facts: Facts): ToolchainFacts {
  const native = (path: string): string => nativePath(facts.environment, path);
  return {
    outcome,
    command: command
      ? {
          toolchain: command.toolchain,
          path: native(command.shimPath ?? command.path),
          goroot: native(command.goroot),
          source: command.source,
          manager: command.manager ?? null,
        }
      : null,
    runs: runs
      ? { toolchain: runs.toolchain, version: runs.version, path: runs.path === undefined ? null : native(runs.path) }
      : null,
  };
}

function variableFacts({ name, value, source, layers, elsewhere }: EnvironmentRow): VariableFacts {
  const winner = layers.find((layer) => layer.source === source && layer.value === value);
  return {
    name,
    value,
    source,
    hides: layers
      .filter((layer) => layer !== winner && layer.source !== 'default')
      .map((layer) => ({ source: layer.source, value: layer.value })),
    elsewhere: elsewhere.map(({ setting, value: given }) => ({ setting, value: given })),
  };
}

function proxyFacts(rows: readonly EnvironmentRow[]): readonly ProxyFacts[] {
  const { entries } = parseGoProxy(valueIn(rows, 'GOPROXY'));
  return entries.map(({ text, separator }) => ({ url: text, separator }));
}

async function compilerFacts(rows: readonly EnvironmentRow[], facts: Facts): Promise<readonly CompilerFacts[]> {
  const { compilerPath } = await facts.get(cgoState);
  const found: CompilerFacts[] = [];
  for (const name of ['CC', 'CXX'] as const) {
    const command = valueIn(rows, name);
    const path = name === 'CC' ? compilerPath : await findOnPath(programOf(command), facts);
    const real = path === undefined ? undefined : await facts.realPath(path);
    found.push({
      name,
      command,
      path: path === undefined ? null : nativePath(facts.environment, path),
      realPath: real === undefined ? null : nativePath(facts.environment, real),
      version: (real !== undefined && versionInName(basename(real))) || null,
    });
  }
  return found;
}

/** Distributions put the version behind the name, and the plain name is a link: `gcc-14`, `clang-19`, `g++-14.2`. */
function versionInName(name: string): string | undefined {
  return /-(\d+(?:\.\d+)*)(?:\.exe)?$/.exec(name)?.[1];
}

function valueIn(rows: readonly EnvironmentRow[], name: string): string {
  return rows.find((row) => row.name === name)?.value ?? '';
}

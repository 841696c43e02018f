import { dirname, joinPath } from '../../../base/paths';
import { lineRange, type Location } from '../../model/range';
import { parseDockerfile, type Dockerfile } from '../../parse/ci/dockerfile';
import { parseWorkflow, type Workflow } from '../../parse/ci/githubWorkflow';
import { docker } from '../../parse/ci/sources/docker';
import { runsGo } from '../../parse/ci/goInvocations';
import { github } from '../../parse/ci/sources/github';
import { fits } from '../../parse/ci/sources/sourceFormat';
import type { Fact, Facts } from '../factStore';
import { goModLookup } from '../go/governingFile';
import { treeLists } from '../treeLists';

/**
 * A workflow of GitHub, or of a forge that runs the same format; undefined where the
 * file is none, or cannot concern Go. Key: the file.
 */
export const workflow: Fact<Workflow | undefined> = {
  name: 'workflow',
  compute: async (file, facts) => {
    const text = (await facts.readText(file)) ?? '';
    // To parse YAML costs milliseconds a file, and most workflows have nothing to do with Go.
    return github.hint.test(text) ? parseWorkflow(text) : undefined;
  },
};

/** Also one that runs the Go of its machine, which all of GitHub's have. Key: the file. */
const buildingWorkflow: Fact<Workflow | undefined> = {
  name: 'buildingWorkflow',
  compute: async (file, facts) => {
    const known = await facts.get(workflow, file);
    if (known) return known;
    const text = (await facts.readText(file)) ?? '';
    return runsGo.test(text) ? parseWorkflow(text) : undefined;
  },
};

/** undefined where it cannot concern Go. Key: the file. */
export const dockerfile: Fact<Dockerfile | undefined> = {
  name: 'dockerfile',
  compute: async (file, facts) => {
    const text = (await facts.readText(file)) ?? '';
    return docker.hint.test(text) ? parseDockerfile(text) : undefined;
  },
};

export interface CiFile<T> {
  /** absolute */
  readonly file: string;
  /** relative to the verified folder */
  readonly path: string;
  readonly content: T;
}

export async function workflowsOf(root: string, facts: Facts): Promise<readonly CiFile<Workflow>[]> {
  return readAll(root, facts, (path) => fits(github, path), workflow);
}

/** Those that may build something with go. */
export async function buildingWorkflowsOf(root: string, facts: Facts): Promise<readonly CiFile<Workflow>[]> {
  return readAll(root, facts, (path) => fits(github, path), buildingWorkflow);
}

export async function dockerfilesOf(root: string, facts: Facts): Promise<readonly CiFile<Dockerfile>[]> {
  return readAll(root, facts, (path) => fits(docker, path), dockerfile);
}

async function readAll<T>(
  root: string,
  facts: Facts,
  isWanted: (path: string) => boolean,
  fact: Fact<T | undefined>,
): Promise<CiFile<T>[]> {
  const tree = await facts.get(treeLists, root);
  const files: CiFile<T>[] = [];
  for (const path of tree.otherFiles.filter(isWanted)) {
    const file = joinPath(root, path);
    const content = await facts.get(fact, file);
    if (content !== undefined) files.push({ file, path, content });
  }
  return files;
}

/** A module of the repository with the Go that its go.mod needs. */
export interface NeededGo {
  /** relative folder */
  readonly path: string;
  /** value of the go line */
  readonly required: string;
  /** of that value in go.mod */
  readonly place: Location;
}

/** What the modules of the repository need; one without a go line needs nothing. Key: the verified folder. */
export const neededGo: Fact<readonly NeededGo[]> = {
  name: 'neededGo',
  compute: async (root, facts) => {
    const tree = await facts.get(treeLists, root);
    const needed: NeededGo[] = [];
    for (const path of tree.modules) {
      const goMod = joinPath(root, path, 'go.mod');
      const line = goModLookup((await facts.readText(goMod)) ?? '', 'go');
      if (!line) continue;
      const range = lineRange(line.line, line.startColumn, line.endColumn);
      needed.push({ path, required: line.value, place: { file: goMod, range } });
    }
    return needed;
  },
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** The module that holds a folder, by the nearest go.mod at or above it. Paths are relative to the verified folder. */
export function moduleHolding(modules: readonly string[], folder: string): string | undefined {
  for (let at = folder; ; at = at.includes('/') ? dirname(at) : '') {
    if (modules.includes(at)) return at;
    if (at === '') return undefined;
  }
}

import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constraintCorpus } from '../support/constraintCorpus';
import {
  allOracleTargets,
  compareWithGoList,
  scanFolders,
  type OracleTarget,
  type ScannedFolder,
} from '../support/goListOracle';
import { goEnv } from '../support/realGo';
import { headerCondition } from '../../src/engine/constraints/inclusion';
import { tagKind } from '../../src/engine/constraints/tagKind';
import { tagsOf } from '../../src/engine/parse/buildExpr';
import type { Tree } from './trees';

export interface BuildTagsProof {
  readonly tree: string;
  /** decisions about a file in one build */
  readonly decisions: number;
  /** ports, with cgo and without */
  readonly targets: number;
  /** the tags that are set beside those of the target, one set after the other */
  readonly tagSets: readonly (readonly string[])[];
  readonly disagreements: readonly string[];
}

/** The Go distribution, its commands, and a corpus of odd files, which is written into an existing folder. */
export function treesOfGo(work: string): readonly Tree[] {
  const corpus = join(realpathSync(work), 'constraint-corpus');
  for (const [name, text] of constraintCorpus()) {
    const file = join(corpus, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const source = join(goEnv('GOROOT'), 'src');
  return [source, join(source, 'cmd'), corpus].map((dir) => ({ name: dir, dir }));
}

/** Whether we take the files that `go list` takes: on every port of the installed Go, with cgo off and on, with the tree's own tags. */
export function proveDecisionsOn(tree: Tree, targets: readonly OracleTarget[] = allOracleTargets()): BuildTagsProof {
  const folders = scanFolders(tree.dir);
  const tagSets = tagSetsOf(folders);
  let decisions = 0;
  const disagreements: string[] = [];
  for (const tags of tagSets)
    for (const target of targets) {
      const comparison = compareWithGoList(tree.dir, folders, { ...target, tags });
      decisions += comparison.decisions;
      for (const { file, target: name, ours, go } of comparison.disagreements)
        disagreements.push(
          `${file} for ${name}: go ${go ? 'takes' : 'leaves'} it, we ${ours === true ? 'take' : 'leave'} it`,
        );
    }
  return { tree: tree.name, decisions, targets: targets.length, tagSets, disagreements };
}

/**
 * No tag, each tag of the tree on its own, and all of them. Tags that never meet in one file share a set: for each file that
 * is as if they were set one after the other.
 */
function tagSetsOf(folders: readonly ScannedFolder[]): readonly (readonly string[])[] {
  const perFile = folders.flatMap(({ files }) => files.map(({ constraints }) => ownTags(headerCondition(constraints))));
  const sets: string[][] = [];
  const all = [...new Set(perFile.flat())].toSorted();
  for (const tag of all) {
    const met = new Set(perFile.filter((tags) => tags.includes(tag)).flat());
    const free = sets.find((set) => set.every((other) => !met.has(other)));
    if (free) free.push(tag);
    else sets.push([tag]);
  }
  return [[], ...sets, ...(sets.length > 1 ? [all] : [])];
}

function ownTags(condition: ReturnType<typeof headerCondition>): readonly string[] {
  if (condition.kind !== 'expression') return [];
  return [...new Set(tagsOf(condition.expr).map(({ tag }) => tag))].filter(
    (tag) => tagKind(tag).kind === 'custom' && /^[\w.]+$/.test(tag),
  );
}

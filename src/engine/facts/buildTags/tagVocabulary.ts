import { getOrSet } from '../../../base/getOrSet';
import { joinPath } from '../../../base/paths';
import type { ConstraintTable } from '../../constraints/constraintTable';
import { tagKind } from '../../constraints/tagKind';
import { wellKnownTags } from '../../constraints/wellKnownTags';
import type { CheckOptions } from '../../model/check';
import type { Fact, Facts } from '../factStore';
import { folderGroups, type FolderGroup } from '../packages/folderGroups';
import { treeLists } from '../treeLists';
import { constraintTable } from './constraintTable';

/** How many files of a module, what its go.mod ignores included, name each tag that only -tags can set. Key: its folder. */
const customTagsOfModule: Fact<ReadonlyMap<string, number>> = {
  name: 'customTagsOfModule',
  compute: async (dir, facts) => {
    const table = await facts.get(constraintTable);
    const known = getOrSet(knownTags, table, () => new WeakMap<FolderGroup, readonly string[]>());
    const tagsOf = (group: FolderGroup): readonly string[] =>
      group.flatMap((directory) => table.directory(directory).tagged.flatMap(({ header }) => header.customTags));
    const counts = new Map<string, number>();
    for (const group of await facts.get(folderGroups, dir))
      for (const tag of getOrSet(known, group, () => tagsOf(group))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  },
  equals: sameCounts,
};

/** The tags that files of some folders name, each once a file. */
const knownTags = new WeakMap<ConstraintTable, WeakMap<FolderGroup, readonly string[]>>();

function sameCounts(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([tag, count]) => b.get(tag) === count);
}

/** How many files of the whole root name each tag that only -tags can set. */
export const customTagCounts: Fact<ReadonlyMap<string, number>> = {
  name: 'customTagCounts',
  barrier: true,
  compute: async (_, facts) => {
    const counts = new Map<string, number>();
    for (const path of (await facts.get(treeLists, facts.root)).modules)
      for (const [tag, count] of await facts.get(customTagsOfModule, joinPath(facts.root, path)))
        counts.set(tag, (counts.get(tag) ?? 0) + count);
    return counts;
  },
  equals: sameCounts,
};

/** The tags that mean something here. */
export class TagVocabulary {
  readonly #counts: ReadonlyMap<string, number>;
  readonly #declared: ReadonlySet<string>;
  /** own tags that several files name, and those that are declared */
  readonly established: readonly string[];

  /** @param declared tags that the configuration names */
  constructor(counts: ReadonlyMap<string, number>, declared: ReadonlySet<string>) {
    this.#counts = counts;
    this.#declared = declared;
    const shared = [...counts].filter(([, count]) => count > 1).map(([tag]) => tag);
    this.established = [...new Set([...declared, ...shared])];
  }

  /** Go sets it, somebody declared it, many projects have it, or a constraint of this repository names it. */
  knows(tag: string): boolean {
    return !this.isOwn(tag) || this.uses(tag) > 0;
  }

  /** Only this repository can know what it means. */
  isOwn(tag: string): boolean {
    return tagKind(tag).kind === 'custom' && !this.#declared.has(tag) && !wellKnownTags.has(tag);
  }

  /** How many files name it. */
  uses(tag: string): number {
    return this.#counts.get(tag) ?? 0;
  }
}

export async function vocabularyOf(options: CheckOptions, facts: Facts): Promise<TagVocabulary> {
  const fromTargets = options.targets.flatMap((target) => /(?:^|,)tags=([^,]*)/.exec(target)?.[1]?.split('+') ?? []);
  return new TagVocabulary(await facts.get(customTagCounts), new Set([...options.knownTags, ...fromTargets]));
}

import { joinPath } from '../../../base/paths';
import type { Fact, Facts } from '../factStore';
import { repositoryTop } from '../modules/repositoryTop';
import { gitSettings, isIgnored, trackedFiles } from './gitFolder';

/**
 * What git has of the files that go needs beside go.mod, and what it will never have because they are ignored. Read from the
 * index and from the rules of the repository and of the person; git itself is not run, for a repository can name programs
 * that it starts.
 */
export type GitFiles =
  | { readonly kind: 'no-repository' }
  /** `detail`: what of the repository only git reads */
  | { readonly kind: 'unreadable'; readonly detail: string }
  | {
      readonly kind: 'answer';
      /** of go.mod, go.sum and vendor/modules.txt those that git has */
      readonly tracked: ReadonlySet<string>;
      /** go.sum is ignored, and git does not have it */
      readonly ignoresSum: boolean;
    };

const listed = ['go.mod', 'go.sum', 'vendor/modules.txt'];

/** Names are relative to the folder. Key: a folder with a go.mod or a go.work. */
export const gitFiles: Fact<GitFiles> = {
  name: 'gitFiles',
  compute: async (dir, facts) => {
    const top = await facts.get(repositoryTop, dir);
    if (top === undefined) return { kind: 'no-repository' };
    const tracked = await facts.get(trackedFiles, top);
    if (typeof tracked === 'string') return { kind: 'unreadable', detail: tracked };
    const has = new Set(listed.filter((name) => tracked.has(joinPath(dir, name))));
    const ignoresSum = !has.has('go.sum') && (await isIgnored(joinPath(dir, 'go.sum'), top, false, facts));
    return { kind: 'answer', tracked: has, ignoresSum };
  },
  equals: (a, b) =>
    a.kind === 'answer' && b.kind === 'answer'
      ? a.ignoresSum === b.ignoresSum && [...a.tracked].join() === [...b.tracked].join()
      : JSON.stringify(a) === JSON.stringify(b),
};

/** What lies below a folder and git neither has nor will take: names relative to it, sorted. */
export interface IgnoredBelow {
  readonly files: readonly string[];
  /** configuration that is included elsewhere may name more rules */
  readonly certain: boolean;
}

/** Key: a folder that exists, below the top of a work tree whose index can be read. */
export const ignoredBelow: Fact<IgnoredBelow> = {
  name: 'ignoredBelow',
  compute: async (dir, facts) => {
    const top = await facts.get(repositoryTop, dir);
    const tracked = top === undefined ? '' : await facts.get(trackedFiles, top);
    if (top === undefined || typeof tracked === 'string') return { files: [], certain: false };
    const files: string[] = [];
    await walk(dir, '', top, tracked, files, facts);
    return { files: files.toSorted(), certain: (await facts.get(gitSettings, top)).certain };
  },
  equals: (a, b) => a.certain === b.certain && a.files.join('\n') === b.files.join('\n'),
};

async function walk(
  dir: string,
  folder: string,
  top: string,
  tracked: ReadonlySet<string>,
  files: string[],
  facts: Facts,
): Promise<void> {
  const entries = (await facts.readDirectory(joinPath(dir, folder))) ?? [];
  for (const { name, kind } of entries) {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (kind === 'directory') await walk(dir, path, top, tracked, files, facts);
    else if (!tracked.has(joinPath(dir, path)) && (await isIgnored(joinPath(dir, path), top, false, facts)))
      files.push(path);
  }
}

import { whenKnown } from '../../../base/awaitable';
import { getOrSet } from '../../../base/getOrSet';
import { ownText } from '../../../base/ownText';
import { joinPath } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import { isTestFileName } from '../../constraints/fileName';
import type { Directory } from '../../model/tree';
import type { Fact } from '../factStore';
import { shown, type Input } from '../inputs';

/**
 * Go programs (packages main) that run go, as the targets of mage do: `sh.Run("go", "test", "-tags=e2e", "./...")`. Of each the pieces of text
 * in which it passes tags, as a shell would have them. Asked for only once a tag is suspected. Key: the verified folder.
 */
export const tagsOfPrograms: Fact<readonly string[]> = {
  name: 'tagsOfPrograms',
  compute: async (root, facts) => {
    const pieces: string[] = [];
    for (const path of await facts.get(programsRunningOthers, root)) {
      const piece = await facts.read(tagsInProgram, path);
      if (piece !== '') pieces.push(piece);
    }
    return pieces;
  },
  equals: sameElements,
};

/** Absolute paths. An edit seldom changes them. Key: the verified folder. */
const programsRunningOthers: Fact<readonly string[]> = {
  name: 'programsRunningOthers',
  barrier: true,
  compute: async (root, facts) => {
    const { directories } = await facts.tree(root);
    return [...directories.values()].flatMap((directory) =>
      getOrSet(known, directory, () => filesRunningOthers(directory)).map((name) =>
        joinPath(root, directory.path, name),
      ),
    );
  },
  equals: sameElements,
};

/** A folder is the same object as long as nothing in it changes. */
const known = new WeakMap<Directory, readonly string[]>();

const runners = /^os\/exec$|\/mage\/sh$/;

function filesRunningOthers({ importLists, goFiles }: Directory): readonly string[] {
  if (!importLists.some((list) => list.some((path) => runners.test(path)))) return [];
  return goFiles
    .filter(({ name, packageName }) => packageName === 'main' && !isTestFileName(name))
    .filter(({ imports }) => imports.some((path) => runners.test(path)))
    .map(({ name }) => name);
}

/** An input of its own: nobody keeps the text of a program, and an edit of it seldom changes these few words. */
const tagsInProgram: Input<string> = {
  ...shown,
  name: 'tagsInProgram',
  read: (path, { files }) =>
    whenKnown(files.readFile(path), (content) =>
      content.kind === 'file' ? ownText(passedIn(decoder.decode(content.bytes))) : '',
    ),
};

const decoder = new TextDecoder();

function passedIn(text: string): string {
  // `"-tags", "e2e"` may go on in the next line.
  const pieces = text.match(/-tags\b[^\n]*,\s*\n[^\n]*|-tags\b[^\n]*/g) ?? [];
  return pieces.map((piece) => piece.replace(/["`],\s*["`]/g, ' ')).join('\n');
}

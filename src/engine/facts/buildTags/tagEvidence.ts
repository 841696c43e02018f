import { kept } from '../../../base/kept';
import { joinPath } from '../../../base/paths';
import { sameElements } from '../../../base/sameElements';
import type { Fact, Facts } from '../factStore';
import { treeLists } from '../treeLists';
import { tagsOfPrograms } from './tagsOfPrograms';

/**
 * The text of the files that could pass a tag to go: makefiles, scripts, CI, editor and tool configuration, and
 * documentation, in the root, in the module's folder, and in the usual folders below them; and what Go programs pass. Asked for
 * only once a tag is suspected, so that a tag that somebody passes is never called a misspelling.
 * Key: the module's absolute folder.
 */
export const tagEvidence: Fact<TagEvidence> = {
  name: 'tagEvidence',
  compute: async (dir, facts) => {
    const tree = await facts.get(treeLists, facts.root);
    const paths = new Set(tree.otherFiles.map((path) => joinPath(facts.root, path)));
    for (const base of new Set([facts.root, dir])) {
      for (const folder of ['', ...usualFolders]) {
        for (const path of await scriptsIn(joinPath(base, folder), facts)) paths.add(path);
      }
    }
    const files: Uint8Array[] = [];
    for (const path of paths) {
      const content = await facts.readFile(path);
      if (content.kind === 'file') files.push(content.bytes);
    }
    return new TagEvidence(kept(files), await facts.get(tagsOfPrograms, facts.root));
  },
  equals: (a, b) => sameElements(a.files, b.files) && a.programs === b.programs,
};

export class TagEvidence {
  readonly files: readonly Uint8Array[];
  /** what Go programs pass to go */
  readonly programs: readonly string[];

  constructor(files: readonly Uint8Array[], programs: readonly string[]) {
    this.files = files;
    this.programs = programs;
  }

  /** of all files; decoded whenever it is asked for, since the bytes are remembered anyway */
  get text(): string {
    return [...this.files.map((bytes) => decoder.decode(bytes)), ...this.programs].join('\n');
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const usualFolders = [
  '.ci',
  '.circleci',
  '.github/workflows',
  '.vscode',
  'build',
  'ci',
  'dev',
  'hack',
  'make',
  'script',
  'scripts',
  'tools',
];

const mayPassTags =
  /(^(dockerfile|containerfile|makefile|gnumakefile|justfile|jenkinsfile|rakefile|build|earthfile|tiltfile)(\..*)?|\.(mk|sh|bash|zsh|ps1|bat|cmd|ya?ml|toml|json|hcl|bazel|bzl|md|py|nix|cfg|env))$/i;

const mostFiles = 200;

async function scriptsIn(folder: string, facts: Facts): Promise<readonly string[]> {
  const entries = (await facts.readDirectory(folder)) ?? [];
  return entries
    .filter(({ kind, name }) => kind === 'file' && mayPassTags.test(name))
    .slice(0, mostFiles)
    .map(({ name }) => `${folder}/${name}`);
}

/** Whether the text has the tag as a whole word. */
export function mentionsTag(text: string, tag: string): boolean {
  if (!text.includes(tag)) return false;
  const character = '[\\p{L}\\p{Nd}_.]';
  const literal = tag.replace(/[.]/g, '\\.');
  return new RegExp(`(?<!${character})${literal}(?!${character.replace('.', '')})`, 'u').test(text);
}

/** Whether the text shows -tags, or a setting for tags, with the tag. For words that are everywhere, such as `test`. */
export function passesTag(text: string, tag: string): boolean {
  if (!text.includes(tag)) return false;
  const literal = tag.replace(/[.]/g, '\\.');
  return new RegExp(
    `tags?["']?[=: \\t]+["'[]?[^\\n]{0,200}?(?<![\\p{L}\\p{Nd}_.])${literal}(?![\\p{L}\\p{Nd}_])`,
    'iu',
  ).test(text);
}
